import { z } from 'zod';
import { Id } from './common.js';
import { SocketError } from './errors.js';
import {
  ConversationRead, ConversationRef, ConversationSync, ConversationSynced, Message, MessageRecall, MessageSend, MessageSent, Typing,
} from './messages.js';
import type { Permission } from './permissions.js';

interface SocketEvent {
  schema: z.ZodType;
  /** What an agent needs; visitors are checked against the conversation itself. */
  permission: Permission;
  namespaces: readonly ('/visitor' | '/agent')[];
}

const both = ['/visitor', '/agent'] as const;

/** Client → server. Anything not listed here is answered with `event/unknown`. */
export const CLIENT_EVENTS = {
  'message:send': { schema: MessageSend, permission: 'ticket.read', namespaces: both },
  'conversation:open': { schema: ConversationRef, permission: 'ticket.read', namespaces: both },
  'conversation:close': { schema: ConversationRef, permission: 'ticket.read', namespaces: both },
  'conversation:sync': { schema: ConversationSync, permission: 'ticket.read', namespaces: both },
  'conversation:read': { schema: ConversationRead, permission: 'ticket.read', namespaces: both },
  'message:recall': { schema: MessageRecall, permission: 'ticket.read', namespaces: both },
  typing: { schema: Typing, permission: 'ticket.read', namespaces: both },
} as const satisfies Record<string, SocketEvent>;
export type ClientEvent = keyof typeof CLIENT_EVENTS;
export type ClientPayload<E extends ClientEvent> = z.infer<(typeof CLIENT_EVENTS)[E]['schema']>;

export interface ClientAcks {
  'message:send': MessageSent;
  'conversation:open': { head: number };
  'conversation:close': Record<never, never>;
  'conversation:sync': z.infer<typeof ConversationSynced>;
  'conversation:read': Record<never, never>;
  'message:recall': { seq: number };
  typing: Record<never, never>;
}
export type Ack<E extends ClientEvent> = ({ ok: true } & ClientAcks[E]) | { ok: false; error: z.infer<typeof SocketError> };

/** What a `changed` pointer can name: the client refetches that row or list. */
export const ChangedKind = z.enum(['ticket', 'chat', 'queue', 'account', 'canned_reply', 'macro', 'bulk_change', 'rating', 'link_preview', 'outgoing', 'notice', 'callback']);
export type ChangedKind = z.infer<typeof ChangedKind>;

/** Server → client. */
export const SERVER_EVENTS = {
  message: z.strictObject({ conversationId: Id, message: Message }),
  heads: z.array(z.strictObject({ conversationId: Id, head: z.number().int() })),
  /** `deliveredSeq` and `readSeq` are in the receiver's own stream. */
  receipt: z.strictObject({
    conversationId: Id,
    by: z.strictObject({ kind: z.enum(['customer', 'agent']), id: Id.nullable() }),
    deliveredSeq: z.number().int(),
    readSeq: z.number().int(),
  }),
  typing: z.strictObject({ conversationId: Id, by: z.strictObject({ kind: z.enum(['customer', 'agent']), id: Id.nullable(), name: z.string() }), on: z.boolean() }),
  /** Staff: who looks at a ticket. Visitors: whether the agent of the conversation is there (`people` then holds that agent alone). */
  presence: z.strictObject({ conversationId: Id, people: z.array(z.strictObject({ id: Id, name: z.string(), kind: z.enum(['customer', 'agent']), online: z.boolean() })) }),
  queue: z.strictObject({ conversationId: Id, position: z.number().int(), etaSeconds: z.number().int().nullable() }),
  changed: z.strictObject({ kind: ChangedKind, id: z.string(), version: z.number().int() }),
  'session:revoked': z.strictObject({ reason: z.enum(['signed_out', 'revoked', 'blocked', 'expired']) }),
} as const;
export type ServerEvent = keyof typeof SERVER_EVENTS;
export type ServerPayload<E extends ServerEvent> = z.infer<(typeof SERVER_EVENTS)[E]>;
