import { z } from 'zod';
import type { HistoricMessage, HistoricTicket, Person, Sorted } from './historic.types.js';
import { FieldWords, Key, ListOf, Maybe, Moment, Tags, Words } from './loose.rules.js';

const Someone = z.object({ id: Key, name: Words, email: Words, phone_number: Words, type: Words });
const Message = z.object({
  id: Key, conversation_id: Key, content: Words, message_type: z.unknown().optional(), private: z.unknown().optional().transform((value) => value === true), created_at: Moment, sender: Maybe(Someone), sender_type: Words,
  content_attributes: Maybe(z.object({ email: Maybe(z.object({ subject: Words })) })),
  attachments: ListOf(z.object({ data_url: Words, file_type: Words })),
});
const Conversation = z.object({
  id: Key, status: Words, labels: Tags, priority: Words, created_at: Moment, timestamp: Moment, last_activity_at: Moment,
  meta: Maybe(z.object({ sender: Maybe(Someone), assignee: Maybe(Someone) })),
  additional_attributes: Maybe(z.object({ mail_subject: Words })),
  messages: ListOf(Message),
  custom_attributes: Maybe(z.record(z.string(), FieldWords)),
});
const Contact = z.object({ id: Key, name: Words, email: Words, phone_number: Words });

const KINDS = ['incoming', 'outgoing', 'activity', 'template'] as const;
/** A number in what the API answers, a word elsewhere. */
const kindOf = (type: unknown): (typeof KINDS)[number] | null => (typeof type === 'number' ? KINDS[type] : KINDS.find((kind) => kind === type)) ?? null;

/** Contacts and agents count from one each: only their prefix tells them apart. */
const person = (someone: z.infer<typeof Someone> | null, kind: 'contact' | 'user'): Person | null =>
  someone && { id: someone.id === null ? null : `${kind}:${someone.id}`, name: someone.name ?? someone.phone_number, email: someone.email };

/** Null for what nobody said: lines about who did what. */
function messageOf(message: z.infer<typeof Message>): HistoricMessage | null {
  const kind = kindOf(message.message_type);
  if (kind === null || kind === 'activity' || message.id === null) return null;
  const side = kind === 'incoming' ? 'customer' : kind === 'template' || /bot/i.test(message.sender_type ?? message.sender?.type ?? '') ? 'bot' : 'agent';
  return {
    id: message.id,
    author: person(message.sender, side === 'customer' ? 'contact' : 'user'),
    side,
    internal: message.private,
    at: message.created_at,
    text: message.content ?? '',
    files: message.attachments.map(({ data_url, file_type }) => ({ name: data_url?.split(/[/?]/).at(-1) ?? file_type ?? '', url: data_url })),
  };
}

function ticketOf(talk: z.infer<typeof Conversation>): HistoricTicket {
  const lastAt = talk.last_activity_at ?? talk.timestamp;
  return {
    url: null,
    subject: talk.additional_attributes?.mail_subject ?? talk.messages.map((message) => message.content_attributes?.email?.subject ?? null).find((subject) => subject !== null) ?? null,
    state: talk.status ?? '',
    priority: talk.priority ?? '',
    type: '',
    tags: talk.labels,
    requester: person(talk.meta?.sender ?? null, 'contact'),
    assignee: person(talk.meta?.assignee ?? null, 'user'),
    createdAt: talk.created_at,
    updatedAt: lastAt,
    solvedAt: talk.status === 'resolved' ? lastAt : null,
    fields: Object.entries(talk.custom_attributes ?? {}).map(([name, values]) => ({ id: null, name, values })),
    messages: talk.messages.flatMap((message) => messageOf(message) ?? []),
  };
}

/** One record of what Chatwoot's API gives: conversations, messages and contacts. */
export function sortChatwoot(record: Readonly<Record<string, unknown>>, list: string | null): Sorted | null {
  if ('message_type' in record) {
    const read = Message.parse(record);
    const data = messageOf(read);
    if (data === null) return kindOf(read.message_type) === 'activity' ? { kind: 'nothing' } : null;
    return read.conversation_id === null ? null : { kind: 'message', externalId: data.id, ticketKey: read.conversation_id, data };
  }
  if ('status' in record && ('inbox_id' in record || 'meta' in record || list === 'conversations')) {
    const read = Conversation.parse(record);
    return read.id === null ? null : { kind: 'ticket', externalId: read.id, data: ticketOf(read) };
  }
  if ('email' in record || 'phone_number' in record || list === 'contacts') {
    const { id, name, email, phone_number } = Contact.parse(record);
    return id === null ? null : { kind: 'person', externalId: `contact:${id}`, data: { id: `contact:${id}`, name: name ?? phone_number, email, staff: false } };
  }
  return null;
}
