import type { TicketFilter, TicketGroup, TicketSort, TicketView } from '#contracts/tickets.js';
import { reachSql } from '../accounts/reach.policy.js';
import type { TicketKey } from './ticket-cursor.rules.js';
import { isEmpty } from './ticket-filter.rules.js';
import { behind, orderName, sortSql } from './ticket-order.rules.js';
import { whereSql } from './ticket-statement.rules.js';

export interface Wish {
  readonly view: TicketView;
  readonly state: 'open' | 'closed';
  readonly sort: TicketSort;
  readonly group?: TicketGroup | undefined;
  readonly filter: TicketFilter;
  readonly readsHidden: boolean;
  /** The row before the page; null for the first one. */
  readonly after: TicketKey | null;
  readonly limit: number;
}
/** Which tickets a page holds: rows of "id", "since", "moved" and "nth". The same text has the same name, and is planned once. */
interface Page {
  readonly name: string | null;
  readonly text: string;
}
type Put = (value: unknown) => string;

const READABLE = reachSql('pl');
/** Views that are walked along an index of "TicketPlace" and no further than the page goes. The others hold few rows. */
const WALKS: Partial<Record<TicketView, string>> = {
  unassigned: `pl."assigneeId" IS NULL AND ${READABLE}`,
  team: `pl."teamId" = ANY($2::uuid[]) AND ${READABLE}`,
  all: READABLE,
};

/** Whether a page can be had without reading what is not on it: the order of the queue, of all or of one team. */
export const isWalk = ({ view, sort, group, filter: { teamId: _, ...rest } }: Wish): boolean => view in WALKS && !group && sort === 'waiting' && isEmpty(rest);

/** Those who wait, the longest first, then what moved last. */
export function walk({ view, state, filter, after, limit }: Wish, put: Put): Page {
  const team = filter.teamId === undefined ? '' : ` AND pl."teamId" = ${put(filter.teamId)}::uuid`;
  // In the words, for the plan that is kept: of a bound one PostgreSQL does not know that it is small, and plans anew each time.
  const most = String(limit);
  const scope = `pl."shelf" = '${state === 'open' ? 'open' : 'done'}' AND ${WALKS[view]} AND $1::uuid IS NOT NULL AND $2::uuid[] IS NOT NULL${team}`;
  const part = (rows: string, by: string, beyond = '') =>
    `SELECT pl."ticketId" AS "id", pl."waitingSince" AS "since", pl."movedAt" AS "moved", row_number() OVER (ORDER BY ${by}, pl."ticketId") AS "nth" FROM "TicketPlace" pl WHERE ${rows} AND ${scope}${beyond} ORDER BY ${by}, pl."ticketId" LIMIT ${most}`;
  const waiting = (beyond?: string) => part('pl."waitingSince" IS NOT NULL', 'pl."waitingSince"', beyond);
  const others = (beyond?: string) => part(state === 'open' ? 'pl."waitingSince" IS NULL' : 'true', 'pl."movedAt" DESC', beyond);
  const both = (first: string) =>
    `SELECT "id", "since", "moved", row_number() OVER (ORDER BY "since" IS NULL, "nth") AS "nth" FROM ((${first}) UNION ALL (${others()})) parts ORDER BY "since" IS NULL, "nth" LIMIT ${most}`;
  const name = (from: string) => `ticket-walk-${view}-${state}-${team ? 'team-' : ''}${from}-${most}`;
  if (!after) return { name: name('start'), text: state === 'open' ? both(waiting()) : others() };
  const [since, moved] = after.values;
  if (since === null || since === undefined) {
    const [at, id] = [`${put(moved)}::timestamptz`, `${put(after.id)}::uuid`];
    return { name: name('moved'), text: others(` AND pl."movedAt" <= ${at} AND (pl."movedAt" < ${at} OR pl."ticketId" > ${id})`) };
  }
  return { name: name('waiting'), text: both(waiting(` AND (pl."waitingSince", pl."ticketId") > (${put(since)}::timestamptz, ${put(after.id)}::uuid)`)) };
}

/** Any view, filter and order: what it holds is read and sorted. */
export function sorted({ view, state, sort, group, filter, readsHidden, after, limit }: Wish, put: Put): Page {
  const order = { sort, group };
  const where = whereSql({ view, state, filter, readsHidden }, put);
  const beyond = after === null ? '' : ` AND ${behind(order, [...after.values, after.id].map(put))}`;
  // Filters make more statements than a connection should remember; without one there are few.
  const name = isEmpty(filter) ? `ticket-list-${view}-${state}-${orderName(order)}${after ? '-on' : ''}` : null;
  const keys = sortSql(order);
  const chosen = `SELECT k."id", t."waitingSince" AS "since", t."lastMessageAt" AS "moved", ${keys.map(({ sql }, nth) => `${sql} AS "key${nth}"`).join(', ')}`;
  const rows = `${chosen} FROM ${tablesFor(chosen + where)} WHERE ${where}${beyond}`;
  const by = [...keys.map(({ direction }, nth) => `"key${nth}" ${direction}`), '"id"'].join(', ');
  // Where few are chosen of many, or few have a first key, PostgreSQL counts on finding a page early and looks up every ticket by itself.
  // OFFSET 0 keeps the order apart from the choice.
  const fence = filter.unread === undefined && sort !== 'due' && group !== 'due' ? '' : ' OFFSET 0';
  // Numbered after it was cut: to number all of them all would have to be sorted.
  return { name, text: `SELECT *, row_number() OVER () AS "nth" FROM (SELECT "id", "since", "moved" FROM (${rows}${fence}) chosen ORDER BY ${by} LIMIT ${put(limit)}::int) page` };
}

/** By the names they have in conditions and orders. */
const TABLES = {
  t: 'JOIN "Timeline" t ON t."ticketId" = k."id"',
  c: `LEFT JOIN "Chat" c ON c."ticketId" = k."id" AND c."state" <> 'ended'`,
  p: `LEFT JOIN (SELECT DISTINCT ON ("ticketId") "ticketId", "id", "dueAt" FROM "AnswerPromise" WHERE "state" IN ('open', 'broken') ORDER BY "ticketId", "dueAt" NULLS LAST) p ON p."ticketId" = k."id"`,
  tc: 'LEFT JOIN "TicketClock" tc ON tc."ticketId" = k."id"',
  ga: 'LEFT JOIN "Account" ga ON ga."id" = k."assigneeId"',
  gt: 'LEFT JOIN "Team" gt ON gt."id" = k."teamId"',
};
/** No more tables than the words of a statement need: with a million tickets each costs a second. */
export const tablesFor = (words: string): string =>
  ['"Ticket" k', ...Object.entries(TABLES).flatMap(([name, join]) => (new RegExp(`\\b${name}\\."`).test(words) ? [join] : []))].join(' ');
