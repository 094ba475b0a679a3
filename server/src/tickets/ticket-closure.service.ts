import { Inject, Injectable } from '@nestjs/common';
import type { SystemLine } from './message.rules.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { Problem } from '../platform/problem.js';
import { SettingsService } from '../settings/settings.service.js';
import { LastWordService } from './last-word.service.js';
import { type Sight, SolveGates } from './solve-gates.js';
import { type LockedTicket, TicketLockService } from './ticket-lock.service.js';
import { TicketMoves } from './ticket-moves.service.js';
import { closesBefore } from './ticket-state.rules.js';
import { TimelineService } from './timeline.service.js';

/** Closing a ticket and opening it again. */
@Injectable()
export class TicketClosureService {
  constructor(
    private readonly lock: TicketLockService,
    private readonly moves: TicketMoves,
    private readonly timelines: TimelineService,
    private readonly lastWords: LastWordService,
    private readonly gates: SolveGates,
    private readonly settings: SettingsService,
    private readonly events: Events,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Closes unless closed.
   * @param seenSeq the newest entry on the person's screen, if the verb says so
   * @throws Problem ticket/chat_running while a chat is live: end it first; ticket/unseen_message
   */
  async close(tx: Tx, actor: Actor, ticketId: string, seenSeq?: number, sight: Sight = {}): Promise<void> {
    const ticket = await this.lock.forStaff(tx, actor, ticketId);
    const live = await tx.chat.findFirst({ where: { ticketId, state: { not: 'ended' } }, select: { id: true } });
    if (live) throw new Problem('ticket/chat_running', { chatId: live.id });
    await this.closeHeld(tx, actor, ticket, seenSeq, sight);
  }

  /** Closes a ticket that the caller holds. @throws Problem ticket/unseen_message: a customer waits with a word that the person did not see; ticket/fields_missing */
  async closeHeld(tx: Tx, actor: Actor, ticket: LockedTicket, seenSeq?: number, sight: Sight = {}): Promise<void> {
    if (ticket.state === 'closed') return;
    if (!(await this.lastWords.seen(tx, actor, ticket.id, seenSeq))) throw new Problem('ticket/unseen_message');
    // What was solved has passed them.
    if (ticket.state !== 'solved') await this.gates.pass(tx, actor, ticket, sight);
    await this.finish(tx, actor, ticket, { code: 'ticket.closed', data: { byName: actor.name } });
  }

  /** Closes what was solved long ago, unless the customer has spoken or somebody took it up again meanwhile. */
  async closeSolved(tx: Tx, actor: Actor, ticketId: string): Promise<void> {
    const ticket = await this.lock.hold(tx, ticketId);
    const { solvedDays } = await this.settings.current();
    if (ticket.state !== 'solved' || !ticket.solvedAt || ticket.solvedAt >= closesBefore(this.clock.now(), solvedDays)) return;
    if (!(await this.lastWords.seen(tx, actor, ticketId, undefined))) return;
    await this.finish(tx, actor, ticket, { code: 'ticket.closed_by_time', data: { days: solvedDays } });
  }

  private async finish(tx: Tx, actor: Actor, ticket: LockedTicket, line: SystemLine): Promise<void> {
    await this.moves.make(tx, actor, ticket, 'close');
    await this.timelines.append(tx, actor, ticket.id, [line]);
    await tx.timeline.update({ where: { ticketId: ticket.id }, data: { gate: 'closed', waitingSince: null, staffUnread: 0 } });
    await this.events.record(tx, actor, 'ticket.closed', ticket.id, { ticketId: ticket.id, teamId: ticket.teamId, assigneeId: ticket.assigneeId });
  }

  /** @throws Problem ticket/merged: its talk goes on elsewhere, until that is undone */
  async reopen(tx: Tx, actor: Actor, ticketId: string): Promise<void> {
    await this.reopenHeld(tx, actor, await this.lock.forStaff(tx, actor, ticketId));
  }

  async reopenHeld(tx: Tx, actor: Actor, ticket: LockedTicket): Promise<void> {
    if (ticket.state !== 'closed') return;
    if (ticket.mergedIntoId !== null) throw await this.moves.merged(tx, ticket);
    await this.moves.make(tx, actor, ticket, 'reopen');
    await tx.timeline.update({ where: { ticketId: ticket.id }, data: { gate: 'quiet' } });
    await this.timelines.append(tx, actor, ticket.id, [{ code: 'ticket.reopened', data: { byName: actor.name } }]);
    await this.events.record(tx, actor, 'ticket.reopened', ticket.id, { ticketId: ticket.id, teamId: ticket.teamId, assigneeId: ticket.assigneeId });
  }
}
