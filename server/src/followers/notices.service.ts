import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { NoticeCounts, NoticeKind, NoticePage, NoticeQuery } from '#contracts/followers.js';
import type { Prisma } from '#prisma/generated/client.js';
import { reachSql, reachValues } from '../accounts/reach.policy.js';
import type { Actor, StaffActor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { afterCommit, Database, type Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { newId } from '../platform/ids.js';
import { Problem } from '../platform/problem.js';
import { rooms } from '../platform/sockets/rooms.js';
import { Sockets } from '../platform/sockets/sockets.js';
import { type NoticeRow, presentNotice } from './notice.present.js';
import { LETTER_AFTER_MS } from './notice.rules.js';

/** What somebody has to be told of: whom, where, and the note if there is one. */
interface Pointed {
  readonly accountId: string;
  readonly ticketId: string;
  readonly kind: NoticeKind;
  readonly messageId?: string;
  readonly because?: 'rule' | 'routing' | 'callback';
  readonly eventId?: string;
  /** When it happened, where that was before: whoever has looked since then has seen it. */
  readonly at?: Date;
  /** None: something else tells him. */
  readonly letter?: boolean;
}
/** Who has read the talk to the note has seen it; who was made a follower or given the ticket, once he looks at it. */
const READ = `(CASE WHEN m."id" IS NULL THEN r."updatedAt" > n."createdAt" ELSE r."readSeq" >= m."staffSeq" END) IS TRUE`;
const JOINED = `"Notice" n JOIN "Ticket" k ON k."id" = n."ticketId" LEFT JOIN "Message" m ON m."id" = n."messageId"
  LEFT JOIN "TimelineRead" r ON r."ticketId" = n."ticketId" AND r."accountId" = n."accountId"`;
const MOST_COUNTED = 1_000;
const MANY = 500;

/** A person's own list of what colleagues pointed him to. Of a ticket that he may not read any more he sees nothing. */
@Injectable()
export class NoticesService {
  constructor(private readonly db: Database, private readonly events: Events, private readonly sockets: Sockets, @Inject(Clock) private readonly clock: Clock) {}

  async list(actor: StaffActor, { cursor, limit }: z.infer<typeof NoticeQuery>): Promise<z.infer<typeof NoticePage>> {
    const { rows } = await this.db.pool.query<NoticeRow>({
      name: 'notices',
      text: `SELECT n."id", n."kind", n."createdAt", k."id" AS "ticketId", k."number", k."subject", k."state", coalesce(cu."name", v."name") AS "customer",
               a."id" AS "byId", a."name" AS "byName", a."pictureUrl" AS "byPicture", n."because", ru."name" AS "ruleName", rd."reasons", CASE WHEN m."recalledAt" IS NULL THEN m."text" END AS "text", (n."seenAt" IS NOT NULL OR ${READ}) AS "seen"
             FROM ${JOINED} LEFT JOIN "Visitor" v ON v."id" = k."visitorId" LEFT JOIN "Customer" cu ON cu."id" = k."customerId" LEFT JOIN "Account" a ON a."id" = n."byId"
               LEFT JOIN "Rule" ru ON n."because" = 'rule' AND ru."id" = n."byId" LEFT JOIN "RoutingDecision" rd ON n."because" = 'routing' AND rd."id" = n."eventId"
             WHERE n."accountId" = $1 AND ${reachSql('k')} AND ($4::uuid IS NULL OR n."id" < $4::uuid) ORDER BY n."id" DESC LIMIT $5`,
      values: [...reachValues(actor), cursor ?? null, limit + 1],
    });
    const items = rows.slice(0, limit);
    return { items: items.map((row) => presentNotice(actor, row)), nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  }

  async counts(actor: StaffActor): Promise<z.infer<typeof NoticeCounts>> {
    const { rows } = await this.db.pool.query<z.infer<typeof NoticeCounts>>({
      name: 'notice-counts',
      text: `SELECT (SELECT count(*)::int FROM (SELECT 1 FROM ${JOINED} WHERE n."accountId" = $1 AND n."seenAt" IS NULL AND NOT ${READ} AND ${reachSql('k')} LIMIT ${MOST_COUNTED}) unseen) AS "unseen",
               (SELECT count(*)::int FROM (SELECT 1 FROM "TicketFollower" f JOIN "Ticket" k ON k."id" = f."ticketId"
                 WHERE f."accountId" = $1 AND k."state" NOT IN ('solved', 'closed') AND k."spamAt" IS NULL AND ${reachSql('k')} LIMIT ${MOST_COUNTED}) followed) AS "following"`,
      values: reachValues(actor),
    });
    return rows[0] ?? { unseen: 0, following: 0 };
  }

  /** Points somebody to a ticket, once for a note or a deed however often it is told. */
  async put(tx: Tx, actor: Actor, { at, letter = true, ...pointed }: Pointed): Promise<void> {
    const [id, createdAt] = [newId(), at ?? this.clock.now()];
    const { accountId, ticketId } = pointed;
    const lookAt = new Date(createdAt.getTime() + LETTER_AFTER_MS);
    const row = { ...pointed, id, byId: actor.id ?? accountId, createdAt, letterAt: letter ? lookAt : null, lookAt };
    const { count } = await tx.notice.createMany({ data: [row], skipDuplicates: true });
    if (count > 0) await this.events.record(tx, actor, 'notice.put', id, { noticeId: id, accountId, ticketId });
  }

  /** Seen. Asked twice it changes nothing. @throws Problem resource/not_found, also for another's */
  async see(tx: Tx, actor: StaffActor, id: string): Promise<{ ok: true }> {
    const where = { id, accountId: actor.id };
    if ((await tx.notice.count({ where })) === 0) throw new Problem('resource/not_found');
    await tx.notice.updateMany({ where: { ...where, seenAt: null }, data: { seenAt: this.clock.now(), letterAt: null, lookAt: null } });
    return this.tell(tx, actor);
  }

  /** All of them, as far as the person had them before him. */
  async seeAll(tx: Tx, actor: StaffActor, throughId: string): Promise<{ ok: true }> {
    await tx.notice.updateMany({ where: { accountId: actor.id, seenAt: null, id: { lte: throughId } }, data: { seenAt: this.clock.now(), letterAt: null, lookAt: null } });
    return this.tell(tx, actor);
  }

  /** Of a note that was recalled, those that nobody has seen: there is nothing to look at. */
  async takeBack(tx: Tx, ticketId: string, messageId: string): Promise<void> {
    const pointed = await tx.notice.findMany({ where: { ticketId, messageId }, select: { accountId: true } });
    await tx.notice.deleteMany({ where: { ticketId, messageId, seenAt: null } });
    for (const { accountId } of pointed) this.tell(tx, { id: accountId });
  }

  /** What points nobody to anything any more. @returns whom it pointed there, and when a letter was to tell of it that has not */
  async clear(tx: Tx, where: Prisma.NoticeWhereInput): Promise<{ accountId: string; letterAt: Date | null }[]> {
    const cleared = await tx.notice.findMany({ where, select: { id: true, accountId: true, letterAt: true } });
    if (cleared.length === 0) return [];
    await tx.notice.deleteMany({ where: { id: { in: cleared.map(({ id }) => id) } } });
    for (const accountId of new Set(cleared.map((notice) => notice.accountId))) this.tell(tx, { id: accountId });
    return cleared;
  }

  /** On this person's other screens. */
  private tell(tx: Tx, { id }: Pick<StaffActor, 'id'>): { ok: true } {
    afterCommit(tx, () => this.sockets.tell('/agent', rooms.account(id), 'changed', { kind: 'notice', id, version: 0 }));
    return { ok: true };
  }

  /** What was said long ago. */
  async forget(before: Date): Promise<void> {
    await this.db.pool.query(`DELETE FROM "Notice" WHERE "id" IN (SELECT "id" FROM "Notice" WHERE "createdAt" < $1 ORDER BY "createdAt" LIMIT ${MANY})`, [before]);
  }
}

/** The tickets of the demo, or of an import that was taken back, may be removed before their events are heard. */
export const isGone = async (tx: Tx, ticketId: string): Promise<boolean> => (await tx.ticket.count({ where: { id: ticketId } })) === 0;
