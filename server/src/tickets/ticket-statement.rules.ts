import type { TicketFilter, TicketView } from '#contracts/tickets.js';
import { reachSql } from '../accounts/reach.policy.js';
import { filterSql } from './ticket-filter.rules.js';

/** The parts that every statement about lists of tickets is made of. */
const PARTS = `
  JOIN "Timeline" t ON t."ticketId" = k."id"
  JOIN "Channel" ch ON ch."id" = k."channelId"
  LEFT JOIN "Visitor" v ON v."id" = k."visitorId"
  LEFT JOIN "Customer" cu ON cu."id" = k."customerId"
  LEFT JOIN "Account" a ON a."id" = k."assigneeId"
  LEFT JOIN "Team" tm ON tm."id" = k."teamId"
  LEFT JOIN "Chat" c ON c."ticketId" = k."id" AND c."state" <> 'ended'
  LEFT JOIN "TicketClock" tc ON tc."ticketId" = k."id"
  LEFT JOIN "Complaint" co ON co."ticketId" = k."id"
  LEFT JOIN LATERAL (SELECT "id", "kind", "state", "dueAt", "warnAt" FROM "AnswerPromise" WHERE "ticketId" = k."id" AND "state" IN ('open', 'broken')
    ORDER BY "dueAt" NULLS LAST LIMIT 1) p ON true`;
/** A page comes first in the order of joins: with so many of them PostgreSQL keeps to the order they are written in. */
export const FROM_PAGE = `FROM page JOIN "Ticket" k ON k."id" = page."id" ${PARTS}`;
export const FROM = `FROM "Ticket" k ${PARTS}`;

/** Neither done nor asleep; who chats now is never asleep. */
export const AT_WORK = `k."spamAt" IS NULL AND k."state" NOT IN ('solved', 'closed') AND (k."snoozedUntil" IS NULL OR c."id" IS NOT NULL)`;
const ASLEEP = `k."spamAt" IS NULL AND k."state" NOT IN ('solved', 'closed') AND k."snoozedUntil" IS NOT NULL AND c."id" IS NULL`;
export const STATES = { open: AT_WORK, closed: `k."spamAt" IS NULL AND k."state" IN ('solved', 'closed')` } as const;
export const READABLE = reachSql('k');
/** A person's own tickets, and the chats that are offered to or kept for him. */
const ownOf = (shelf: string) => `(SELECT "ticketId" FROM "TicketPlace" WHERE "assigneeId" = $1::uuid${shelf}
  UNION SELECT "ticketId" FROM "Chat" WHERE "state" <> 'ended' AND ("offeredToId" = $1::uuid OR ("state" = 'queued' AND "reservedForId" = $1::uuid)))`;
/** Of what somebody has work with: few, however much the person has done. */
export const OWN = ownOf(` AND "shelf" = 'open'`);
export const VIEWS = {
  // Every view binds the same three parameters; a person's own tickets need no scope.
  mine: `(k."id" IN ${OWN} AND $2::uuid[] IS NOT NULL AND $3::boolean IS NOT NULL)`,
  unassigned: `(k."assigneeId" IS NULL AND ${READABLE})`,
  team: `(k."teamId" = ANY($2::uuid[]) AND ${READABLE})`,
  at_risk: `(tc."urgent" AND ${READABLE})`,
  due: `(p."id" IS NOT NULL AND ${READABLE})`,
  snoozed: `(k."snoozedUntil" IS NOT NULL AND ${READABLE})`,
  all: READABLE,
} as const;

export const ROW_COLUMNS = `
  k."id", k."number", k."state", k."subject", k."priority", k."type", k."tags", k."snoozedUntil", ch."kind" AS "channelKind", k."version", k."teamId", tm."name" AS "teamName", k."assigneeId", a."name" AS "assigneeName", a."pictureUrl" AS "assigneePicture",
  k."visitorId", coalesce(cu."name", v."name") AS "customerName", coalesce(v."verified", false) AS "verified", coalesce(v."demo", false) AS "demo",
  CASE WHEN k."spamAt" IS NULL THEN t."waitingSince" END AS "waitingSince", t."lastMessageAt", t."preview", t."previewFiles", t."previewBy", 
  greatest(t."staffUnread", (SELECT 1 FROM "TimelineRead" r WHERE r."ticketId" = k."id" AND r."accountId" = $1::uuid AND r."unreadFrom" IS NOT NULL)) AS "unread",
  c."id" AS "chatId", c."state" AS "chatState", c."offeredToId", c."offerExpiresAt",
  p."id" AS "promiseId", p."kind" AS "promiseKind", p."state" AS "promiseState", p."dueAt", p."warnAt", co."severity",
  tc."kind" AS "clockKind", tc."state" AS "clockState", tc."dueAt" AS "clockDueAt", tc."warnAt" AS "clockWarnAt", tc."breached" AS "clockBreached", tc."leftSeconds" AS "clockLeft",
  EXISTS (SELECT 1 FROM "Draft" d WHERE d."ticketId" = k."id" AND d."accountId" = $1::uuid) AS "draft"`;

export interface Selection {
  readonly view: TicketView;
  readonly state: 'open' | 'closed';
  readonly filter: TicketFilter;
  /** Whether fields that are hidden may be asked for. */
  readonly readsHidden?: boolean;
}

/** Which tickets a list holds. A wish for certain states stands in place of the list's own. Binds $1 to $3 as `reachValues` does. */
export const whereSql = ({ view, state, filter, readsHidden }: Selection, put: (value: unknown) => string): string =>
  // Every view names every parameter: PostgreSQL cannot tell the type of one that is never used.
  `${view === 'mine' && (filter.states || filter.spam || state === 'closed') ? `k."id" IN ${ownOf('')}` : VIEWS[view]} AND $2::uuid[] IS NOT NULL AND $3::boolean IS NOT NULL${filter.spam ? '' : filter.states ? ' AND k."spamAt" IS NULL' : ` AND ${view === 'snoozed' && state === 'open' ? ASLEEP : STATES[state]}`}${filterSql(filter, put, readsHidden)}`;
