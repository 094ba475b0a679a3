import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { SystemCode } from '#contracts/messages.js';
import type { TicketSnooze } from '#contracts/tickets.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { Problem } from '../platform/problem.js';
import { type LockedTicket, TicketLockService } from './ticket-lock.service.js';
import { TicketMoves } from './ticket-moves.service.js';
import { snoozeFault } from './ticket-snooze.rules.js';
import { endsByWord, isDone } from './ticket-state.rules.js';
import { TimelineService } from './timeline.service.js';

type Waker = 'agent' | 'customer' | 'time';
const LINES = { agent: 'ticket.unsnoozed', customer: 'ticket.woken_by_word', time: 'ticket.woken' } as const satisfies Record<Waker, SystemCode>;

/** Tickets that are out of sight until a certain time, and what ends that, or any other waiting for the customer. */
@Injectable()
export class TicketSnoozeService {
  constructor(
    private readonly lock: TicketLockService,
    private readonly moves: TicketMoves,
    private readonly timelines: TimelineService,
    private readonly events: Events,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Out of sight until then; another time takes the place of the one before.
   * @throws Problem conversation/not_found, ticket/closed, ticket/chat_running, request/invalid
   */
  async snooze(tx: Tx, actor: Actor, ticketId: string, { until, holds }: z.infer<typeof TicketSnooze>): Promise<void> {
    const ticket = await this.lock.forStaff(tx, actor, ticketId);
    const at = new Date(until);
    const code = snoozeFault(at, this.clock.now());
    if (code) throw new Problem('request/invalid', undefined, { fields: [{ path: 'until', code }] });
    if (isDone(ticket.state)) throw new Problem('ticket/closed');
    const live = await tx.chat.findFirst({ where: { ticketId, state: { not: 'ended' } }, select: { id: true } });
    if (live) throw new Problem('ticket/chat_running', { chatId: live.id });
    if (ticket.snoozedUntil?.getTime() === at.getTime() && ticket.snoozeHolds === holds) return;
    await tx.ticket.update({ where: { id: ticketId }, data: { snoozedUntil: at, snoozeHolds: holds, version: { increment: 1 } } });
    await this.timelines.append(tx, actor, ticketId, [{ code: 'ticket.snoozed', data: { byName: actor.name, dueAt: at.toISOString() } }]);
    // Quiet, so that the customer's next word is heard of as such.
    await tx.timeline.updateMany({ where: { ticketId, gate: 'open' }, data: { gate: 'quiet' } });
    await this.events.record(tx, actor, 'ticket.snoozed', ticketId, { ticketId, teamId: ticket.teamId, assigneeId: ticket.assigneeId, untilMs: at.getTime(), holds });
  }

  /** Back in the lists, unless it is there. */
  async wake(tx: Tx, actor: Actor, ticketId: string): Promise<void> {
    await this.wakeHeld(tx, actor, await this.lock.forStaff(tx, actor, ticketId), 'agent');
  }

  /** The time has come; one that was put off meanwhile sleeps on. */
  async wakeInTime(tx: Tx, actor: Actor, ticketId: string): Promise<void> {
    const ticket = await this.lock.hold(tx, ticketId);
    if (ticket.snoozedUntil && ticket.snoozedUntil <= this.clock.now()) await this.wakeHeld(tx, actor, ticket, 'time');
  }

  /** The customer has spoken: what waited for that is at work again, whoever did not want to be woken by it sleeps on. */
  async heard(tx: Tx, actor: Actor, ticketId: string): Promise<void> {
    await this.heardHeld(tx, actor, await this.lock.hold(tx, ticketId));
  }

  async heardHeld(tx: Tx, actor: Actor, ticket: LockedTicket): Promise<void> {
    if (endsByWord(ticket.state)) {
      await this.moves.make(tx, actor, ticket, 'resume');
      await this.timelines.append(tx, actor, ticket.id, [{ code: 'ticket.resumed_by_word', data: {} }]);
    }
    if (!ticket.snoozeHolds) await this.wakeHeld(tx, actor, ticket, 'customer');
  }

  private async wakeHeld(tx: Tx, actor: Actor, ticket: LockedTicket, by: Waker): Promise<void> {
    if (!ticket.snoozedUntil) return;
    await tx.ticket.update({ where: { id: ticket.id }, data: { snoozedUntil: null, snoozeHolds: false, version: { increment: 1 } } });
    await this.timelines.append(tx, actor, ticket.id, [{ code: LINES[by], data: { byName: actor.name } }]);
    await this.events.record(tx, actor, 'ticket.woken', ticket.id, { ticketId: ticket.id, teamId: ticket.teamId, assigneeId: ticket.assigneeId, by });
  }
}
