import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { TicketLockService } from '../tickets/ticket-lock.service.js';
import { ONE_LETTER_MS } from './notice.rules.js';
import { isGone, NoticesService } from './notices.service.js';

/** The deed by which somebody was given something. */
interface Deed {
  readonly eventId: string;
  readonly at: Date;
  readonly because?: 'rule' | 'routing';
}

/** Points whoever is given a ticket, or a call that is owed on one, to it; and no longer whoever has it no more. */
@Injectable()
export class GivenNotices {
  constructor(private readonly lock: TicketLockService, private readonly notices: NoticesService, @Inject(Clock) private readonly clock: Clock) {}

  /** The ticket is held: whoever gives it on meanwhile waits, and clears what is put here. Own deeds are known. */
  async given(tx: Tx, actor: Actor, ticketId: string, accountId: string | null, deed: Deed): Promise<void> {
    if (await isGone(tx, ticketId)) return;
    const { assigneeId } = await this.lock.hold(tx, ticketId);
    // Of nobody's: no account has the ticket's id.
    const others = { ticketId, kind: 'assigned', seenAt: null, accountId: { not: assigneeId ?? ticketId } };
    const lost = await this.notices.clear(tx, { ...others, OR: [{ because: null }, { because: { not: 'callback' } }] });
    for (const notice of lost) await this.passOn(tx, notice);
    if (accountId === null || accountId !== assigneeId || actor.id === accountId) return;
    await this.notices.put(tx, actor, { accountId, ticketId, kind: 'assigned', letter: (await this.oldest(tx, accountId)) === null, ...deed });
  }

  /** A call that is owed: a letter of its own tells of it already. */
  async handed(tx: Tx, actor: Actor, ticketId: string, promiseId: string, accountId: string, { eventId, at }: Deed): Promise<void> {
    if (await isGone(tx, ticketId)) return;
    await this.lock.hold(tx, ticketId);
    const callback = await tx.callback.findUnique({ where: { promiseId }, select: { ownerId: true } });
    const ownerId = callback?.ownerId ?? null;
    await this.notices.clear(tx, { ticketId, kind: 'assigned', because: 'callback', seenAt: null, accountId: { not: ownerId ?? ticketId } });
    if (accountId !== ownerId || actor.id === accountId) return;
    await this.notices.put(tx, actor, { accountId, ticketId, kind: 'assigned', because: 'callback', letter: false, eventId, at });
  }

  /** The letter that was to tell of what he has no more tells of the next, which was to have none because of it. */
  private async passOn(tx: Tx, { accountId, letterAt }: { accountId: string; letterAt: Date | null }): Promise<void> {
    const id = letterAt && (await this.oldest(tx, accountId));
    if (id) await tx.notice.updateMany({ where: { id, letterAt: null }, data: { letterAt, lookAt: letterAt } });
  }

  /** The first of the tickets that this person was given a short while ago and has not looked at: the letter tells of that one. */
  private async oldest(tx: Tx, accountId: string): Promise<string | null> {
    const [notice] = await tx.$queryRaw<{ id: string }[]>`SELECT n."id" FROM "Notice" n LEFT JOIN "TimelineRead" r ON r."ticketId" = n."ticketId" AND r."accountId" = n."accountId"
      WHERE n."accountId" = ${accountId}::uuid AND n."kind" = 'assigned' AND n."because" IS DISTINCT FROM 'callback' AND n."seenAt" IS NULL
        AND n."createdAt" > ${new Date(this.clock.now().getTime() - ONE_LETTER_MS)} AND (r."updatedAt" > n."createdAt") IS NOT TRUE ORDER BY n."createdAt", n."id" LIMIT 1`;
    return notice?.id ?? null;
  }
}
