import * as z from 'zod';
import { Problem } from '../platform/problem.js';
import type { After } from './search-statement.rules.js';

const Key = z.tuple([z.number().int().min(0).max(253_402_300_799_999), z.uuid()]);

/** The last hit of a page, opaque to callers. */
export const encodeAfter = ({ at, ticketId }: After): string => Buffer.from(JSON.stringify([at.getTime(), ticketId])).toString('base64url');

/** @throws Problem request/invalid when it is not a cursor of ours */
export function decodeAfter(cursor: string): After {
  try {
    const [at, ticketId] = Key.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    return { at: new Date(at), ticketId };
  } catch {
    throw new Problem('request/invalid', undefined, { fields: [{ path: 'cursor', code: 'invalid' }] });
  }
}
