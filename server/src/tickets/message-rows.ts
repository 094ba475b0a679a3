import type { QueryConfig } from 'pg';
import { newId } from '../platform/ids.js';
import { Problem } from '../platform/problem.js';
import type { StoredMessage } from './message.rules.js';
import type { NewMessage, Written } from './message-writer.service.js';

/** One row of `post_messages`, in the order of the batch. */
export interface MessageRow {
  outcome: 'posted' | 'repeat' | 'reused' | 'closed' | 'merged' | 'missing';
  id: string;
  ticketId: string;
  staffSeq: number;
  publicSeq: number | null;
  createdAt: Date;
  stirred: boolean;
}

const CALL = 'SELECT * FROM post_messages($1::uuid[], $2::json, $3::timestamptz)';

/** The call for messages of any kind. */
export const mixedCall = (messages: readonly NewMessage[], at: Date): QueryConfig => ({ name: 'post-messages', text: CALL, values: [ticketsOf(messages), encode(messages), at] });

// Fields are named one by one here and below: to copy "all but one" of an object is what costs most per message.
export const encode = (messages: readonly NewMessage[]): string =>
  JSON.stringify(
    messages.map((message, ord) => ({
      ord,
      id: newId(),
      ticketId: message.ticketId,
      senderId: message.senderId ?? undefined,
      clientMessageId: message.clientMessageId ?? undefined,
      authorKind: message.authorKind,
      authorName: message.authorName,
      kind: message.kind,
      body: message.text ?? undefined,
      card: message.card ?? undefined,
      system: message.system ?? undefined,
      internal: message.internal,
    })),
  );

export const ticketsOf = (messages: readonly NewMessage[]): string[] => [...new Set(messages.map((message) => message.ticketId))];

type Place = Pick<MessageRow, 'id' | 'staffSeq' | 'publicSeq' | 'createdAt'>;

export function stored(message: NewMessage, { id, staffSeq, publicSeq, createdAt }: Place, ticketId = message.ticketId): StoredMessage {
  return {
    id,
    ticketId,
    staffSeq,
    publicSeq,
    senderId: message.senderId,
    clientMessageId: message.clientMessageId,
    authorKind: message.authorKind,
    authorName: message.authorName,
    kind: message.kind,
    text: message.text,
    attachments: message.attachments ?? null,
    card: message.card,
    system: message.system,
    internal: message.internal,
    recalledAt: null,
    createdAt,
    replyTo: message.replyTo,
    mentions: message.mentions,
  };
}

export interface Answer {
  readonly written: Written;
  readonly stirred: boolean;
}

export function answer(message: NewMessage, row: MessageRow | undefined): Answer {
  if (!row) throw new Error('the writer answered fewer rows than it got');
  const { outcome, stirred } = row;
  if (outcome === 'reused') throw new Problem('message/id_reused');
  return { stirred, written: outcome === 'posted' || outcome === 'repeat' ? { outcome, message: stored(message, row, row.ticketId) } : { outcome } };
}

/** Integrity and data faults are about the content of one row, not about the database being away. */
export function isRefusal(fault: unknown): boolean {
  const code: unknown = fault instanceof Error ? Reflect.get(fault, 'code') : undefined;
  return typeof code === 'string' && (/^2[23]/.test(code) || code === '40P01' || code === '40001');
}
