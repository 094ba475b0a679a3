import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { SystemCode } from '#contracts/messages.js';
import type { TicketMoveQuery } from '#contracts/tickets.js';
import type { Actor } from '../platform/actor.js';
import type { Tx } from '../platform/db.js';
import { Problem } from '../platform/problem.js';
import { LastWordService } from './last-word.service.js';
import { SolveGates } from './solve-gates.js';
import { type LockedTicket, TicketLockService } from './ticket-lock.service.js';
import { TicketMoves } from './ticket-moves.service.js';
import { isAllowed, TICKET_MOVES, type TicketMove } from './ticket-state.rules.js';
import { TimelineService } from './timeline.service.js';

export type Seen = z.infer<typeof TicketMoveQuery>;

const LINES = { wait: 'ticket.pending', hold: 'ticket.on_hold', solve: 'ticket.solved', resume: 'ticket.resumed' } as const satisfies Partial<Record<TicketMove, SystemCode>>;

/** Where a ticket stands between "new" and "closed": waiting for the customer or somebody else, solved, or at work again. */
@Injectable()
export class TicketStateService {
  constructor(
    private readonly lock: TicketLockService,
    private readonly moves: TicketMoves,
    private readonly timelines: TimelineService,
    private readonly lastWords: LastWordService,
    private readonly gates: SolveGates,
  ) {}

  /** Done, until the customer says otherwise. @throws Problem as `step`; ticket/unseen_message: the customer waits with a word that the person did not see; ticket/fields_missing; relation/children_open */
  async solve(tx: Tx, actor: Actor, ticketId: string, seen: Seen = {}): Promise<void> {
    await this.stepHeld(tx, actor, await this.lock.forStaff(tx, actor, ticketId), 'solve', seen);
  }

  /** We wait for the customer. @throws Problem as `solve` */
  async wait(tx: Tx, actor: Actor, ticketId: string, seen: Seen = {}): Promise<void> {
    await this.stepHeld(tx, actor, await this.lock.forStaff(tx, actor, ticketId), 'wait', seen);
  }

  /** We wait for somebody else; the customer goes on waiting for us. @throws Problem as `step` */
  async hold(tx: Tx, actor: Actor, ticketId: string, seen: Seen = {}): Promise<void> {
    await this.stepHeld(tx, actor, await this.lock.forStaff(tx, actor, ticketId), 'hold', seen);
  }

  /** At work again. @throws Problem as `step` */
  async resume(tx: Tx, actor: Actor, ticketId: string, seen: Seen = {}): Promise<void> {
    await this.stepHeld(tx, actor, await this.lock.forStaff(tx, actor, ticketId), 'resume', seen);
  }

  /** Solves a ticket that the caller holds and whose chat has ended. */
  async solveHeld(tx: Tx, actor: Actor, ticket: LockedTicket, { seenSeq, openChildren }: Omit<Seen, 'from'>): Promise<void> {
    await this.stepHeld(tx, actor, ticket, 'solve', { seenSeq, openChildren });
  }

  /**
   * One step of a ticket that the caller holds; where it stands there already, nothing happens.
   * @throws Problem conversation/not_found, ticket/moved, ticket/closed, ticket/chat_running
   */
  private async stepHeld(tx: Tx, actor: Actor, ticket: LockedTicket, move: keyof typeof LINES, { from, seenSeq, openChildren }: Seen): Promise<void> {
    if (ticket.state === TICKET_MOVES[move].to) return;
    await this.moves.demandUncrossed(tx, ticket, from, move);
    if (ticket.state === 'closed') throw new Problem('ticket/closed');
    // New is at work already.
    if (!isAllowed(move, ticket.state)) return;
    const live = await tx.chat.findFirst({ where: { ticketId: ticket.id, state: { not: 'ended' } }, select: { id: true } });
    if (live && move !== 'resume') throw new Problem('ticket/chat_running', { chatId: live.id });
    const answers = move === 'solve' || move === 'wait';
    if (answers && !(await this.lastWords.seen(tx, actor, ticket.id, seenSeq))) throw new Problem('ticket/unseen_message');
    if (move === 'solve') await this.gates.pass(tx, actor, ticket, { openChildren });
    // Quiet, so that the customer's next word is heard of as such; before the move, by which the ticket takes its place in the lists.
    if (!live) await tx.timeline.update({ where: { ticketId: ticket.id }, data: { gate: 'quiet', ...(answers ? { waitingSince: null, staffUnread: 0 } : {}) } });
    await this.moves.make(tx, actor, ticket, move);
    await this.timelines.append(tx, actor, ticket.id, [{ code: LINES[move], data: { byName: actor.name } }]);
  }
}
