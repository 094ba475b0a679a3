import { Injectable } from '@nestjs/common';
import { valueAt } from '#contracts/custom-fields.rules.js';
import { ExportColumn, type TicketExportQuery } from '#contracts/exports.js';
import { addressFor, wordsFor } from '../customers/contact.policy.js';
import { readsHidden } from '../custom-fields/custom-fields.policy.js';
import { CustomFieldsService } from '../custom-fields/custom-fields.service.js';
import { type Actor, isStaff, type StaffActor } from '../platform/actor.js';
import { Database, type Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { newId } from '../platform/ids.js';
import { Problem } from '../platform/problem.js';
import { type Cell, clockOf, csvRow, ndjsonRow } from './export-text.rules.js';
import { TicketRows } from './ticket-rows.js';

const BOM = '\uFEFF';
const FIELD = 'field.';

export interface TicketExport {
  readonly id: string;
  readonly actor: StaffActor;
  readonly query: TicketExportQuery;
  readonly columns: readonly string[];
}
export type Ended = (rows: number, whole: boolean) => Promise<void>;

/** Lists of tickets as files: read and written piece by piece, however long they are. */
@Injectable()
export class TicketExportsService {
  constructor(private readonly db: Database, private readonly rows: TicketRows, private readonly fields: CustomFieldsService, private readonly events: Events) {}

  /** Who exported what is on the books before the first row leaves. @throws Problem request/invalid for a field that the caller knows nothing of */
  async begin(tx: Tx, actor: Actor, query: TicketExportQuery): Promise<TicketExport> {
    if (!isStaff(actor)) throw new Problem('permission/missing');
    const columns = query.columns ?? ExportColumn.options;
    const known = new Set((await this.fields.readable(tx, actor)).map(({ key }) => FIELD + key));
    if (columns.some((column) => column.startsWith(FIELD) && !known.has(column))) throw new Problem('request/invalid', undefined, { fields: [{ path: 'columns', code: 'unknown' }] });
    const id = newId();
    await this.events.record(tx, actor, 'export.begun', id, { exportId: id, accountId: actor.id, format: query.format, view: query.view, columns: columns.length });
    return { id, actor, query, columns };
  }

  /** How far it went: whole, or left by whoever asked for it. */
  async end(tx: Tx, { id, actor }: TicketExport, rows: number, whole: boolean): Promise<void> {
    await this.events.record(tx, actor, 'export.ended', id, { exportId: id, accountId: actor.id, rows, whole });
  }

  /** The file in pieces. Each is asked for when the one before has left; who goes away ends it. */
  async *pieces({ actor, query, columns }: TicketExport, ended: Ended): AsyncGenerator<string> {
    const { format, zone, view, state, columns: _, ...filter } = query;
    const time = clockOf(zone);
    const own = ExportColumn.options.filter((column) => columns.includes(column));
    const fields = columns.some((column) => column.startsWith(FIELD)) ? await this.fields.readable(this.db.prisma, actor) : [];
    let count = 0;
    let whole = false;
    try {
      if (format === 'csv') yield BOM + csvRow(columns, time);
      for await (const page of this.rows.pages(actor, { view, state, filter, readsHidden: readsHidden(actor) }, own)) {
        const values = fields.length > 0 ? await this.fields.valuesOf(this.db.prisma, actor, page.map(({ id }) => id), fields) : null;
        const written = page.map(({ id, cells }) => {
          const held = values?.get(id) ?? {};
          const row = columns.map((column) =>
            column.startsWith(FIELD) ? (valueAt(held, column.slice(FIELD.length)) ?? null) : seenBy(actor, column, cells[own.findIndex((one) => one === column)] ?? null),
          );
          return format === 'csv' ? csvRow(row, time) : ndjsonRow(columns, row, time);
        });
        count += page.length;
        yield written.join('');
      }
      whole = true;
    } finally {
      await ended(count, whole);
    }
  }
}

/** Who may not know how customers are reached gets no file that says so. */
function seenBy(actor: StaffActor, column: string, cell: Cell): Cell {
  if (typeof cell !== 'string') return cell;
  if (column === 'customer_email') return addressFor(actor, cell);
  return column === 'customer_name' ? wordsFor(actor, cell) : cell;
}
