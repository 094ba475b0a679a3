import * as z from 'zod';
import { Problem } from '../platform/problem.js';
import { type KeyValue, orderName, type TicketOrder, typesOf } from './ticket-order.rules.js';

// No row is older than 1970 or younger than the year 10000, and PostgreSQL holds less than a Date does.
const Millisecond = z.number().int().min(0).max(253_402_300_799_999).transform((time) => new Date(time));
const Whole = z.number().int().min(-2_147_483_648).max(2_147_483_647);
const OF = { timestamptz: Millisecond.nullable(), int: Whole.nullable(), text: z.string().max(200).nullable(), uuid: z.uuid().nullable() } as const;

/** A place in an order of tickets. */
export interface TicketKey {
  readonly values: readonly KeyValue[];
  readonly id: string;
}

/** The sort key of the last row of a page, opaque to callers. */
export const encodeCursor = (order: TicketOrder, { values, id }: TicketKey): string =>
  Buffer.from(JSON.stringify([orderName(order), ...values.map((value) => (value instanceof Date ? value.getTime() : value)), id])).toString('base64url');

/** @throws Problem request/invalid when it is not a cursor of ours, or not one of this order */
export function decodeCursor(order: TicketOrder, cursor: string): TicketKey {
  let raw: unknown;
  try {
    raw = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw invalid();
  }
  const types = typesOf(order);
  if (!Array.isArray(raw) || raw.length !== types.length + 2 || raw[0] !== orderName(order)) throw invalid();
  const values = types.map((type, index) => OF[type].safeParse(raw[index + 1]));
  const id = z.uuid().safeParse(raw.at(-1));
  if (!id.success) throw invalid();
  return { values: values.map((value) => (value.success ? value.data : refuse())), id: id.data };
}

const invalid = () => new Problem('request/invalid', undefined, { fields: [{ path: 'cursor', code: 'invalid' }] });
function refuse(): never {
  throw invalid();
}
