import { Inject, Injectable } from '@nestjs/common';
import type { Prisma } from '#prisma/generated/client.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { LOOK_AGAIN_MS, lookOf } from './notice.rules.js';

interface Due {
  readonly id: string;
  readonly accountId: string;
  readonly ticketId: string;
  readonly letterAt: Date | null;
  readonly read: boolean;
  readonly recalled: boolean;
}

/** Notices whose time has come: those that were seen are put away, of the others a letter tells. */
@Injectable()
export class NoticeSweep {
  constructor(private readonly events: Events, @Inject(Clock) private readonly clock: Clock) {}

  /**
   * The next that are due. Each is either put away or looked at much later, so that the next page holds others.
   * Rows that somebody else holds, a second sweep or who just says that he saw one, are left to him.
   * @returns how many there were
   */
  async look(tx: Tx, actor: Actor, most: number): Promise<number> {
    const now = this.clock.now();
    // Read as NoticesService reads it.
    const due = await tx.$queryRaw<Due[]>`
      SELECT n."id", n."accountId", n."ticketId", n."letterAt", m."recalledAt" IS NOT NULL AS "recalled",
        (CASE WHEN m."id" IS NULL THEN r."updatedAt" > n."createdAt" ELSE r."readSeq" >= m."staffSeq" END) IS TRUE AS "read"
      FROM "Notice" n LEFT JOIN "Message" m ON m."id" = n."messageId" LEFT JOIN "TimelineRead" r ON r."ticketId" = n."ticketId" AND r."accountId" = n."accountId"
      WHERE n."lookAt" <= ${now} ORDER BY n."lookAt", n."id" LIMIT ${most} FOR UPDATE OF n SKIP LOCKED`;
    const by = (outcome: ReturnType<typeof lookOf>) => due.filter((one) => lookOf(one, now) === outcome);
    const put = (rows: readonly Due[], data: Prisma.NoticeUpdateManyMutationInput) => tx.notice.updateMany({ where: { id: { in: rows.map(({ id }) => id) } }, data });
    await put(by('seen'), { seenAt: now, letterAt: null, lookAt: null });
    await put(by('waiting'), { lookAt: new Date(now.getTime() + LOOK_AGAIN_MS) });
    await put(by('overlooked'), { letterAt: null, lookAt: new Date(now.getTime() + LOOK_AGAIN_MS) });
    for (const { id, accountId, ticketId } of by('overlooked')) await this.events.record(tx, actor, 'notice.overlooked', id, { noticeId: id, accountId, ticketId });
    return due.length;
  }
}
