import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { TicketCounts, TicketPage, TicketQuery, TicketSort, TicketView } from '#contracts/tickets.js';
import { reachValues } from '../accounts/reach.policy.js';
import { isStaff, type Actor, type StaffActor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Problem } from '../platform/problem.js';
import { rooms } from '../platform/sockets/rooms.js';
import { Sockets } from '../platform/sockets/sockets.js';
import { decodeCursor, encodeCursor } from './ticket-cursor.rules.js';
import { isEmpty } from './ticket-filter.rules.js';
import { behind, keyOf, orderBy } from './ticket-order.rules.js';
import { AT_WORK, FROM, READABLE, ROW_COLUMNS, VIEWS, whereSql } from './ticket-statement.rules.js';
import { presentRow, type TicketRowRecord } from './tickets.present.js';

/** What a view is ordered by unless another order is asked for. */
const OWN_SORT = { mine: 'waiting', unassigned: 'waiting', team: 'waiting', at_risk: 'due', due: 'promised', all: 'waiting' } as const satisfies Record<TicketView, TicketSort>;

/** Lists and counts of the inbox: single statements, pages by key. */
@Injectable()
export class TicketListService {
  constructor(private readonly db: Database, private readonly sockets: Sockets) {}

  /** One page: whoever waits longest first, then what moved last, unless another order is asked for. */
  async list(actor: Actor, { view, state, sort: wanted, cursor: after, limit, ...filter }: z.infer<typeof TicketQuery>): Promise<z.infer<typeof TicketPage>> {
    const me = staff(actor);
    const sort = wanted ?? OWN_SORT[view];
    const cursor = after === undefined ? null : decodeCursor(sort, after);
    const values: unknown[] = [...reachValues(me)];
    const put = (value: unknown) => `$${values.push(value)}`;
    const where = whereSql({ view, state, filter }, put);
    const page = cursor === null ? '' : ` AND ${behind(sort, values.length + 1)}`;
    if (cursor) values.push(...cursor.values, cursor.id);
    const text = `SELECT ${ROW_COLUMNS} ${FROM} WHERE ${where}${page} ORDER BY ${orderBy(sort)} LIMIT ${put(limit + 1)}::int`;
    // Filters make more statements than a connection should remember; without one there are few.
    const name = isEmpty(filter) ? { name: `ticket-list-${view}-${state}-${sort}${cursor ? '-on' : ''}` } : {};
    const { rows } = await this.db.pool.query<TicketRowRecord>({ ...name, text, values });
    const items = rows.slice(0, limit);
    const last = rows.length > limit ? items.at(-1) : undefined;
    return {
      items: items.map((row) => presentRow(row, me.id, this.isOnline(row.visitorId))),
      nextCursor: last ? encodeCursor(sort, { values: keyOf(sort, last), id: last.id }) : null,
    };
  }

  async counts(actor: Actor): Promise<z.infer<typeof TicketCounts>> {
    const me = staff(actor);
    const views = Object.entries(VIEWS).flatMap(([view, condition]) => [
      `count(*) FILTER (WHERE ${condition})::int AS "${view}"`,
      `count(*) FILTER (WHERE ${condition} AND t."waitingSince" IS NOT NULL)::int AS "${view}Waiting"`,
    ]);
    const { rows } = await this.db.pool.query<Record<string, number>>({
      name: 'ticket-counts',
      text: `SELECT ${views.join(', ')}, coalesce(sum(greatest(CASE WHEN k."assigneeId" = $1::uuid THEN t."staffUnread" END, u."mark")) FILTER (WHERE ${READABLE}), 0)::int AS "unread"
        FROM "Ticket" k JOIN "Timeline" t ON t."ticketId" = k."id" LEFT JOIN "Chat" c ON c."ticketId" = k."id" AND c."state" <> 'ended'
          LEFT JOIN "TicketClock" tc ON tc."ticketId" = k."id" AND tc."urgent"
          LEFT JOIN (SELECT DISTINCT "ticketId" AS "id" FROM "AnswerPromise" WHERE "state" IN ('open', 'broken')) p ON p."id" = k."id"
          LEFT JOIN (SELECT "ticketId", 1 AS "mark" FROM "TimelineRead" WHERE "accountId" = $1::uuid AND "unreadFrom" IS NOT NULL) u ON u."ticketId" = k."id"
        WHERE ${AT_WORK}`,
      values: reachValues(me),
    });
    const [row = {}] = rows;
    const of = (suffix: string) => ({ mine: row[`mine${suffix}`] ?? 0, unassigned: row[`unassigned${suffix}`] ?? 0, team: row[`team${suffix}`] ?? 0, at_risk: row[`at_risk${suffix}`] ?? 0, due: row[`due${suffix}`] ?? 0, all: row[`all${suffix}`] ?? 0 });
    return { views: of(''), waiting: of('Waiting'), unread: row['unread'] ?? 0 };
  }

  /** One row, in the same shape as in the list. Rights are the caller's to check. */
  async row(actor: Actor, ticketId: string): Promise<TicketRowRecord> {
    const { rows } = await this.db.pool.query<TicketRowRecord>({ name: 'ticket-row', text: `SELECT ${ROW_COLUMNS} ${FROM} WHERE k."id" = $2`, values: [actor.id, ticketId] });
    const [row] = rows;
    if (!row) throw new Problem('resource/not_found');
    return row;
  }

  isOnline(visitorId: string | null): boolean {
    return visitorId !== null && !this.sockets.inRoom('/visitor', rooms.visitor(visitorId)).next().done;
  }
}

function staff(actor: Actor): StaffActor {
  if (!isStaff(actor)) throw new Problem('permission/missing');
  return actor;
}
