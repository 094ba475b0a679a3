import { z } from 'zod';
import { Email, Id, Instant, line, text } from './common.js';
import { TicketPriority, TicketState, TicketTag, TicketType } from './tickets.js';

/** A ticket that staff opens for somebody: after a call, or because something has to be told. */
export const TicketOpening = z
  .strictObject({
    /** The way in it counts as. Without it: the oldest mailbox when an address is given, otherwise the oldest widget. */
    channelId: Id.optional(),
    customer: z.strictObject({ name: line(120).optional(), email: Email.optional() }),
    subject: line(200),
    type: TicketType.default('question'),
    priority: TicketPriority.default('normal'),
    tags: z.array(TicketTag).max(20).default([]),
    /** Without it: the team of the way in. */
    teamId: Id.nullable().optional(),
    assigneeId: Id.nullable().default(null),
    /** The first entry: a note for the staff, or words that the customer gets. */
    message: z.strictObject({ text: text(8000), internal: z.boolean() }),
  })
  .refine(({ customer }) => customer.name !== undefined || customer.email !== undefined, { path: ['customer', 'name'], message: 'required' })
  .meta({ id: 'TicketOpening' });
export type TicketOpening = z.infer<typeof TicketOpening>;

export const SimilarQuery = z.strictObject({ email: Email });
/** Tickets that are not done, of people who write under an address; the caller may read them. */
export const SimilarTickets = z
  .strictObject({ items: z.array(z.strictObject({ id: Id, number: z.number().int(), subject: z.string().nullable(), state: TicketState, preview: z.string(), lastMessageAt: Instant })) })
  .meta({ id: 'SimilarTickets' });
