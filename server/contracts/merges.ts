import { z } from 'zod';
import { Id, Instant, line, PersonRef, TeamRef } from './common.js';
import { PromiseKind } from './promises.js';
import { Seq } from './messages.js';
import { ChannelKind, TicketState } from './tickets.js';

/** A ticket in short, as it stands beside another that it may become one with. */
export const MergeSide = z
  .strictObject({
    id: Id,
    number: z.number().int(),
    subject: z.string().nullable(),
    state: TicketState,
    channelKind: ChannelKind,
    customer: z.strictObject({ name: z.string(), email: z.string().nullable(), verified: z.boolean() }),
    assignee: PersonRef.nullable(),
    team: TeamRef.nullable(),
    /** Public words, of both sides. */
    messages: z.number().int(),
    preview: z.string(),
    waitingSince: Instant.nullable(),
    createdAt: Instant,
    lastMessageAt: Instant,
  })
  .meta({ id: 'MergeSide' });
export type MergeSide = z.infer<typeof MergeSide>;

/** What a ticket may be merged into. `search`: a number or a word of subject, customer or last message; without it tickets of the same customer and address. */
export const MergeQuery = z.strictObject({ search: line(80, 0).default('') });
export const MergeCandidates = z
  .strictObject({
    source: MergeSide,
    /** What is owed on it; with another customer that stands in the way. */
    owed: z.array(PromiseKind),
    /** `sameCustomer`: proven to be the same. Only then do words and answers come together; else neither sees anything of the other's. */
    items: z.array(MergeSide.extend({ sameCustomer: z.boolean() })),
  })
  .meta({ id: 'MergeCandidates' });
export type MergeCandidates = z.infer<typeof MergeCandidates>;

/** `from` and `targetFrom`: the states that the caller saw. `seenSeq`: the newest entry of the source on his screen; where the customers differ, a later word of its customer stops the merge. */
export const MergeDraft = z.strictObject({ targetId: Id, from: TicketState.optional(), targetFrom: TicketState.optional(), seenSeq: Seq.optional() }).meta({ id: 'MergeDraft' });
export type MergeDraft = z.infer<typeof MergeDraft>;
