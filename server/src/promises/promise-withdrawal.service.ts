import { Inject, Injectable } from '@nestjs/common';
import type { WithdrawnReason } from '#contracts/promises.js';
import type { AnswerPromise } from '#prisma/generated/client.js';
import { type Actor, isVisitor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { Problem } from '../platform/problem.js';
import { ownsConversation } from '../tickets/tickets.policy.js';
import { TimelineService } from '../tickets/timeline.service.js';
import { promiseFacts } from './promise.record.js';
import { isUnmet, UNMET } from './promise.rules.js';
import { PromiseLockService } from './promise-lock.service.js';

/** What is not owed any more, and why: it counts neither as kept nor as broken, and is counted by itself. */
@Injectable()
export class PromiseWithdrawalService {
  constructor(
    private readonly lock: PromiseLockService,
    private readonly timelines: TimelineService,
    private readonly events: Events,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The customer does not need it any more. @throws Problem resource/not_found for somebody else's, promise/not_owed when it is met */
  async byCustomer(tx: Tx, actor: Actor, promiseId: string): Promise<AnswerPromise> {
    const { ticket, promise } = await this.lock.hold(tx, promiseId);
    if (!isVisitor(actor) || !ownsConversation(actor, ticket)) throw new Problem('resource/not_found');
    if (promise.state === 'withdrawn') return promise;
    if (!isUnmet(promise.state)) throw new Problem('promise/not_owed');
    return this.withdraw(tx, actor, promise, 'customer');
  }

  /** @param words what a person says of it */
  async withdraw(tx: Tx, actor: Actor, promise: AnswerPromise, reason: WithdrawnReason, words = ''): Promise<AnswerPromise> {
    const withdrawn = await this.lock.move(tx, promise, 'withdraw', { withdrawnAt: this.clock.now(), withdrawnById: actor.id, withdrawnReason: reason });
    await this.timelines.append(tx, actor, promise.ticketId, [{ code: 'promise.withdrawn', data: { kind: promise.kind, reason, ...(words === '' ? {} : { name: actor.name, text: words }) } }]);
    await this.events.record(tx, actor, 'promise.withdrawn', promise.id, promiseFacts(withdrawn));
    return withdrawn;
  }

  /** Whatever is owed on a ticket, because the ticket ends. @param madeBy leaves what was promised after that */
  async withdrawAll(tx: Tx, actor: Actor, ticketId: string, reason: WithdrawnReason, madeBy?: Date): Promise<void> {
    const owed = await tx.answerPromise.findMany({ where: { ticketId, state: { in: [...UNMET] }, ...(madeBy ? { madeAt: { lte: madeBy } } : {}) }, select: { id: true }, orderBy: { id: 'asc' } });
    for (const { id } of owed) {
      const { promise } = await this.lock.hold(tx, id);
      if (isUnmet(promise.state)) await this.withdraw(tx, actor, promise, reason);
    }
  }
}
