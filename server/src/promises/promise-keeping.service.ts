import { Inject, Injectable } from '@nestjs/common';
import type { AnswerPromise } from '#prisma/generated/client.js';
import { CalendarsService } from '../calendars/calendars.service.js';
import { openMinutesBetween } from '../calendars/opening.rules.js';
import { type Actor, SYSTEM } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { TimelineService } from '../tickets/timeline.service.js';
import { promiseFacts, readPromise } from './promise.record.js';
import { dueNow, isKeptByWriting, isUnmet, moveForAnswer } from './promise.rules.js';
import { PromiseLockService } from './promise-lock.service.js';

interface Answer {
  readonly at: Date;
  readonly byId: string | null;
  readonly messageId: string | null;
}

/** What ends a promise well or badly: the answer, and the clock. Every verb looks at the rows anew, so a repeat does nothing. */
@Injectable()
export class PromiseKeepingService {
  constructor(
    private readonly lock: PromiseLockService,
    private readonly calendars: CalendarsService,
    private readonly timelines: TimelineService,
    private readonly events: Events,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Sees what has become of a promise: answered, urgent, past its time, or nothing yet. */
  async attend(tx: Tx, actor: Actor, promiseId: string): Promise<void> {
    const { promise } = await this.lock.hold(tx, promiseId);
    if (!isUnmet(promise.state)) return;
    const answer = isKeptByWriting(readPromise(promise).kind) ? await this.firstAnswer(tx, promise) : null;
    if (answer) return this.keep(tx, actor, promise, answer);
    const due = dueNow(promise, this.clock.now());
    if (due === 'warn') {
      const warned = await tx.answerPromise.update({ where: { id: promise.id }, data: { warnedAt: this.clock.now(), version: { increment: 1 } } });
      await this.events.record(tx, actor, 'promise.warned', promise.id, promiseFacts(warned));
    }
    if (due === 'break') await this.break(tx, actor, promise);
  }

  /** The promise is met by `answer`. It is kept by what happened, not by when we noticed. */
  async keep(tx: Tx, actor: Actor, promise: AnswerPromise, answer: Answer): Promise<void> {
    const move = moveForAnswer(promise, answer.at);
    const minutes = openMinutesBetween(await this.calendars.ofTeam(tx, promise.teamId), promise.madeAt, answer.at);
    const met = await this.lock.move(tx, promise, move, {
      keptAt: answer.at,
      keptById: answer.byId,
      keptMessageId: answer.messageId,
      openSeconds: Math.round(minutes * 60),
      brokenAt: move === 'keep' ? null : (promise.brokenAt ?? promise.dueAt),
    });
    await this.events.record(tx, actor, move === 'keep' ? 'promise.kept' : 'promise.made_good', promise.id, promiseFacts(met));
  }

  private async break(tx: Tx, actor: Actor, promise: AnswerPromise): Promise<void> {
    const broken = await this.lock.move(tx, promise, 'break', { brokenAt: promise.brokenAt ?? promise.dueAt });
    await this.timelines.append(tx, SYSTEM, promise.ticketId, [{ code: 'promise.broken', data: { kind: promise.kind, dueAt: promise.dueAt?.toISOString() ?? null } }]);
    await this.events.record(tx, actor, 'promise.broken', promise.id, promiseFacts(broken));
  }

  /** What kept it was recalled: it is kept by the next word there is, or owed again. */
  async reconsider(tx: Tx, actor: Actor, messageId: string): Promise<void> {
    const found = await tx.answerPromise.findMany({ where: { keptMessageId: messageId }, select: { id: true }, orderBy: { id: 'asc' } });
    for (const { id } of found) {
      const { ticket, promise } = await this.lock.hold(tx, id);
      // With the ticket ended whatever was owed on it.
      if (promise.keptMessageId !== messageId || ticket.state === 'closed') continue;
      // Another of its kind is owed on the ticket already: one debt is enough.
      if (await tx.answerPromise.findFirst({ where: { ticketId: promise.ticketId, kind: promise.kind, state: { in: ['open', 'broken'] } }, select: { id: true } })) continue;
      const owed = await this.lock.move(tx, promise, 'oweAgain', { keptAt: null, keptById: null, keptMessageId: null, openSeconds: null });
      await this.events.record(tx, actor, 'promise.renewed', promise.id, promiseFacts(owed));
      await this.attend(tx, actor, id);
    }
  }

  /** The first public word of the staff after the promise that still stands. */
  private async firstAnswer(tx: Tx, { ticketId, publicSeq }: AnswerPromise): Promise<Answer | null> {
    const word = await tx.message.findFirst({
      where: { ticketId, publicSeq: { gt: publicSeq }, staffSeq: { gt: publicSeq }, authorKind: 'agent', internal: false, recalledAt: null },
      orderBy: { staffSeq: 'asc' },
      select: { id: true, senderId: true, createdAt: true },
    });
    return word && { at: word.createdAt, byId: word.senderId, messageId: word.id };
  }
}
