import { z } from 'zod';
import { textOf } from '../mail/plain-text.rules.js';
import type { HistoricMessage, HistoricTicket, Person, Sorted } from './historic.types.js';
import { FieldWords, Key, ListOf, Maybe, Moment, Tags, Words } from './loose.rules.js';

const Someone = z.object({ id: Key, name: Words, email: Words });
const Comment = z.object({
  id: Key, ticket_id: Key, author_id: Key, author: Maybe(Someone), body: Words, plain_body: Words, html_body: Words, public: z.unknown().optional().transform((value) => value !== false), created_at: Moment,
  attachments: ListOf(z.object({ file_name: Words, content_url: Words })),
});
const Ticket = z.object({
  id: Key, status: Words, url: Words, subject: Words, raw_subject: Words, description: Words, priority: Words, type: Words, tags: Tags,
  requester_id: Key, requester: Maybe(Someone), submitter_id: Key, assignee_id: Key, assignee: Maybe(Someone), created_at: Moment, updated_at: Moment, solved_at: Moment,
  metric_set: Maybe(z.object({ solved_at: Moment })), comments: ListOf(Comment),
  organization_id: Key, custom_fields: ListOf(z.object({ id: Key, value: FieldWords })),
});
const Field = z.object({ id: Key, title: Words, raw_title: Words, custom_field_options: ListOf(z.object({ name: Words, value: Words })) });
const Organization = z.object({ id: Key, name: Words });
const User = z.object({ id: Key, name: Words, email: Words, role: Words });

const person = (id: string | null, someone: z.infer<typeof Someone> | null): Person | null =>
  id === null && someone === null ? null : { id: id ?? someone?.id ?? null, name: someone?.name ?? null, email: someone?.email ?? null };

function messageOf(comment: z.infer<typeof Comment>, nth: number): HistoricMessage {
  const page = comment.html_body === null ? '' : textOf(comment.html_body);
  return {
    id: comment.id ?? `#${nth}`,
    author: person(comment.author_id, comment.author),
    side: null,
    internal: !comment.public,
    at: comment.created_at,
    text: comment.plain_body ?? comment.body ?? page,
    files: comment.attachments.map(({ file_name, content_url }) => ({ name: file_name ?? '', url: content_url })),
  };
}

function ticketOf(ticket: z.infer<typeof Ticket>, beside: readonly z.infer<typeof Comment>[]): HistoricTicket {
  const requester = person(ticket.requester_id, ticket.requester);
  const comments = [...ticket.comments, ...beside].map(messageOf);
  return {
    url: ticket.url,
    subject: ticket.subject ?? ticket.raw_subject,
    state: ticket.status ?? '',
    priority: ticket.priority ?? '',
    type: ticket.type ?? '',
    tags: ticket.tags,
    requester,
    assignee: person(ticket.assignee_id, ticket.assignee),
    createdAt: ticket.created_at,
    updatedAt: ticket.updated_at,
    solvedAt: ticket.solved_at ?? ticket.metric_set?.solved_at ?? null,
    fields: ticket.custom_fields.flatMap(({ id, value }) => (id === null || value.length === 0 ? [] : [{ id, name: null, values: value }])),
    organization: ticket.organization_id,
    // What it began with; where comments are there too, their first says the same.
    messages: comments.length > 0 || !ticket.description ? comments : [{ id: DESCRIPTION, author: requester, side: null, internal: false, at: ticket.created_at, text: ticket.description, files: [] }],
  };
}
/** The id of the word that only a ticket itself told of: left out where its comments come in another file. */
export const DESCRIPTION = '#description';

const Together = z.object({ ticket: Ticket, comments: ListOf(Comment) });

/** One record of a Zendesk export or of its API: by what it has, and by the list it stood in. */
export function sortZendesk(record: Readonly<Record<string, unknown>>, list: string | null): Sorted | null {
  if ('ticket' in record && !('status' in record)) {
    const read = Together.safeParse(record);
    return read.success && read.data.ticket.id ? { kind: 'ticket', externalId: read.data.ticket.id, data: ticketOf(read.data.ticket, read.data.comments) } : null;
  }
  if (list === 'organizations' || 'domain_names' in record) {
    const { id, name } = Organization.parse(record);
    return id === null || name === null ? { kind: 'nothing' } : { kind: 'organization', externalId: id, data: { name } };
  }
  if (list === 'ticket_fields' || 'raw_title' in record) return sortField(record);
  if ('author_id' in record || 'plain_body' in record || list === 'comments') return sortComment(record);
  if ('requester_id' in record || 'requester' in record || list === 'tickets' || ('status' in record && 'subject' in record)) {
    const read = Ticket.parse(record);
    return read.id === null ? null : { kind: 'ticket', externalId: read.id, data: ticketOf(read, []) };
  }
  if ('role' in record || 'email' in record || list === 'users') {
    const { id, name, email, role } = User.parse(record);
    return id === null ? null : { kind: 'person', externalId: id, data: { id, name, email, staff: role === 'agent' || role === 'admin' } };
  }
  return null;
}

function sortComment(record: unknown): Sorted | null {
  const comment = Comment.parse(record);
  if (comment.id === null || comment.ticket_id === null) return null;
  return { kind: 'message', externalId: comment.id, ticketKey: comment.ticket_id, data: messageOf(comment, 0) };
}

function sortField(record: unknown): Sorted {
  const { id, title, raw_title, custom_field_options } = Field.parse(record);
  const name = title ?? raw_title;
  if (id === null || name === null) return { kind: 'nothing' };
  return { kind: 'field', externalId: id, data: { name, options: custom_field_options.flatMap((option) => (option.value === null ? [] : [{ value: option.value, name: option.name ?? option.value }])) } };
}
