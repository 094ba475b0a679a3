import * as z from 'zod';
import { Problem } from '../platform/problem.js';

// No row is older than 1970 or younger than the year 10000, and PostgreSQL holds less than a Date does.
const Millisecond = z.number().int().min(0).max(253_402_300_799_999);
const Key = z.tuple([Millisecond.nullable(), Millisecond, z.uuid()]);
export interface TicketKey {
  /** What a list is ordered by first: since when one waits, or when it is due. */
  readonly first: Date | null;
  readonly lastMessageAt: Date;
  readonly id: string;
}

/** The sort key of the last row of a page, opaque to callers. */
export const encodeCursor = (row: TicketKey): string =>
  Buffer.from(JSON.stringify([row.first?.getTime() ?? null, row.lastMessageAt.getTime(), row.id])).toString('base64url');

/** @throws Problem request/invalid when it is not a cursor of ours */
export function decodeCursor(cursor: string): TicketKey {
  let raw: unknown;
  try {
    raw = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw invalid();
  }
  const key = Key.safeParse(raw);
  if (!key.success) throw invalid();
  const [first, lastMessageAt, id] = key.data;
  return { first: first === null ? null : new Date(first), lastMessageAt: new Date(lastMessageAt), id };
}

const invalid = () => new Problem('request/invalid', undefined, { fields: [{ path: 'cursor', code: 'invalid' }] });
