import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { Problem } from '../platform/problem.js';
import { TicketLockService } from '../tickets/ticket-lock.service.js';
import { TimelineService } from '../tickets/timeline.service.js';

/** What is no customer's matter: out of lists, counts, due times and automatic mail. Nothing of it is deleted, and its state stays what it is. */
@Injectable()
export class SpamService {
  constructor(
    private readonly lock: TicketLockService,
    private readonly timelines: TimelineService,
    private readonly events: Events,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Marks a ticket unless it is marked. @throws Problem conversation/not_found, ticket/chat_running: somebody talks with the sender */
  async mark(tx: Tx, actor: Actor, ticketId: string): Promise<void> {
    const ticket = await this.lock.forStaff(tx, actor, ticketId);
    if (ticket.spamAt !== null) return;
    const live = await tx.chat.findFirst({ where: { ticketId, state: 'accepted' }, select: { id: true } });
    if (live) throw new Problem('ticket/chat_running', { chatId: live.id });
    await tx.ticket.update({ where: { id: ticketId }, data: { spamAt: this.clock.now(), spamById: actor.id, version: { increment: 1 } } });
    // Quiet, so that later words are heard of as such; they wake nobody as long as this stands.
    await tx.timeline.updateMany({ where: { ticketId, gate: 'open' }, data: { gate: 'quiet' } });
    await this.timelines.append(tx, actor, ticketId, [{ code: 'ticket.spam_marked', data: { byName: actor.name } }]);
    await this.events.record(tx, actor, 'ticket.spam_marked', ticketId, { ticketId, teamId: ticket.teamId, assigneeId: ticket.assigneeId });
  }

  /** A customer's matter after all. @throws Problem conversation/not_found */
  async lift(tx: Tx, actor: Actor, ticketId: string): Promise<void> {
    const ticket = await this.lock.forStaff(tx, actor, ticketId);
    if (ticket.spamAt === null) return;
    await tx.ticket.update({ where: { id: ticketId }, data: { spamAt: null, spamById: null, version: { increment: 1 } } });
    await this.timelines.append(tx, actor, ticketId, [{ code: 'ticket.spam_lifted', data: { byName: actor.name } }]);
    await this.events.record(tx, actor, 'ticket.spam_lifted', ticketId, { ticketId, teamId: ticket.teamId, assigneeId: ticket.assigneeId });
  }
}
