import { z } from 'zod';
import { Zone } from './calendars.js';
import { can, Email, FieldValues, Id, Instant, line, PersonRef, text } from './common.js';
import { mayCallAgain, mustCallAgain } from './calls.rules.js';
import { CallDirection, CallResult } from './promises.js';
import { Seq } from './messages.js';
import { OpenParts, TicketOpening, TicketState } from './tickets.js';

/** A call that is agreed on: when, and who makes it. Without `ownerId` it is whoever recorded this one. */
const Agreed = z.strictObject({ dueAt: Instant, ownerId: Id.optional() });
/** What every recorded call says. `number` as one dials it where `zone` is, or in the international form; left out where it was withheld. */
const Facts = {
  direction: CallDirection,
  result: CallResult,
  number: line(40, 3).optional(),
  zone: Zone.optional(),
  callback: Agreed.optional(),
  /** Solve the ticket in the same step; only after `reached` and `resolved`. */
  solve: z.boolean().default(false),
};
interface Said {
  readonly result: CallResult;
  readonly callback?: z.infer<typeof Agreed> | undefined;
  readonly solve: boolean;
}
const fits = ({ result, callback }: Said): boolean => (callback === undefined ? !mustCallAgain(result) : mayCallAgain(result));
const ends = ({ result, solve }: Said): boolean => !solve || result === 'reached' || result === 'resolved';

/**
 * A call on a ticket that is there. `promiseId`: the callback that it is an attempt of, whose number counts where none is named; refused
 * where that is not owed any more. For solving: `seenSeq`, the newest entry of the staff stream on the caller's screen, and `openChildren`,
 * how many open parts he saw.
 */
export const CallOnTicket = z
  .strictObject({ ...Facts, note: text(8000, 0).optional(), promiseId: Id.optional(), seenSeq: Seq.optional(), openChildren: OpenParts.optional() })
  .refine(fits, { path: ['callback'], message: 'call/callback' })
  .refine(ends, { path: ['solve'], message: 'call/not_settled' });
export type CallOnTicket = z.infer<typeof CallOnTicket>;

const { channelId, subject, type, priority, tags, teamId, assigneeId } = TicketOpening.shape;
/** A ticket that begins with a call: for somebody whom the number named (`personId` of `Callers`), or for somebody new, whatever address he says. */
export const CallOpening = z
  .strictObject({
    ...Facts,
    note: text(8000),
    personId: Id.optional(),
    customer: z.strictObject({ name: line(120).optional(), email: Email.optional() }).optional(),
    channelId, subject, type, priority, tags, teamId, assigneeId,
    /** What it began with; what stands beside it is what counts. `fields` are those of the organisation. */
    template: z.strictObject({ id: Id, fields: FieldValues.default({}) }).optional(),
  })
  .refine(fits, { path: ['callback'], message: 'call/callback' })
  .refine(ends, { path: ['solve'], message: 'call/not_settled' })
  .refine(({ personId, customer }) => (personId === undefined) !== (customer?.name === undefined && customer?.email === undefined), { path: ['customer'], message: 'required' })
  .meta({ id: 'CallOpening' });
export type CallOpening = z.infer<typeof CallOpening>;

export const PhoneCall = z
  .strictObject({
    id: Id,
    at: Instant,
    by: PersonRef.nullable(),
    direction: CallDirection,
    result: CallResult,
    /** Null where it was withheld; its last two digits for whoever may not see how customers are reached. */
    number: z.string().nullable(),
    /** As it is written down; null once it is recalled. */
    note: z.string().nullable(),
    /** The ticket was opened with it. */
    opened: z.boolean(),
    nextDueAt: Instant.nullable(),
    /** The ticket it was recorded on, where that was merged into this one. */
    from: z.strictObject({ id: Id, number: z.number().int() }).nullable(),
  })
  .meta({ id: 'PhoneCall' });
export type PhoneCall = z.infer<typeof PhoneCall>;
/** The calls of a ticket and of what was merged into it, as far as the reader may read that, the latest first. */
export const TicketCalls = z.strictObject({ items: z.array(PhoneCall), can: can('record') }).meta({ id: 'TicketCalls' });
export type TicketCalls = z.infer<typeof TicketCalls>;

export const CallersQuery = z.strictObject({ number: line(40, 3), zone: Zone.optional() });
const CallersTicket = z.strictObject({
  id: Id,
  number: z.number().int(),
  subject: z.string().nullable(),
  state: TicketState,
  preview: z.string(),
  lastMessageAt: Instant,
  /** What stands in its field `order_number`, where the organisation has one and the reader may see it. */
  order: z.string().nullable(),
  /** A call is owed on it by then. */
  callbackDueAt: Instant.nullable(),
});
/** How we come to know that a number is somebody's: proven by a code or the shop's signature, from an earlier call that reached him, or only because it was said. */
export const CallerProof = z.enum(['proven', 'called', 'claimed']);
export type CallerProof = z.infer<typeof CallerProof>;
export const Caller = z.strictObject({
  id: Id,
  name: z.string().nullable(),
  proof: CallerProof,
  /** Whether a new ticket can be his. What is only claimed joins nobody. */
  can: can('openFor'),
  /** The latest that the reader may see. */
  tickets: z.array(CallersTicket),
});
export type Caller = z.infer<typeof Caller>;
/** Whose number it is, as far as the reader may know: nobody for whoever may not see how customers are reached. */
export const Callers = z
  .strictObject({ number: z.string().nullable(), shown: z.string().nullable(), fault: z.enum(['phone_invalid', 'phone_country', 'phone_costly']).nullable(), items: z.array(Caller) })
  .meta({ id: 'Callers' });
export type Callers = z.infer<typeof Callers>;

/** Another time or another person for a callback, and why. */
export const Appointment = z
  .strictObject({ dueAt: Instant.optional(), ownerId: Id.optional(), reason: line(300) })
  .refine(({ dueAt, ownerId }) => dueAt !== undefined || ownerId !== undefined, { path: ['dueAt'], message: 'required' });
export type Appointment = z.infer<typeof Appointment>;
/** Why nobody calls. */
export const CallbackDrop = z.strictObject({ reason: line(300) });
