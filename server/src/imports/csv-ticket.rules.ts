import type { ImportField, ImportMapping } from '#contracts/imports.js';
import { storable } from '../mail/plain-text.rules.js';
import type { HistoricTicket, Person } from './historic.types.js';

const LONGEST = 200_000;
/** Tags in one cell, however they are put apart. */
const APART = /[,;|，；、\n]+/;

/** One row of a table as a ticket: what each column means is said by the mapping. The id is null where the row has none. */
export function csvTicket(cells: readonly string[], columns: readonly string[], { columns: mapped }: Pick<ImportMapping, 'columns'>): { externalId: string | null; ticket: HistoricTicket } {
  const of = (field: ImportField): string => {
    const column = mapped.find((one) => one.field === field)?.column;
    const at = column === undefined ? -1 : columns.indexOf(column);
    return unquoted(storable((cells[at] ?? '').trim(), LONGEST));
  };
  const or = (field: ImportField): string | null => of(field) || null;
  const person = (name: ImportField, email: ImportField): Person | null => (of(name) || of(email) ? { id: null, name: or(name), email: or(email) } : null);
  const requester = person('requester_name', 'requester_email');
  const createdAt = or('created_at');
  return {
    externalId: storable(of('external_id'), 120) || null,
    ticket: {
      url: null, subject: or('subject'), state: of('state'), priority: of('priority'), type: of('type'), tags: of('tags').split(APART), requester, assignee: person('assignee_name', 'assignee_email'),
      createdAt, updatedAt: or('updated_at'), solvedAt: or('solved_at'),
      messages: of('text') === '' ? [] : [{ id: '#text', author: requester, side: 'customer', internal: false, at: createdAt, text: of('text'), files: [] }],
    },
  };
}

/** Our own exports, and those of others, put an apostrophe before what a spreadsheet would run. */
const unquoted = (cell: string): string => (/^'[=+\-@＝＋－＠]/.test(cell) ? cell.slice(1) : cell);
