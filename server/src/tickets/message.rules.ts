import type { AuthorKind, Mention, Message, MessageKind, SystemCode } from '#contracts/messages.js';
import type { Attachment } from '#contracts/files.js';
import { Quote, SYSTEM_LINES } from '#contracts/messages.js';

/** The two streams of a ticket: what the customer may see, and everything. */
export type Stream = 'public' | 'staff';

/** What a message answers, as it was when it was answered. A recall takes the words. */
export interface StoredQuote {
  readonly id: string;
  readonly staffSeq: number;
  readonly publicSeq: number | null;
  readonly authorKind: string;
  readonly senderId: string | null;
  readonly authorName: string;
  readonly kind: string;
  readonly text: string | null;
  readonly recalled: boolean;
}

/** A row of "Message" as the hot statements return it. */
export interface StoredMessage {
  readonly id: string;
  readonly ticketId: string;
  readonly staffSeq: number;
  readonly publicSeq: number | null;
  readonly senderId: string | null;
  readonly clientMessageId: string | null;
  readonly authorKind: AuthorKind;
  readonly authorName: string;
  readonly kind: MessageKind;
  readonly text: string | null;
  /** What it brings; our own snapshot from when it was sent. */
  readonly attachments?: readonly Attachment[] | null;
  readonly card: Record<string, unknown> | null;
  readonly system: Message['system'];
  readonly internal: boolean;
  readonly recalledAt: Date | null;
  readonly createdAt: Date;
  readonly replyTo?: StoredQuote | null | undefined;
  readonly mentions?: readonly Mention[] | null | undefined;
}

/** A message as a reader of `stream` sees it; null when that reader may not see it at all. */
export function present(message: StoredMessage, stream: Stream): Message | null {
  const seq = stream === 'staff' ? message.staffSeq : message.publicSeq;
  if (seq === null) return null;
  const recalled = message.recalledAt !== null;
  return {
    id: message.id,
    seq,
    clientMessageId: message.clientMessageId,
    author: { kind: message.authorKind, id: message.senderId, name: message.authorName },
    kind: message.kind,
    text: recalled ? null : message.text,
    attachments: recalled || !message.attachments ? [] : [...message.attachments],
    card: recalled ? null : message.card,
    system: message.system,
    internal: message.internal,
    recalledAt: message.recalledAt?.toISOString() ?? null,
    createdAt: message.createdAt.toISOString(),
    ...(message.replyTo && !recalled ? { replyTo: quoteFor(message.replyTo, stream) } : {}),
    ...(message.mentions && stream === 'staff' && !recalled ? { mentions: [...message.mentions] } : {}),
  };
}

const quoteFor = ({ id, staffSeq, publicSeq, authorKind, senderId, authorName, kind, text, recalled }: StoredQuote, stream: Stream): Quote =>
  Quote.parse({ id, seq: stream === 'staff' ? staffSeq : publicSeq, author: { kind: authorKind, id: senderId, name: authorName }, kind, text, recalled });

const EXCERPT = 140;
/** The beginning of a text, cut between characters. */
export const excerpt = (text: string): string => (text.length <= EXCERPT ? text : `${[...text.slice(0, 2 * EXCERPT)].slice(0, EXCERPT - 1).join('')}…`);

/** Two hundred of the longest messages are megabytes, for a question of a hundred bytes. */
export const PAGE_CHARACTERS = 256 * 1024;

/** What of the rows makes one page: at most `limit`, at least one however long. Asked forward the first stay, else the last. */
export function withinPage<T extends Pick<StoredMessage, 'text'>>(rows: readonly T[], limit: number, forward: boolean): readonly T[] {
  const kept: T[] = [];
  let characters = 0;
  for (const row of forward ? rows : [...rows].reverse()) {
    characters += row.text?.length ?? 0;
    if (kept.length === limit || (kept.length > 0 && characters > PAGE_CHARACTERS)) break;
    kept.push(row);
  }
  return forward ? kept : kept.reverse();
}

/** A system line to append: who sees it follows from its code. */
export interface SystemLine {
  readonly code: SystemCode;
  readonly data: Record<string, unknown>;
}
export const isPublicLine = (code: SystemCode): boolean => SYSTEM_LINES[code].public;

export const RECALL_MS = 2 * 60_000;
export const mayRecall = (createdAt: Date, now: Date): boolean => now.getTime() - createdAt.getTime() <= RECALL_MS;

/**
 * Bounds of `staffSeq` within which a message with a given place in the public stream must lie: every entry
 * before it that the customer cannot see pushes it on by one, and there are `staffHead - publicHead` of those.
 */
export const staffBound = (publicSeq: number, publicHead: number, staffHead: number): number => publicSeq + (staffHead - publicHead);
