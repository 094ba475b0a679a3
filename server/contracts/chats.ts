import { z } from 'zod';
import { Id, Instant, line, PersonRef, TeamRef, text } from './common.js';
import { Availability } from './accounts.js';
import { Seq } from './messages.js';
import { ChatState, OpenParts } from './tickets.js';

export const ChatTransfer = z
  .strictObject({ teamId: Id.optional(), accountId: Id.optional(), note: text(2000, 0).optional() })
  .refine((transfer) => (transfer.teamId === undefined) !== (transfer.accountId === undefined), { path: ['teamId'] });

export const ChatResult = z.enum(['solved', 'follow_up', 'no_reply', 'spam']);
/**
 * `contactReason` is a key of the organisation's list (setting `contactReasons`). `seenSeq` is the newest entry of the
 * staff stream on the caller's screen: a later word of the customer is not answered by the end, so the ticket stays
 * open and the customer waits in the queue again. `solveTicket` solves the ticket instead of closing it, whatever `closeTicket` says:
 * a later word of the customer opens it again. `openChildren` is how many open parts of the ticket the caller saw: with more the chat goes on.
 */
export const ChatEnding = z.strictObject({ contactReason: line(60), result: ChatResult, closeTicket: z.boolean().default(true), solveTicket: z.boolean().default(false), seenSeq: Seq.optional(), openChildren: OpenParts.optional() });

export const ContactReasons = z.strictObject({ items: z.array(z.strictObject({ key: z.string(), label: z.record(z.string(), z.string()) })) }).meta({ id: 'ContactReasons' });

/** The live board of a lead: own teams, or all with `ticket.read_all`. Seconds are whole; `longestWaitSince` is null when nobody waits. */
export const LiveBoard = z
  .strictObject({
    waiting: z.number().int(),
    active: z.number().int(),
    longestWaitSince: Instant.nullable(),
    endedToday: z.number().int(),
    medianFirstReplySeconds: z.number().int().nullable(),
    firstReplies: z.number().int(),
    queues: z.array(z.strictObject({ team: TeamRef, waiting: z.number().int(), longestWaitSince: Instant.nullable(), agentsOnline: z.number().int(), freeSlots: z.number().int() })),
    agents: z.array(PersonRef.extend({ availability: Availability, connected: z.boolean(), capacity: z.number().int(), load: z.number().int(), waitingForAgent: z.number().int() })),
    chats: z.array(
      z.strictObject({
        id: Id,
        ticketId: Id,
        ticketNumber: z.number().int(),
        customerName: z.string(),
        state: ChatState,
        agent: PersonRef.nullable(),
        team: TeamRef.nullable(),
        queuedAt: Instant,
        acceptedAt: Instant.nullable(),
        waitingSince: Instant.nullable(),
        preview: z.string(),
        can: z.strictObject({ watch: z.boolean(), takeOver: z.boolean() }),
      }),
    ),
  })
  .meta({ id: 'LiveBoard' });
export type LiveBoard = z.infer<typeof LiveBoard>;
