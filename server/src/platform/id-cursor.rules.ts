import * as z from 'zod';
import { Problem } from './problem.js';

/** Cursors of lists that are ordered by their rows' identifiers alone, which grow with time. */
export const encodeIdCursor = (id: string): string => Buffer.from(id).toString('base64url');

/** @throws Problem request/invalid when it is not a cursor of ours */
export function decodeIdCursor(cursor: string): string {
  const id = z.uuid().safeParse(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (!id.success) throw new Problem('request/invalid', undefined, { fields: [{ path: 'cursor', code: 'invalid' }] });
  return id.data;
}
