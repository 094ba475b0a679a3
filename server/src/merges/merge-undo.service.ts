import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { PromiseCarryingService } from '../promises/promise-carrying.service.js';
import { TicketLockService } from '../tickets/ticket-lock.service.js';
import { TicketMoves } from '../tickets/ticket-moves.service.js';
import { BeforeMerge } from './merge.record.js';
import { MergesService, type Pair } from './merges.service.js';

/**
 * Two tickets that became one are two again, as they were: state, assignee, wait and due times. What was written in the
 * target meanwhile stays there, and whoever was answered there does not wait again.
 */
@Injectable()
export class MergeUndoService {
  constructor(
    private readonly merges: MergesService,
    private readonly lock: TicketLockService,
    private readonly moves: TicketMoves,
    private readonly promises: PromiseCarryingService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** A ticket that is not merged stays as it is. @throws Problem conversation/not_found for either of the two */
  async undo(tx: Tx, actor: Actor, sourceId: string): Promise<void> {
    const standing = { sourceId, undoneAt: null };
    const seen = await tx.ticketMerge.findFirst({ where: standing });
    if (!seen) {
      await this.lock.forStaff(tx, actor, sourceId);
      return;
    }
    const pair = await this.merges.hold(tx, actor, sourceId, seen.targetId);
    // Somebody undid it while we waited.
    const merge = await tx.ticketMerge.findFirst({ where: { ...standing, id: seen.id } });
    if (!merge) return;
    const before = BeforeMerge.parse(merge.before);
    await tx.ticketMerge.update({ where: { id: merge.id }, data: { undoneAt: this.clock.now(), undoneById: actor.id } });
    const answered = before.sameCustomer && (await this.answeredSince(tx, pair.target.id, merge.mergedAt));
    await this.restore(tx, actor, pair, before, answered);
    if (before.sameCustomer) await this.relieve(tx, actor, pair, before, merge.mergedAt);
    await this.promises.bringBack(tx, actor, before.carried, pair.target.id, sourceId);
    await this.merges.tell(tx, actor, pair, ['ticket.unmerged', 'ticket.parted']);
  }

  private async restore(tx: Tx, actor: Actor, { source }: Pair, before: BeforeMerge, answered: boolean): Promise<void> {
    const { state, solvedAt, solvedById, snoozedUntil, snoozeHolds, gate, waitingSince, staffUnread } = before;
    await tx.timeline.update({ where: { ticketId: source.id }, data: { gate, ...(answered ? {} : { waitingSince, staffUnread }) } });
    const left = source.assigneeId !== null && (await tx.account.count({ where: { id: source.assigneeId, deactivatedAt: null } })) === 0;
    await this.moves.takeBack(tx, actor, source, { state, solvedAt, solvedById, snoozedUntil, snoozeHolds, mergedIntoId: null, ...(left ? { assigneeId: null } : {}) });
  }

  /** The target waits for what its own customer wrote in it, and stands where it stood unless somebody moved it since. */
  private async relieve(tx: Tx, actor: Actor, { target }: Pair, before: BeforeMerge, mergedAt: Date): Promise<void> {
    const { waitingSince } = target.timeline;
    if (waitingSince !== null) {
      const later = await tx.message.findFirst({
        where: { ticketId: target.id, authorKind: 'customer', internal: false, createdAt: { gt: laterOf(mergedAt, target.timeline.lastStaffAt) } },
        orderBy: { staffSeq: 'asc' },
        select: { createdAt: true },
      });
      const untouched = target.timeline.lastStaffAt === null || target.timeline.lastStaffAt <= mergedAt;
      await tx.timeline.update({ where: { ticketId: target.id }, data: { waitingSince: (untouched ? before.target.waitingSince : null) ?? later?.createdAt ?? null, staffUnread: Math.max(0, target.timeline.staffUnread - (untouched ? before.staffUnread : 0)) } });
    }
    const own = before.target;
    const isOurs = target.state === 'open' && own.state !== 'open' && (await this.lastMoveWasMerge(tx, target.id)) && waitingSince?.toISOString() === before.waitingSince;
    if (isOurs) await this.moves.takeBack(tx, actor, target, { state: own.state, solvedAt: own.solvedAt, solvedById: own.solvedById, ...(target.snoozedUntil === null ? { snoozedUntil: own.snoozedUntil } : {}) });
    await tx.$queryRaw`SELECT keep_ticket_place(${target.id}::uuid)::text`;
  }

  private async lastMoveWasMerge(tx: Tx, ticketId: string): Promise<boolean> {
    const [last] = await tx.$queryRaw<{ merge: boolean }[]>`SELECT coalesce(("payload" ->> 'merge')::boolean, false) AS "merge" FROM "Event"
      WHERE "subject" = ${ticketId}::uuid AND "name" = 'ticket.state_changed' ORDER BY "id" DESC LIMIT 1`;
    return last?.merge ?? false;
  }

  private async answeredSince(tx: Tx, ticketId: string, since: Date): Promise<boolean> {
    return (await tx.message.count({ where: { ticketId, authorKind: 'agent', internal: false, recalledAt: null, createdAt: { gt: since } } })) > 0;
  }
}

const laterOf = (a: Date, b: Date | null): Date => (b && b > a ? b : a);
