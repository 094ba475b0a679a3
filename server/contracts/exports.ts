import { z } from 'zod';
import { TicketQuery } from './tickets.js';

/** csv: UTF-8 with a byte order mark, a row of names first, for spreadsheets; ndjson: one JSON object per line, for programs. */
export const ExportFormat = z.enum(['csv', 'ndjson']);
export type ExportFormat = z.infer<typeof ExportFormat>;

/** What a row may hold, in this order unless another is asked for. */
export const ExportColumn = z.enum([
  'number',
  'subject',
  'state',
  'priority',
  'type',
  'tags',
  'channel',
  'channel_kind',
  'team',
  'assignee',
  'customer_name',
  'customer_email',
  'created_at',
  'first_answer_at',
  'last_customer_at',
  'last_staff_at',
  'waiting_since',
  'snoozed_until',
  'solved_at',
  'closed_at',
  'messages',
  'rating',
  'id',
]);
export type ExportColumn = z.infer<typeof ExportColumn>;

const FIELD = /^field\.[a-z0-9_]{1,60}$/;
const Column = z.union([ExportColumn, z.string().regex(FIELD)]);
const columns = z
  .string()
  .max(4000)
  .transform((names) => names.split(','))
  .pipe(z.array(Column).min(1).max(120))
  .refine((names) => new Set(names).size === names.length, { message: 'columns/twice' });

const isZone = (zone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};
/**
 * The list that is exported, narrowed as lists are. `columns` between commas: those of `ExportColumn`, and `field.<key>` for a
 * field of the organisation's own. `zone`: by whose clock times are written.
 */
export const TicketExportQuery = TicketQuery.omit({ cursor: true, limit: true, sort: true, group: true }).extend({
  format: ExportFormat.default('csv'),
  columns: columns.optional(),
  zone: z.string().max(60).refine(isZone, { message: 'zone/unknown' }).default('UTC'),
});
export type TicketExportQuery = z.infer<typeof TicketExportQuery>;
