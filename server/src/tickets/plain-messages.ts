import type { QueryArrayConfig } from 'pg';
import type { NewMessage } from './message-writer.service.js';

/** One row of `post_plain_messages`: which item of the batch, its places, its time if that is not the one asked for, stirred. */
export type PlainRow = [ord: number, staffSeq: number, publicSeq: number, later: Date | null, stirred: boolean];

const CALL = 'SELECT * FROM post_plain_messages($1::timestamptz, $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::boolean[], $7::text[], $8::text[])';

// `post_plain_messages` has no column for what a plain message lacks. A new field of a message stops here until it is
// decided what that means for it.
type Decided = 'ticketId' | 'senderId' | 'clientMessageId' | 'authorKind' | 'authorName' | 'kind' | 'text' | 'attachments' | 'card' | 'system' | 'internal' | 'replyTo' | 'mentions' | 'fromSocketId';
type Judge = [Exclude<keyof NewMessage, Decided>] extends [never] ? (message: NewMessage) => boolean : never;

/** A text by a person for both sides: what `post_plain_messages` can write. */
export const isPlain: Judge = (message) =>
  message.kind === 'text' && !message.internal && message.text !== null && message.senderId !== null && message.clientMessageId !== null &&
  (message.authorKind === 'customer' || message.authorKind === 'agent') && message.card === null && message.system === null && !message.attachments && message.replyTo === undefined && message.mentions === undefined;

/** The call for plain messages of as many tickets, in the order of their ids: locks are taken in that order. */
export function plainCall(messages: readonly NewMessage[], ids: readonly string[], at: Date): QueryArrayConfig {
  return {
    name: 'post-plain-messages',
    rowMode: 'array',
    text: CALL,
    values: [
      at,
      array(messages, (one) => one.ticketId),
      `{${ids.join(',')}}`,
      array(messages, (one) => one.senderId ?? 'NULL'),
      array(messages, (one) => element(one.clientMessageId)),
      array(messages, (one) => (one.authorKind === 'customer' ? 't' : 'f')),
      array(messages, (one) => element(one.authorName)),
      array(messages, (one) => element(one.text)),
    ],
  };
}

function array(messages: readonly NewMessage[], of: (message: NewMessage) => string): string {
  let literal = '{';
  for (const [index, message] of messages.entries()) literal += index === 0 ? of(message) : `,${of(message)}`;
  return `${literal}}`;
}

/** An element of an array literal of PostgreSQL: always quoted, so only the quote and the backslash mean anything. */
export function element(text: string | null): string {
  if (text === null) return 'NULL';
  return /["\\]/.test(text) ? `"${text.replace(/["\\]/g, '\\$&')}"` : `"${text}"`;
}
