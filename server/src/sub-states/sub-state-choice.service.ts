import { Injectable } from '@nestjs/common';
import type { SubStateChoice } from '#contracts/sub-states.js';
import { TicketState } from '#contracts/tickets.js';
import type { Actor } from '../platform/actor.js';
import type { Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { Problem } from '../platform/problem.js';
import { TicketClosureService } from '../tickets/ticket-closure.service.js';
import { type LockedTicket, TicketLockService } from '../tickets/ticket-lock.service.js';
import { TicketStateService } from '../tickets/ticket-state.service.js';

/** Which part of its state a ticket is in. A sub-state of another state moves it there first, by the moves that all tickets make. */
@Injectable()
export class SubStateChoiceService {
  constructor(private readonly lock: TicketLockService, private readonly states: TicketStateService, private readonly closures: TicketClosureService, private readonly events: Events) {}

  /** @throws Problem conversation/not_found, resource/not_found, request/invalid for one that is retired, and whatever refuses the move */
  async choose(tx: Tx, actor: Actor, ticketId: string, { subStateId, from, seenSeq, openChildren }: SubStateChoice): Promise<void> {
    const ticket = await this.lock.forStaff(tx, actor, ticketId);
    const wanted = subStateId === null ? null : await tx.subState.findUnique({ where: { id: subStateId } });
    if (subStateId !== null && !wanted) throw new Problem('resource/not_found');
    const before = await tx.ticket.findUniqueOrThrow({ where: { id: ticketId }, select: { subStateId: true } });
    if (wanted?.retiredAt && before.subStateId !== subStateId) throw new Problem('request/invalid', undefined, { fields: [{ path: 'subStateId', code: 'retired' }] });
    const state = TicketState.parse(ticket.state);
    const to = wanted ? TicketState.parse(wanted.state) : state;
    if (to !== state) await this.move(tx, actor, ticketId, to, { from, seenSeq, openChildren });
    // The move has given it the default of the state.
    const now = await tx.ticket.findUniqueOrThrow({ where: { id: ticketId }, select: { state: true, subStateId: true, version: true } });
    // One that is new is at work already, and no verb makes it open.
    if (now.state !== to) throw new Problem('request/invalid', undefined, { fields: [{ path: 'subStateId', code: 'other_state' }] });
    if (now.subStateId !== subStateId) await this.write(tx, actor, ticket, to === state ? before.subStateId : null, subStateId, now.version);
  }

  /** Gives a ticket the part of its state that it once had, also one that is retired by now; where it is in another state, nothing happens. */
  async putBack(tx: Tx, actor: Actor, ticketId: string, subStateId: string | null): Promise<void> {
    const ticket = await this.lock.forStaff(tx, actor, ticketId);
    const wanted = subStateId === null ? null : await tx.subState.findUnique({ where: { id: subStateId } });
    const now = await tx.ticket.findUniqueOrThrow({ where: { id: ticketId }, select: { subStateId: true, version: true } });
    if (now.subStateId === subStateId || (subStateId !== null && wanted?.state !== ticket.state)) return;
    await this.write(tx, actor, ticket, now.subStateId, subStateId, now.version);
  }

  private async write(tx: Tx, actor: Actor, { id: ticketId, teamId, assigneeId }: LockedTicket, fromId: string | null, toId: string | null, version: number): Promise<void> {
    await tx.ticket.update({ where: { id: ticketId }, data: { subStateId: toId, version: { increment: 1 } } });
    await this.events.record(tx, actor, 'ticket.sub_state_changed', ticketId, { ticketId, teamId, assigneeId, fromId, toId, version: version + 1 });
  }

  private async move(tx: Tx, actor: Actor, ticketId: string, to: TicketState, seen: Pick<SubStateChoice, 'from' | 'seenSeq' | 'openChildren'>): Promise<void> {
    switch (to) {
      case 'pending': return this.states.wait(tx, actor, ticketId, seen);
      case 'on_hold': return this.states.hold(tx, actor, ticketId, seen);
      case 'solved': return this.states.solve(tx, actor, ticketId, seen);
      case 'closed': return this.closures.close(tx, actor, ticketId, seen.seenSeq, seen);
      case 'open': return this.states.resume(tx, actor, ticketId, seen);
      // Nobody makes a ticket new again.
      case 'new': throw new Problem('request/invalid', undefined, { fields: [{ path: 'subStateId', code: 'other_state' }] });
    }
  }
}
