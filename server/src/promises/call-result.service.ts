import { Inject, Injectable } from '@nestjs/common';
import type { CallRecord } from '#contracts/promises.js';
import type { AnswerPromise } from '#prisma/generated/client.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { newId } from '../platform/ids.js';
import { Problem } from '../platform/problem.js';
import { TimelineService } from '../tickets/timeline.service.js';
import { promiseAgreed } from './promise-due.rules.js';
import { promiseFacts } from './promise.record.js';
import { afterCall, isUnmet } from './promise.rules.js';
import { PromiseKeepingService } from './promise-keeping.service.js';
import { PromiseLockService } from './promise-lock.service.js';
import { PromiseWithdrawalService } from './promise-withdrawal.service.js';

/** What came of a call: it keeps the promise, renews it, or shows that it cannot be kept. */
@Injectable()
export class CallResultService {
  constructor(
    private readonly lock: PromiseLockService,
    private readonly keeping: PromiseKeepingService,
    private readonly withdrawals: PromiseWithdrawalService,
    private readonly timelines: TimelineService,
    private readonly events: Events,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Of two who record at once the second is told that nothing is owed any more.
   * @returns the ticket's id
   * @throws Problem resource/not_found, promise/not_owed, request/invalid for a next attempt that is not ahead
   */
  async record(tx: Tx, actor: Actor, promiseId: string, { result, note, nextDueAt }: CallRecord): Promise<string> {
    const { promise } = await this.lock.forStaff(tx, actor, promiseId);
    if (promise.kind !== 'callback') throw new Problem('resource/not_found');
    if (!isUnmet(promise.state)) throw new Problem('promise/not_owed');
    const now = this.clock.now();
    const next = nextDueAt === undefined ? null : new Date(nextDueAt);
    if (next && (next <= now || next.getTime() - now.getTime() > MOST_AHEAD_MS)) throw new Problem('request/invalid', undefined, { fields: [{ path: 'nextDueAt', code: 'not_ahead' }] });
    await tx.callAttempt.create({ data: { id: newId(), promiseId, byId: actor.id ?? '', result, note: note || null, nextDueAt: next, createdAt: now } });
    await this.timelines.append(tx, actor, promise.ticketId, [{ code: 'callback.called', data: { result, name: actor.name, note: note ?? '' } }]);
    const after = afterCall(result, next);
    if (after.end === 'kept') await this.keeping.keep(tx, actor, promise, { at: now, byId: actor.id, messageId: null });
    else if (after.end === 'withdrawn') await this.withdrawals.withdraw(tx, actor, promise, after.reason);
    else await this.renew(tx, actor, promise, after.dueAt);
    return promise.ticketId;
  }

  private async renew(tx: Tx, actor: Actor, promise: AnswerPromise, dueAt: Date): Promise<void> {
    const now = this.clock.now();
    const missed = promise.dueAt && now > promise.dueAt ? promise.dueAt : null;
    const renewed = await this.lock.move(tx, promise, 'renew', { ...promiseAgreed(now, dueAt, actor.name), warnedAt: null, brokenAt: promise.brokenAt ?? missed });
    await this.timelines.append(tx, actor, promise.ticketId, [{ code: 'promise.renewed', data: { kind: promise.kind, dueAt: dueAt.toISOString(), from: null } }]);
    await this.events.record(tx, actor, 'promise.renewed', promise.id, promiseFacts(renewed));
  }
}

const MOST_AHEAD_MS = 30 * 24 * 3_600_000;
