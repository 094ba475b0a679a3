import { Inject, Injectable } from '@nestjs/common';
import type { AnswerPromise } from '#prisma/generated/client.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { TimelineService } from '../tickets/timeline.service.js';
import { promiseAgreed } from './promise-due.rules.js';
import { promiseFacts } from './promise.record.js';
import { PromiseLockService } from './promise-lock.service.js';

/** Another time for what is owed, agreed on by a person of the staff. */
@Injectable()
export class PromiseRenewalService {
  constructor(
    private readonly lock: PromiseLockService,
    private readonly timelines: TimelineService,
    private readonly events: Events,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The promise is held by the caller and still owed. A time that passed in vain stays missed. */
  async renew(tx: Tx, actor: Actor, promise: AnswerPromise, dueAt: Date): Promise<AnswerPromise> {
    const now = this.clock.now();
    const missed = promise.dueAt && now > promise.dueAt ? promise.dueAt : null;
    const renewed = await this.lock.move(tx, promise, 'renew', { ...promiseAgreed(now, dueAt, actor.name), warnedAt: null, brokenAt: promise.brokenAt ?? missed });
    await this.timelines.append(tx, actor, promise.ticketId, [{ code: 'promise.renewed', data: { kind: promise.kind, dueAt: dueAt.toISOString(), from: null } }]);
    await this.events.record(tx, actor, 'promise.renewed', promise.id, promiseFacts(renewed));
    return renewed;
  }
}
