import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { TicketPage, TicketQuery, TicketRow, TicketSort, TicketView } from '#contracts/tickets.js';
import { reachValues } from '../accounts/reach.policy.js';
import { isStaff, type Actor, type StaffActor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Problem } from '../platform/problem.js';
import { rooms } from '../platform/sockets/rooms.js';
import { Sockets } from '../platform/sockets/sockets.js';
import { decodeCursor, encodeCursor } from './ticket-cursor.rules.js';
import { keyOf } from './ticket-order.rules.js';
import { isWalk, sorted, tablesFor, walk } from './ticket-pages.js';
import { TicketPlaces } from './ticket-places.js';
import { FROM, FROM_PAGE, ROW_COLUMNS, type Selection, whereSql } from './ticket-statement.rules.js';
import { presentRow, type TicketRowRecord } from './tickets.present.js';

/** What a view is ordered by unless another order is asked for. */
const OWN_SORT = { mine: 'waiting', unassigned: 'waiting', team: 'waiting', at_risk: 'due', due: 'promised', snoozed: 'waking', all: 'waiting' } as const satisfies Record<TicketView, TicketSort>;

/** Where a row stood when its page was read: the next page goes on from there. */
interface Placed {
  readonly since: Date | null;
  readonly moved: Date;
}

/** Lists of the inbox: single statements, pages by key. */
@Injectable()
export class TicketListService {
  constructor(private readonly db: Database, private readonly places: TicketPlaces, private readonly sockets: Sockets) {}

  /** One page: whoever waits longest first, then what moved last, unless another order is asked for. */
  async list(actor: Actor, { view, state, sort: wanted, group, cursor: after, limit, ...filter }: z.infer<typeof TicketQuery>): Promise<z.infer<typeof TicketPage>> {
    const me = staff(actor);
    const sort = wanted ?? OWN_SORT[view];
    const order = { sort, group };
    const values: unknown[] = [...reachValues(me)];
    const put = (value: unknown) => `$${values.push(value)}`;
    const wish = { view, state, sort, group, filter, readsHidden: readsHidden(me), after: after === undefined ? null : decodeCursor(order, after), limit: limit + 1 };
    await this.places.keep();
    // First which rows, then what they show: nothing is looked up for a row of another page.
    const { name, text: page } = isWalk(wish) ? walk(wish, put) : sorted(wish, put);
    const { rows } = await this.db.pool.query<TicketRowRecord & Placed>({
      ...(name ? { name } : {}),
      text: `WITH page AS MATERIALIZED (${page}) SELECT ${ROW_COLUMNS}, page."since", page."moved" ${FROM_PAGE} ORDER BY page."nth"`,
      values,
    });
    const items = rows.slice(0, limit);
    const last = rows.length > limit ? items.at(-1) : undefined;
    return {
      items: items.map((row) => presentRow(row, me, this.isOnline(row.visitorId))),
      nextCursor: last ? encodeCursor(order, { values: keyOf(order, { ...last, waitingSince: last.since, lastMessageAt: last.moved }), id: last.id }) : null,
    };
  }

  /** Everything that a list holds, at most so many. */
  async matching(actor: Actor, selection: Selection, limit: number): Promise<string[]> {
    const values: unknown[] = [...reachValues(staff(actor))];
    const put = (value: unknown) => `$${values.push(value)}`;
    const where = whereSql({ ...selection, readsHidden: readsHidden(actor) }, put);
    const { rows } = await this.db.pool.query<{ id: string }>({ text: `SELECT "id" FROM (SELECT k."id" FROM ${tablesFor(where)} WHERE ${where} OFFSET 0) chosen ORDER BY "id" LIMIT ${put(limit)}::int`, values });
    return rows.map(({ id }) => id);
  }

  /** @param most counts no further */
  async count(actor: Actor, selection: Selection, most?: number): Promise<{ count: number }> {
    const values: unknown[] = [...reachValues(staff(actor))];
    const put = (value: unknown) => `$${values.push(value)}`;
    const where = whereSql({ ...selection, readsHidden: readsHidden(actor) }, put);
    const { rows } = await this.db.pool.query<{ count: number }>({ text: `SELECT count(*)::int AS "count" FROM (SELECT 1 FROM ${tablesFor(where)} WHERE ${where} LIMIT ${put(most ?? null)}::int) found`, values });
    return { count: rows[0]?.count ?? 0 };
  }

  /** One row, in the same shape as in the list. Rights are the caller's to check. */
  async row(actor: Actor, ticketId: string): Promise<TicketRowRecord> {
    const { rows } = await this.db.pool.query<TicketRowRecord>({ name: 'ticket-row', text: `SELECT ${ROW_COLUMNS} ${FROM} WHERE k."id" = $2`, values: [actor.id, ticketId] });
    const [row] = rows;
    if (!row) throw new Problem('resource/not_found');
    return row;
  }

  /** Rows in the order of these identifiers. Rights are the caller's to check. */
  async rows(actor: Actor, ids: readonly string[]): Promise<TicketRow[]> {
    const me = staff(actor);
    const { rows } = await this.db.pool.query<TicketRowRecord>({
      name: 'ticket-rows',
      text: `SELECT ${ROW_COLUMNS} ${FROM} WHERE k."id" = ANY($2::uuid[]) ORDER BY array_position($2::uuid[], k."id")`,
      values: [me.id, ids],
    });
    return rows.map((row) => presentRow(row, me, this.isOnline(row.visitorId)));
  }

  isOnline(visitorId: string | null): boolean {
    return visitorId !== null && !this.sockets.inRoom('/visitor', rooms.visitor(visitorId)).next().done;
  }
}

const readsHidden = (actor: Actor): boolean => actor.permissions.has('field.read_hidden');

function staff(actor: Actor): StaffActor {
  if (!isStaff(actor)) throw new Problem('permission/missing');
  return actor;
}
