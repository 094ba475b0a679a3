import { z } from 'zod';
import { Id, Instant, PersonRef, text } from './common.js';
import { Attachment, MAX_ATTACHMENTS } from './files.js';
import { ClientMessageId, MAX_MESSAGE_LENGTH, Seq } from './messages.js';

/** Held for a moment in which it can be taken back, or until a chosen time. */
export const OutgoingKind = z.enum(['undo', 'later']);
export type OutgoingKind = z.infer<typeof OutgoingKind>;
/** returned: it was not sent, and its words went back to its writer's draft. */
export const OutgoingState = z.enum(['held', 'released', 'withdrawn', 'returned']);
/** Why it was not sent: the customer wrote first; the ticket is closed or merged; its writer is gone or may not write there any more; the customer is blocked; its files are gone. */
export const ReturnReason = z.enum(['customer_wrote', 'closed', 'merged', 'author_gone', 'no_right', 'blocked', 'files_gone']);
export type ReturnReason = z.infer<typeof ReturnReason>;

export const MOST_HELD = 20;
export const OutgoingDraft = z.strictObject({
  clientMessageId: ClientMessageId,
  text: text(MAX_MESSAGE_LENGTH).optional(),
  attachmentIds: z.array(Id).max(MAX_ATTACHMENTS).optional(),
  replyTo: Id.optional(),
  /** The newest entry of the staff stream on the writer's screen: what others said publicly after it stops the send. */
  seenSeq: Seq,
  /** Left out: after the organisation's time for taking back, at once where that is none. */
  sendAt: Instant.optional(),
});
export const OutgoingChange = z.strictObject({ text: text(MAX_MESSAGE_LENGTH).optional(), sendAt: Instant.optional() });

export const Outgoing = z
  .strictObject({
    id: Id,
    ticketId: Id,
    author: PersonRef,
    clientMessageId: z.string(),
    text: z.string().nullable(),
    attachments: z.array(Attachment),
    kind: OutgoingKind,
    dueAt: Instant,
    state: OutgoingState,
    reason: ReturnReason.nullable(),
    messageId: Id.nullable(),
    createdAt: Instant,
    version: z.number().int(),
    can: z.strictObject({ change: z.boolean(), withdraw: z.boolean(), release: z.boolean() }),
  })
  .meta({ id: 'Outgoing' });
export type Outgoing = z.infer<typeof Outgoing>;
/** What is held of a ticket, and what was returned and not put aside yet. `live`: the customer is in a chat; `undoSeconds`: how long an answer that is sent now is held. */
export const TicketOutgoing = z.strictObject({ items: z.array(Outgoing), live: z.boolean(), undoSeconds: z.number().int() }).meta({ id: 'TicketOutgoing' });
export type TicketOutgoing = z.infer<typeof TicketOutgoing>;
