import { Inject, Injectable } from '@nestjs/common';
import { TicketState } from '#contracts/tickets.js';
import type { Prisma } from '#prisma/generated/client.js';
import { type Actor, isStaff } from '../platform/actor.js';
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

  /**
   * @param why a merge does it: the clocks of due times go on as if it had not been, once it is undone
   * @throws when the table has no such move (a fault of ours: verbs check first)
   */
  async make(tx: Tx, actor: Actor, ticket: Mover, move: TicketMove, why: { merge?: true } = {}): Promise<void> {
    if (!isAllowed(move, ticket.state)) throw new Error(`a ticket that is ${ticket.state} cannot ${move}`);
    const { to } = TICKET_MOVES[move];
    await tx.ticket.update({ where: { id: ticket.id }, data: { ...this.marks(actor, to), state: to, version: { increment: 1 } } });
    await this.tell(tx, actor, ticket, to, why);
  }

  /** Takes back what a merge moved: the state and its marks are again what they were. No move of the table, since nothing of it has happened. */
  async takeBack(tx: Tx, actor: Actor, ticket: Mover, was: { state: TicketState } & Prisma.TicketUncheckedUpdateInput): Promise<void> {
    await tx.ticket.update({ where: { id: ticket.id }, data: { closedAt: null, closedById: null, ...was, version: { increment: 1 } } });
    await this.tell(tx, actor, ticket, was.state, { merge: true });
  }

  private async tell(tx: Tx, actor: Actor, { id: ticketId, teamId, assigneeId, state }: Mover, to: TicketState, why: { merge?: true }): Promise<void> {
    await this.events.record(tx, actor, 'ticket.state_changed', ticketId, { ticketId, teamId, assigneeId, from: TicketState.parse(state), to, ...why });
  }

  /** @throws Problem ticket/moved { winner, state }: somebody moved it since this person looked */
  async demandUncrossed(tx: Tx, ticket: Mover, seen: TicketState | undefined, move: TicketMove): Promise<void> {
    if (isCrossed(seen, ticket.state, TICKET_MOVES[move].to)) throw new Problem('ticket/moved', { winner: await this.lastMover(tx, ticket.id), state: ticket.state });
  }

  /** Who of the staff moved a ticket last; null where nobody of them did. */
  async lastMover(tx: Tx, ticketId: string): Promise<{ id: string; name: string } | null> {
    const last = await tx.event.findFirst({ where: { subject: ticketId, name: 'ticket.state_changed' }, orderBy: { id: 'desc' }, select: { actorKind: true, actorId: true } });
    return last?.actorKind === 'agent' && last.actorId ? tx.account.findUnique({ where: { id: last.actorId }, select: { id: true, name: true } }) : null;
  }

  /** What is said to whoever is too late: ticket/merged { winner, targetId, number }. */
  async merged(tx: Tx, ticket: Pick<LockedTicket, 'id' | 'mergedIntoId'>): Promise<Problem> {
    const target = ticket.mergedIntoId ? await tx.ticket.findUnique({ where: { id: ticket.mergedIntoId }, select: { id: true, number: true } }) : null;
    return new Problem('ticket/merged', { winner: await this.lastMover(tx, ticket.id), targetId: target?.id ?? null, number: target?.number ?? null });
  }

  /** What is done sleeps no more, and what is not done was neither solved nor closed. */
  private marks(actor: Actor, to: TicketState) {
    const now = this.clock.now();
    const byId = isStaff(actor) ? actor.id : null;
    if (to === 'closed') return { closedAt: now, closedById: byId, snoozedUntil: null, snoozeHolds: false };
    const unclosed = { closedAt: null, closedById: null };
    if (to === 'solved') return { ...unclosed, solvedAt: now, solvedById: byId, snoozedUntil: null, snoozeHolds: false };
    return { ...unclosed, solvedAt: null, solvedById: null };
  }
}
