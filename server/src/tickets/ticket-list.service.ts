import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { TicketCounts, TicketPage, TicketQuery } from '#contracts/tickets.js';
import { reachSql, reachValues } from '../accounts/reach.policy.js';
import { isStaff, type Actor, type StaffActor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Problem } from '../platform/problem.js';
import { rooms } from '../platform/sockets/rooms.js';
import { Sockets } from '../platform/sockets/sockets.js';
import { decodeCursor, encodeCursor } from './ticket-cursor.rules.js';
import { presentRow, type TicketRowRecord } from './tickets.present.js';

const FROM = `
  FROM "Ticket" k
  JOIN "Timeline" t ON t."ticketId" = k."id"
  JOIN "Channel" ch ON ch."id" = k."channelId"
  LEFT JOIN "Visitor" v ON v."id" = k."visitorId"
  LEFT JOIN "Customer" cu ON cu."id" = k."customerId"
  LEFT JOIN "Account" a ON a."id" = k."assigneeId"
  LEFT JOIN "Team" tm ON tm."id" = k."teamId"
  LEFT JOIN "Chat" c ON c."ticketId" = k."id" AND c."state" <> 'ended'
  LEFT JOIN "Complaint" co ON co."ticketId" = k."id"
  LEFT JOIN LATERAL (SELECT "id", "kind", "state", "dueAt", "warnAt" FROM "AnswerPromise" WHERE "ticketId" = k."id" AND "state" IN ('open', 'broken')
    ORDER BY "dueAt" NULLS LAST LIMIT 1) p ON true`;

/** Neither done nor asleep; who chats now is never asleep. */
const AT_WORK = `k."state" NOT IN ('solved', 'closed') AND (k."snoozedUntil" IS NULL OR c."id" IS NOT NULL)`;
const STATES = { open: AT_WORK, closed: `k."state" IN ('solved', 'closed')` } as const;
const READABLE = reachSql('k');
const VIEWS = {
  // Every view binds the same three parameters; a person's own tickets need no scope.
  mine: `((k."assigneeId" = $1::uuid OR c."offeredToId" = $1::uuid OR (c."state" = 'queued' AND c."reservedForId" = $1::uuid)) AND $2::uuid[] IS NOT NULL AND $3::boolean IS NOT NULL)`,
  unassigned: `(k."assigneeId" IS NULL AND ${READABLE})`,
  team: `(k."teamId" = ANY($2::uuid[]) AND ${READABLE})`,
  due: `(p."id" IS NOT NULL AND ${READABLE})`,
  all: READABLE,
} as const;

export const ROW_COLUMNS = `
  k."id", k."number", k."state", k."subject", k."priority", k."type", k."tags", k."snoozedUntil", ch."kind" AS "channelKind", k."version", k."teamId", tm."name" AS "teamName", k."assigneeId", a."name" AS "assigneeName", a."pictureUrl" AS "assigneePicture",
  k."visitorId", coalesce(cu."name", v."name") AS "customerName", coalesce(v."verified", false) AS "verified", coalesce(v."demo", false) AS "demo",
  t."waitingSince", t."lastMessageAt", t."preview", t."previewFiles", t."previewBy", 
  greatest(t."staffUnread", (SELECT 1 FROM "TimelineRead" r WHERE r."ticketId" = k."id" AND r."accountId" = $1::uuid AND r."unreadFrom" IS NOT NULL)) AS "unread",
  c."id" AS "chatId", c."state" AS "chatState", c."offeredToId", c."offerExpiresAt",
  p."id" AS "promiseId", p."kind" AS "promiseKind", p."state" AS "promiseState", p."dueAt", p."warnAt", co."severity",
  EXISTS (SELECT 1 FROM "Draft" d WHERE d."ticketId" = k."id" AND d."accountId" = $1::uuid) AS "draft"`;

/** Lists and counts of the inbox: single statements, pages by key. */
@Injectable()
export class TicketListService {
  constructor(private readonly db: Database, private readonly sockets: Sockets) {}

  /** One page: whoever waits longest first, then what moved last; what is due by when it is. */
  async list(actor: Actor, query: z.infer<typeof TicketQuery>): Promise<z.infer<typeof TicketPage>> {
    const me = staff(actor);
    const cursor = query.cursor === undefined ? null : decodeCursor(query.cursor);
    const first = query.view === 'due' ? 'p."dueAt"' : 't."waitingSince"';
    // Every view names every parameter: PostgreSQL cannot tell the type of one that is never used.
    const text = `SELECT ${ROW_COLUMNS} ${FROM}
      WHERE ${VIEWS[query.view]} AND $2::uuid[] IS NOT NULL AND $3::boolean IS NOT NULL AND $4::boolean IS NOT NULL AND ${STATES[query.state]} AND ($5::uuid IS NULL OR k."teamId" = $5::uuid)
        AND (NOT $6::boolean OR CASE WHEN $7::timestamptz IS NOT NULL
          THEN ${first} IS NULL OR (${first}, k."id") > ($7::timestamptz, $9::uuid)
          ELSE ${first} IS NULL AND (t."lastMessageAt" < $8::timestamptz OR (t."lastMessageAt" = $8::timestamptz AND k."id" > $9::uuid)) END)
      ORDER BY ${first} ASC NULLS LAST, CASE WHEN ${first} IS NULL THEN t."lastMessageAt" END DESC, k."id" ASC
      LIMIT $10`;
    const { rows } = await this.db.pool.query<TicketRowRecord>({
      name: `ticket-list-${query.view}-${query.state}`,
      text,
      values: [...reachValues(me), query.state === 'open', query.teamId ?? null, cursor !== null, cursor?.first ?? null, cursor?.lastMessageAt ?? null, cursor?.id ?? null, query.limit + 1],
    });
    const items = rows.slice(0, query.limit);
    const last = rows.length > query.limit ? items.at(-1) : undefined;
    return { items: items.map((row) => presentRow(row, me.id, this.isOnline(row.visitorId))), nextCursor: last ? encodeCursor({ ...last, first: query.view === 'due' ? last.dueAt : last.waitingSince }) : null };
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
          LEFT JOIN (SELECT DISTINCT "ticketId" AS "id" FROM "AnswerPromise" WHERE "state" IN ('open', 'broken')) p ON p."id" = k."id"
          LEFT JOIN (SELECT "ticketId", 1 AS "mark" FROM "TimelineRead" WHERE "accountId" = $1::uuid AND "unreadFrom" IS NOT NULL) u ON u."ticketId" = k."id"
        WHERE ${AT_WORK}`,
      values: reachValues(me),
    });
    const [row = {}] = rows;
    const of = (suffix: string) => ({ mine: row[`mine${suffix}`] ?? 0, unassigned: row[`unassigned${suffix}`] ?? 0, team: row[`team${suffix}`] ?? 0, due: row[`due${suffix}`] ?? 0, all: row[`all${suffix}`] ?? 0 });
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
