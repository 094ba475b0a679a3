import { z } from 'zod';
import { Id, Instant, line } from './common.js';
import { TicketRow } from './tickets.js';

/** `q`: words, "exact phrases", `#123`, and operators such as `status:open tag:vip before:2026-10-01`; see docs/search.md. */
export const SearchQuery = z.strictObject({ q: line(300), cursor: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(50).default(20) });

/** Where the words are: a part of a text, and the places in it, `to` is behind the last one, in UTF-16 units. */
export const SearchHit = z.strictObject({
  messageId: Id.nullable(),
  /** Null for what is known of the ticket itself, such as a name, an address or a number. */
  by: z.enum(['customer', 'agent', 'bot', 'system']).nullable(),
  internal: z.boolean(),
  at: Instant,
  text: z.string(),
  ranges: z.array(z.strictObject({ from: z.number().int(), to: z.number().int() })),
});
export type SearchHit = z.infer<typeof SearchHit>;
/** Tickets that one may see, each with its newest hit, newest first. `total`: of the first page alone, null where there are too many to count. `unknown`: operators that mean nothing. */
export const SearchPage = z
  .strictObject({ items: z.array(z.strictObject({ ticket: TicketRow, hit: SearchHit })), nextCursor: z.string().nullable(), total: z.number().int().nullable(), unknown: z.array(z.string()) })
  .meta({ id: 'SearchPage' });
export type SearchPage = z.infer<typeof SearchPage>;
