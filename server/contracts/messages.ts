import { z } from 'zod';
import { Id, Instant, text } from './common.js';
import { Attachment, MAX_ATTACHMENTS } from './files.js';

export const AuthorKind = z.enum(['customer', 'agent', 'bot', 'system']);
export type AuthorKind = z.infer<typeof AuthorKind>;
export const MessageKind = z.enum(['text', 'file', 'order', 'product', 'system']);
export type MessageKind = z.infer<typeof MessageKind>;

/** Codes of system lines; their texts are `timeline.system.<code>`. The flag says whether the customer sees the line. */
export const SYSTEM_LINES = {
  'chat.queued': { public: true },
  'chat.joined': { public: true },
  'chat.transferred': { public: true },
  'chat.requeued': { public: true },
  'chat.taken_over': { public: true },
  'chat.still_there': { public: true },
  'chat.ended': { public: true },
  'chat.reopened': { public: true },
  'chat.rated': { public: false },
  'chat.transfer_note': { public: false },
  'ticket.assigned': { public: false },
  'ticket.freed': { public: false },
  'ticket.closed': { public: false },
  'ticket.reopened': { public: false },
  'ticket.pending': { public: false },
  'ticket.on_hold': { public: false },
  'ticket.solved': { public: false },
  'ticket.resumed': { public: false },
  'ticket.resumed_by_word': { public: false },
  'ticket.closed_by_time': { public: false },
  'ticket.snoozed': { public: false },
  'ticket.unsnoozed': { public: false },
  'ticket.woken': { public: false },
  'ticket.woken_by_word': { public: false },
  'ticket.linked': { public: true },
  'ticket.continued': { public: true },
  'promise.made': { public: true },
  'promise.renewed': { public: true },
  'promise.broken': { public: false },
  'promise.withdrawn': { public: false },
  'callback.called': { public: false },
  'callback.moved': { public: false },
  'callback.handed': { public: false },
  'call.recorded': { public: false },
  'chat.left_queue': { public: true },
  'message.recalled': { public: true },
  'visit.invited': { public: false },
  'visitor.blocked': { public: false },
  'address.asked': { public: false },
  'address.confirmed': { public: true },
  'address.shared': { public: false },
  'mail.bounced': { public: false },
  'mail.not_sent': { public: false },
  'ticket.spam_marked': { public: false },
  'ticket.spam_lifted': { public: false },
  'ticket.spam_again': { public: false },
  'ticket.merged': { public: false },
  'ticket.joined': { public: false },
  'ticket.unmerged': { public: false },
  'ticket.parted': { public: false },
  'ticket.wrote_apart': { public: false },
  'ticket.split_off': { public: false },
  'ticket.split_from': { public: false },
  'reply.returned': { public: false },
  'side.answered': { public: false },
  'side.failed': { public: false },
  'ticket.routed': { public: false },
  'ticket.given_back': { public: false },
} as const;
export type SystemCode = keyof typeof SYSTEM_LINES;
export const systemCodes = Object.keys(SYSTEM_LINES) as [SystemCode, ...SystemCode[]];

/** The message that another one answers, as far as its reader may see it. */
export const Quote = z
  .strictObject({
    id: Id,
    /** Its place in the reader's own stream. */
    seq: z.number().int().positive(),
    author: z.strictObject({ kind: AuthorKind, id: Id.nullable(), name: z.string() }),
    kind: MessageKind,
    /** Its beginning; null when it has none or was recalled. */
    text: z.string().nullable(),
    recalled: z.boolean(),
  })
  .meta({ id: 'Quote' });
export type Quote = z.infer<typeof Quote>;

/** A colleague whom a note mentions. Where `@` and this name stand in the note, he is meant. */
export const Mention = z.strictObject({ id: Id, name: z.string() });
export type Mention = z.infer<typeof Mention>;
export const MAX_MENTIONS = 20;

/** One entry of a timeline as its reader sees it. `seq` counts 1..n without holes in the reader's own stream. */
export const Message = z
  .strictObject({
    id: Id,
    seq: z.number().int().positive(),
    clientMessageId: z.string().nullable(),
    author: z.strictObject({ kind: AuthorKind, id: Id.nullable(), name: z.string() }),
    kind: MessageKind,
    text: z.string().nullable(),
    attachments: z.array(Attachment),
    card: z.record(z.string(), z.unknown()).nullable(),
    system: z.strictObject({ code: z.enum(systemCodes), data: z.record(z.string(), z.unknown()) }).nullable(),
    internal: z.boolean(),
    recalledAt: Instant.nullable(),
    createdAt: Instant,
    /** Absent when it answers no certain message. */
    replyTo: Quote.optional(),
    /** Notes only; absent when nobody is mentioned. */
    mentions: z.array(Mention).optional(),
  })
  .meta({ id: 'Message' });
export type Message = z.infer<typeof Message>;

export const Seq = z.number().int().min(0).max(2_147_483_647);
export const MAX_MESSAGE_LENGTH = 8000;
export const ClientMessageId = text(100);

/** `message:send`. A visitor who leaves out `conversationId` starts a conversation. */
export const MessageSend = z.strictObject({
  conversationId: Id.optional(),
  clientMessageId: ClientMessageId,
  kind: z.enum(['text', 'file', 'order', 'product']),
  text: text(MAX_MESSAGE_LENGTH).optional(),
  attachmentIds: z.array(Id).max(MAX_ATTACHMENTS).optional(),
  orderId: Id.optional(),
  productId: Id.optional(),
  internal: z.boolean().optional(),
  /** The message of this conversation that it answers. */
  replyTo: Id.optional(),
  /** Staff: the newest entry on the writer's screen. What others said publicly after it stops the send (message/crossed). */
  seenSeq: Seq.optional(),
  /** Notes of the staff: colleagues who may read the ticket (mention/out_of_reach); each is told, and follows it from then on. */
  mentionIds: z.array(Id).min(1).max(MAX_MENTIONS).optional(),
});
export type MessageSend = z.infer<typeof MessageSend>;

export const MessageSent = z.strictObject({
  conversationId: Id,
  message: z.strictObject({ id: Id, seq: z.number().int(), createdAt: Instant }),
});
export type MessageSent = z.infer<typeof MessageSent>;

/** Entries after or before a number, oldest first; with neither, the newest page. */
export const ConversationSync = z
  .strictObject({
    conversationId: Id,
    afterSeq: Seq.optional(),
    beforeSeq: Seq.optional(),
    limit: z.number().int().min(1).max(200).default(50),
  })
  .refine((sync) => sync.afterSeq === undefined || sync.beforeSeq === undefined, { path: ['beforeSeq'] });
export type ConversationSync = z.infer<typeof ConversationSync>;
export const ConversationSynced = z.strictObject({ messages: z.array(Message), head: z.number().int(), more: z.boolean() });
export type ConversationSynced = z.infer<typeof ConversationSynced>;

export const ConversationRef = z.strictObject({ conversationId: Id });
export const ConversationRead = z.strictObject({ conversationId: Id, seq: Seq });
export const MessageRecall = z.strictObject({ conversationId: Id, messageId: Id });
export const Typing = z.strictObject({ conversationId: Id, on: z.boolean() });
