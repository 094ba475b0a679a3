import { z } from 'zod';
import { can, Id, Instant, line, PersonRef } from './common.js';
import { TicketState } from './tickets.js';

/** What the other ticket is to this one. */
export const RelationKind = z.enum(['related', 'parent', 'child']);
export type RelationKind = z.infer<typeof RelationKind>;
/** Of each of these a ticket has at most so many; of parents one. */
export const MAX_RELATIONS = 50;
/** A ticket, its parts, and theirs. */
export const MAX_LEVELS = 3;

const Other = z.strictObject({ id: Id, number: z.number().int(), subject: z.string().nullable(), customer: z.string(), state: TicketState, assignee: PersonRef.nullable() });
export const RelatedTicket = z.strictObject({
  ticket: Other,
  /** Who said so, and when; null: that person is gone. */
  by: PersonRef.nullable(),
  at: Instant,
});
export type RelatedTicket = z.infer<typeof RelatedTicket>;
/** Only tickets that the caller may read; of others nothing is told. */
export const Relations = z
  .strictObject({
    parent: RelatedTicket.nullable(),
    children: z.array(RelatedTicket),
    related: z.array(RelatedTicket),
    can: can('change'),
  })
  .meta({ id: 'Relations' });
export type Relations = z.infer<typeof Relations>;

export const RelationDraft = z.strictObject({ otherId: Id, kind: RelationKind }).meta({ id: 'RelationDraft' });
export type RelationDraft = z.infer<typeof RelationDraft>;

/** `search`: a number or a word of subject or customer; without it tickets of the same customer. */
export const RelationQuery = z.strictObject({ search: line(80, 0).default('') });
export const RelationCandidates = z.strictObject({ items: z.array(Other) }).meta({ id: 'RelationCandidates' });
