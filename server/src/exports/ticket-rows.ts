import { Injectable } from '@nestjs/common';
import type { ExportColumn } from '#contracts/exports.js';
import { reachValues } from '../accounts/reach.policy.js';
import type { StaffActor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { tablesFor } from '../tickets/ticket-pages.js';
import { type Selection, whereSql } from '../tickets/ticket-statement.rules.js';
import type { Cell } from './export-text.rules.js';

const PAGE = 1_000;
/** Of a customer what is proven goes before what somebody only says. */
const EMAIL = `coalesce((SELECT i."value" FROM "CustomerIdentity" i WHERE i."customerId" = k."customerId" AND i."kind" = 'email' AND i."proof" <> 'claimed' LIMIT 1), v."email")`;

/** What each column is read from; texts of ours alone. */
const READS: { readonly [C in ExportColumn]: string } = {
  number: 'k."number"',
  subject: 'k."subject"',
  state: 'k."state"',
  priority: 'k."priority"',
  type: 'k."type"',
  tags: 'k."tags"',
  channel: 'ch."name"',
  channel_kind: 'ch."kind"',
  team: 'tm."name"',
  assignee: 'a."name"',
  customer_name: 'coalesce(cu."name", v."name")',
  customer_email: EMAIL,
  created_at: 'k."createdAt"',
  first_answer_at: 't."firstStaffAt"',
  last_customer_at: 't."lastCustomerAt"',
  last_staff_at: 't."lastStaffAt"',
  waiting_since: 't."waitingSince"',
  snoozed_until: 'k."snoozedUntil"',
  solved_at: 'k."solvedAt"',
  closed_at: 'k."closedAt"',
  messages: 't."publicHead"',
  rating: '(SELECT r."score" FROM "Rating" r WHERE r."ticketId" = k."id" ORDER BY r."id" DESC LIMIT 1)',
  id: 'k."id"',
};
const DETAILS = `
  JOIN "Ticket" k ON k."id" = page."id"
  JOIN "Timeline" t ON t."ticketId" = k."id"
  JOIN "Channel" ch ON ch."id" = k."channelId"
  LEFT JOIN "Visitor" v ON v."id" = k."visitorId"
  LEFT JOIN "Customer" cu ON cu."id" = k."customerId"
  LEFT JOIN "Account" a ON a."id" = k."assigneeId"
  LEFT JOIN "Team" tm ON tm."id" = k."teamId"`;

export interface ReadRow {
  readonly id: string;
  readonly cells: readonly Cell[];
}

/** Tickets of a list for who may read them, oldest first, a thousand at a time. A connection is held for each thousand and not between them. */
@Injectable()
export class TicketRows {
  constructor(private readonly db: Database) {}

  async *pages(actor: StaffActor, selection: Selection, columns: readonly ExportColumn[]): AsyncGenerator<ReadRow[]> {
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const values: unknown[] = [...reachValues(actor)];
      const put = (value: unknown) => `$${values.push(value)}`;
      const where = whereSql(selection, put);
      const { rows } = await this.db.pool.query<unknown[]>({
        rowMode: 'array',
        text: `WITH page AS MATERIALIZED (SELECT k."id" FROM ${tablesFor(where)} WHERE ${where} AND k."id" > ${put(after)}::uuid ORDER BY k."id" LIMIT ${PAGE})
          SELECT k."id"${columns.map((column) => `, ${READS[column]}`).join('')} FROM page ${DETAILS} ORDER BY k."id"`,
        values,
      });
      const page = rows.map(([id, ...cells]) => ({ id: String(id), cells: cells.map(cellOf) }));
      const last = page.at(-1);
      if (page.length > 0) yield page;
      if (!last || page.length < PAGE) return;
      after = last.id;
    }
  }
}

/** What the driver gives for the columns above. */
function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value instanceof Date) return value;
  return Array.isArray(value) ? value.map(String) : String(value);
}
