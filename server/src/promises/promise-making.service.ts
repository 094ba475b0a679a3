import { Inject, Injectable } from '@nestjs/common';
import type { CallWindow, PromiseKind } from '#contracts/promises.js';
import type { AnswerPromise } from '#prisma/generated/client.js';
import { CalendarsService } from '../calendars/calendars.service.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { newId } from '../platform/ids.js';
import { TimelineService } from '../tickets/timeline.service.js';
import { promiseAgreed, promiseInWindow, promiseWithin, type Promised } from './promise-due.rules.js';
import { promiseFacts } from './promise.record.js';
import { UNMET } from './promise.rules.js';
import { PromiseLockService } from './promise-lock.service.js';
import { PromiseTimesService } from './promise-times.service.js';

export interface Wish {
  readonly kind: PromiseKind;
  readonly messageId: string;
  readonly publicSeq: number;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly window?: CallWindow | null | undefined;
  readonly zone?: string | null | undefined;
  /** A time that staff and customer agreed on. */
  readonly agreed?: { readonly dueAt: Date; readonly byName: string } | undefined;
}

/** Giving a promise: one of a kind per ticket at a time, counted in the open time of the ticket's team. */
@Injectable()
export class PromiseMakingService {
  constructor(
    private readonly lock: PromiseLockService,
    private readonly calendars: CalendarsService,
    private readonly times: PromiseTimesService,
    private readonly timelines: TimelineService,
    private readonly events: Events,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Makes it, or gives the one that is owed on this ticket already: who asks twice is not put off twice.
   * The ticket is held by the caller.
   */
  async make(tx: Tx, actor: Actor, ticket: { id: string; teamId: string | null }, wish: Wish): Promise<AnswerPromise> {
    const known = await tx.answerPromise.findFirst({ where: { OR: [{ messageId: wish.messageId }, { ticketId: ticket.id, kind: wish.kind, state: { in: [...UNMET] } }] } });
    if (known?.messageId === wish.messageId) return this.keepContact(tx, known, wish);
    if (known) {
      const asked = wish.kind === 'callback' ? await this.remake(tx, actor, known, wish) : await this.keepContact(tx, known, wish);
      await this.events.record(tx, actor, 'promise.asked_again', known.id, promiseFacts(asked));
      return asked;
    }
    const madeAt = this.clock.now();
    const { kind, messageId, publicSeq, email = null, phone = null } = wish;
    const promised = await this.promised(tx, ticket.teamId, wish, madeAt);
    const made = await tx.answerPromise.create({ data: { id: newId(), ticketId: ticket.id, teamId: ticket.teamId, kind, messageId, publicSeq, email, phone, madeAt, ...promised } });
    await this.tell(tx, actor, made, wish.window ?? null);
    await this.events.record(tx, actor, 'promise.made', made.id, promiseFacts(made));
    return made;
  }

  /**
   * Answers a customer who wrote, or asks for somebody, while nobody attends: a promise on what was said last, and quiet
   * until the next word. To the address he left, if he did. Nothing where staff has answered and nobody asks.
   */
  async putOff(tx: Tx, actor: Actor, ticket: { id: string; teamId: string | null; visitorId: string | null }): Promise<void> {
    const last = await tx.message.findFirst({ where: { ticketId: ticket.id, authorKind: { in: ['customer', 'agent'] }, internal: false }, orderBy: { staffSeq: 'desc' }, select: { id: true, publicSeq: true, authorKind: true } });
    // Asking again is written down as waiting, without a new word.
    const asks = actor.kind === 'customer' || (await tx.timeline.findUnique({ where: { ticketId: ticket.id }, select: { waitingSince: true } }))?.waitingSince != null;
    if (last && (asks || last.authorKind === 'customer')) {
      const visitor = ticket.visitorId ? await tx.visitor.findUnique({ where: { id: ticket.visitorId }, select: { email: true } }) : null;
      await this.make(tx, actor, ticket, { kind: 'answer', messageId: last.id, publicSeq: last.publicSeq ?? 0, email: visitor?.email ?? undefined });
    }
    await tx.timeline.updateMany({ where: { ticketId: ticket.id, gate: 'open', ticket: { chats: { none: { state: { not: 'ended' } } } } }, data: { gate: 'quiet' } });
  }

  /** Another wish to be called changes the time of the first. */
  private async remake(tx: Tx, actor: Actor, known: AnswerPromise, wish: Wish): Promise<AnswerPromise> {
    const promised = await this.promised(tx, known.teamId, wish, this.clock.now());
    const brokenAt = known.brokenAt ?? (known.dueAt && known.dueAt < this.clock.now() ? known.dueAt : null);
    const remade = await this.lock.move(tx, known, 'renew', { ...promised, warnedAt: null, brokenAt });
    await this.timelines.append(tx, actor, known.ticketId, [{ code: 'promise.renewed', data: { kind: known.kind, dueAt: remade.dueAt?.toISOString() ?? null, from: wish.window?.from ?? null } }]);
    await this.events.record(tx, actor, 'promise.renewed', known.id, promiseFacts(remade));
    return remade;
  }

  private async promised(tx: Tx, teamId: string | null, { kind, window, zone, agreed }: Wish, madeAt: Date): Promise<Promised> {
    if (agreed) return promiseAgreed(madeAt, agreed.dueAt, agreed.byName);
    if (window) return promiseInWindow(window, zone ?? null);
    const { minutes, source } = await this.times.of(tx, teamId, kind);
    return promiseWithin(await this.calendars.ofTeam(tx, teamId), madeAt, minutes, source);
  }

  private async keepContact(tx: Tx, known: AnswerPromise, { email, phone }: Wish): Promise<AnswerPromise> {
    if (email === undefined && phone === undefined) return known;
    return tx.answerPromise.update({ where: { id: known.id }, data: { ...(email === undefined ? {} : { email }), ...(phone === undefined ? {} : { phone }) } });
  }

  private async tell(tx: Tx, actor: Actor, { ticketId, kind, dueAt }: AnswerPromise, window: CallWindow | null): Promise<void> {
    await this.timelines.append(tx, actor, ticketId, [{ code: 'promise.made', data: { kind, dueAt: dueAt?.toISOString() ?? null, from: window?.from ?? null } }]);
  }
}
