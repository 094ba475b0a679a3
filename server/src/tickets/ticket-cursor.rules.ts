import * as z from 'zod';
import { Problem } from '../platform/problem.js';

const Key = z.tuple([z.number().int().nullable(), z.number().int(), z.uuid()]);
export interface TicketKey {
  readonly waitingSince: Date | null;
  readonly lastMessageAt: Date;
  readonly id: string;
}

/** The sort key of the last row of a page, opaque to callers. */
export const encodeCursor = (row: TicketKey): string =>
  Buffer.from(JSON.stringify([row.waitingSince?.getTime() ?? null, row.lastMessageAt.getTime(), row.id])).toString('base64url');

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
  const [waitingSince, lastMessageAt, id] = key.data;
  const dates = [waitingSince === null ? null : new Date(waitingSince), new Date(lastMessageAt)] as const;
  if (dates.some((date) => date && Number.isNaN(date.getTime()))) throw invalid();
  return { waitingSince: dates[0], lastMessageAt: dates[1], id };
}

const invalid = () => new Problem('request/invalid', undefined, { fields: [{ path: 'cursor', code: 'invalid' }] });
