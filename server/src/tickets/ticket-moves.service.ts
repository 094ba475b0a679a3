import { Inject, Injectable } from '@nestjs/common';
import { TicketState } from '#contracts/tickets.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { Problem } from '../platform/problem.js';
import type { LockedTicket } from './ticket-lock.service.js';
import { isAllowed, isCrossed, TICKET_MOVES, type TicketMove } from './ticket-state.rules.js';

export type Mover = Pick<LockedTicket, 'id' | 'state' | 'teamId' | 'assigneeId'>;

/** Makes the moves of the table: the row, and the event that says who moved it, when, whence and whither. */
@Injectable()
export class TicketMoves {
  constructor(private readonly events: Events, @Inject(Clock) private readonly clock: Clock) {}

  /** @throws when the table has no such move (a fault of ours: verbs check first) */
  async make(tx: Tx, actor: Actor, ticket: Mover, move: TicketMove): Promise<void> {
    if (!isAllowed(move, ticket.state)) throw new Error(`a ticket that is ${ticket.state} cannot ${move}`);
    const { to } = TICKET_MOVES[move];
    await tx.ticket.update({ where: { id: ticket.id }, data: { ...this.marks(actor, to), state: to, version: { increment: 1 } } });
    const { id: ticketId, teamId, assigneeId } = ticket;
    await this.events.record(tx, actor, 'ticket.state_changed', ticketId, { ticketId, teamId, assigneeId, from: TicketState.parse(ticket.state), to });
  }

  /** @throws Problem ticket/moved { winner, state }: somebody moved it since this person looked */
  async demandUncrossed(tx: Tx, ticket: Mover, seen: TicketState | undefined, move: TicketMove): Promise<void> {
    if (!isCrossed(seen, ticket.state, TICKET_MOVES[move].to)) return;
    const last = await tx.event.findFirst({ where: { subject: ticket.id, name: 'ticket.state_changed' }, orderBy: { id: 'desc' }, select: { actorKind: true, actorId: true } });
    const winner = last?.actorKind === 'agent' && last.actorId ? await tx.account.findUnique({ where: { id: last.actorId }, select: { id: true, name: true } }) : null;
    throw new Problem('ticket/moved', { winner, state: ticket.state });
  }

  /** What is done sleeps no more, and what is not done was neither solved nor closed. */
  private marks(actor: Actor, to: TicketState) {
    const now = this.clock.now();
    if (to === 'closed') return { closedAt: now, closedById: actor.id, snoozedUntil: null, snoozeHolds: false };
    const unclosed = { closedAt: null, closedById: null };
    if (to === 'solved') return { ...unclosed, solvedAt: now, solvedById: actor.id, snoozedUntil: null, snoozeHolds: false };
    return { ...unclosed, solvedAt: null, solvedById: null };
  }
}
