import { reachSql } from '../accounts/reach.policy.js';
import { fieldSql } from '../tickets/field-wish.rules.js';
import type { Term, Wish } from './search-query.rules.js';

type Put = (value: unknown) => string;
export interface After {
  readonly at: Date;
  readonly ticketId: string;
}
/** Up to so many hits are all read at once. */
export const FEW = 2_000;
/** Up to so many are all read where a look at the newest rows does not fill the page; beyond it nobody waits for all of them. */
export const MANY = 20_000;
/** How far the newest rows are walked through: nearly always a short look is enough. */
export const SHORT_LOOK = 1_500;
export const LONG_LOOK = 30_000;
const READABLE = reachSql('k');

const part = (text: string): string => `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;

function conditions(wish: Wish, put: Put): string {
  const among = (column: string, values: readonly string[]) => (values.length > 0 ? [`${column} = ANY(${put(values)}::text[])`] : []);
  const { assignee, team, follower } = wish;
  return [
    READABLE,
    '$2::uuid[] IS NOT NULL',
    `k."spamAt" IS ${wish.spam ? 'NOT ' : ''}NULL`,
    ...(wish.except.length > 0 ? [`NOT k."id" = ANY(${put(wish.except)}::uuid[])`] : []),
    ...among('k."state"', wish.states),
    ...among('k."priority"', wish.priorities),
    ...among('k."type"', wish.types),
    ...(wish.tags.length > 0 ? [`k."tags" @> ${put(wish.tags)}::text[]`] : []),
    ...(wish.subStates.length > 0 ? [`k."subStateId" IN (SELECT "id" FROM "SubState" WHERE "key" = ANY(${put(wish.subStates)}::text[]))`] : []),
    ...wish.fields.map((asked) => fieldSql(asked, put, wish.readsHidden)),
    ...(wish.channels.length > 0 ? [`EXISTS (SELECT 1 FROM "Channel" ch WHERE ch."id" = k."channelId" AND ch."kind" = ANY(${put(wish.channels)}::text[]))`] : []),
    ...(assignee === 'me' ? ['k."assigneeId" = $1::uuid'] : []),
    ...(assignee === 'nobody' ? ['k."assigneeId" IS NULL'] : []),
    ...(assignee !== null && assignee !== 'me' && assignee !== 'nobody' ? [`EXISTS (SELECT 1 FROM "Account" a WHERE a."id" = k."assigneeId" AND (a."name" ILIKE ${put(part(assignee))} OR a."email" = ${put(assignee)}))`] : []),
    ...(team !== null ? [`EXISTS (SELECT 1 FROM "Team" tm WHERE tm."id" = k."teamId" AND tm."name" ILIKE ${put(part(team))})`] : []),
    ...(follower !== null
      ? [`EXISTS (SELECT 1 FROM "TicketFollower" tf JOIN "Account" fa ON fa."id" = tf."accountId" WHERE tf."ticketId" = k."id" AND ${follower === 'me' ? 'fa."id" = $1::uuid' : `(fa."name" ILIKE ${put(part(follower))} OR fa."email" = ${put(follower)})`})`]
      : []),
    ...(wish.hasFile ? ['EXISTS (SELECT 1 FROM "File" f WHERE f."ticketId" = k."id")'] : []),
  ].join(' AND ');
}

function within(wish: Wish, put: Put, at: string): string {
  return (wish.before ? ` AND ${at} < ${put(wish.before)}::timestamptz` : '') + (wish.after ? ` AND ${at} >= ${put(wish.after)}::timestamptz` : '');
}

const beyond = (after: After | null, put: Put): string => (after ? ` AND (n."at", n."ticketId") < (${put(after.at)}::timestamptz, ${put(after.ticketId)}::uuid)` : '');
const page = (newest: string, where: string, limit: string): string =>
  `${newest} SELECT n."id", n."ticketId", n."kind", n."at", count(*) OVER ()::int AS "total" FROM newest n JOIN "Ticket" k ON k."id" = n."ticketId" WHERE ${where} ORDER BY n."at" DESC, n."ticketId" DESC LIMIT ${limit}`;

/**
 * To whom addresses and numbers are hidden, a ticket is found by what else is known of it: the index holds them together, so each word
 * must stand in number, subject or name, and in none that is an address.
 */
export function withoutContact(terms: readonly Term[], put: Put): string {
  const words = terms.flatMap(({ lexemes }) => lexemes).map(part);
  const open = (column: string) => `CASE WHEN ${column} ~ '@|\\d{4}' THEN '' ELSE ${column} END`;
  return ` AND (s."kind" = 'message' OR EXISTS (SELECT 1 FROM "Ticket" kk LEFT JOIN "Visitor" vv ON vv."id" = kk."visitorId" LEFT JOIN "Customer" cc ON cc."id" = kk."customerId"
    WHERE kk."id" = s."ticketId" AND normalize(concat_ws(' ', '#' || kk."number", ${open('kk."subject"')}, ${open('cc."name"')}, ${open('vv."name"')}), NFKC) ILIKE ALL(${put(words)}::text[])))`;
}

/** Words that few have: all hits first, then the newest of each ticket. */
export function rare(wish: Wish, query: string, after: After | null, limit: number, put: Put, veil = ''): string {
  const hits = `WITH hits AS MATERIALIZED (SELECT s."id", s."ticketId", s."kind", s."at" FROM "SearchText" s WHERE s."words" @@ ${put(query)}::tsquery${within(wish, put, 's."at"')}${veil} LIMIT ${MANY * 5}),
    newest AS (SELECT DISTINCT ON ("ticketId") * FROM hits ORDER BY "ticketId", "at" DESC, "id" DESC)`;
  return page(hits, `${conditions(wish, put)}${beyond(after, put)}`, `${put(limit)}::int`);
}

/** Words that many have: from the newest back, through so many rows, and no ticket twice. A page that is full is the right one. */
export function common(wish: Wish, query: string, rows: number, after: After | null, limit: number, put: Put, veil = ''): string {
  const words = `${put(query)}::tsquery`;
  const from = after ? ` AND s."at" <= ${put(after.at)}::timestamptz` : '';
  const dates = within(wish, put, 's."at"');
  const hits = `WITH recent AS MATERIALIZED (SELECT s."id", s."ticketId", s."kind", s."at", s."words" FROM "SearchText" s WHERE true${from}${dates} ORDER BY s."at" DESC, s."id" DESC LIMIT ${rows}),
    newest AS (SELECT DISTINCT ON ("ticketId") "id", "ticketId", "kind", "at" FROM recent s WHERE "words" @@ ${words}${veil} ORDER BY "ticketId", "at" DESC, "id" DESC)`;
  const shown = after
    ? ` AND NOT EXISTS (SELECT 1 FROM "SearchText" s WHERE s."ticketId" = n."ticketId" AND s."at" > ${put(after.at)}::timestamptz AND s."words" @@ ${words}${dates}${veil})`
    : '';
  return page(hits, `${conditions(wish, put)}${beyond(after, put)}${shown}`, `${put(limit)}::int`);
}

/** No words: tickets by what they are, the newest first. */
export function wordless(wish: Wish, after: After | null, limit: number, put: Put): string {
  const where = `${conditions(wish, put)}${within(wish, put, 'k."createdAt"')}`;
  const next = after ? ` AND (k."createdAt", k."id") < (${put(after.at)}::timestamptz, ${put(after.ticketId)}::uuid)` : '';
  return `SELECT k."id", k."id" AS "ticketId", 'facts' AS "kind", k."createdAt" AS "at", count(*) OVER ()::int AS "total" FROM "Ticket" k WHERE ${where}${next} ORDER BY k."createdAt" DESC, k."id" DESC LIMIT ${put(limit)}::int`;
}
