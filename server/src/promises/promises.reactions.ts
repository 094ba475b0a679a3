import { Injectable } from '@nestjs/common';
import { type Actor, SYSTEM } from '../platform/actor.js';
import type { Tx } from '../platform/db.js';
import { type Happened, On } from '../platform/events/on.decorator.js';
import { TicketLockService } from '../tickets/ticket-lock.service.js';
import { isDone } from '../tickets/ticket-state.rules.js';
import { PromiseKeepingService } from './promise-keeping.service.js';
import { UNMET } from './promise.rules.js';
import { PromiseWithdrawalService } from './promise-withdrawal.service.js';

/** What becomes of promises when their ticket ends or the word that kept one is taken back. */
@Injectable()
export class PromisesReactions {
  constructor(private readonly tickets: TicketLockService, private readonly keeping: PromiseKeepingService, private readonly withdrawals: PromiseWithdrawalService) {}

  /** An answer that was given before the end counts; what is still owed then is withdrawn, and counted as that. What was promised since is owed. */
  @On('ticket.state_changed')
  async endWithTheTicket(tx: Tx, { payload: { ticketId, to }, actorId, createdAt }: Happened<'ticket.state_changed'>): Promise<void> {
    if (!isDone(to)) return;
    const owed = await tx.answerPromise.findMany({ where: { ticketId, madeAt: { lte: createdAt }, state: { in: [...UNMET] } }, select: { id: true }, orderBy: { id: 'asc' } });
    // Held, so that nobody takes it up again meanwhile: then what was owed still is.
    if (owed.length === 0 || !isDone((await this.tickets.hold(tx, ticketId)).state)) return;
    for (const { id } of owed) await this.keeping.attend(tx, SYSTEM, id);
    const by = actorId ? await tx.account.findUnique({ where: { id: actorId }, select: { id: true, name: true } }) : null;
    const actor: Actor = by ? { ...SYSTEM, kind: 'agent', id: by.id, name: by.name } : SYSTEM;
    await this.withdrawals.withdrawAll(tx, actor, ticketId, 'closed', createdAt);
  }

  @On('visitor.blocked')
  async oweNothingToTheBlocked(tx: Tx, { payload: { visitorId } }: Happened<'visitor.blocked'>): Promise<void> {
    const tickets = await tx.answerPromise.findMany({ where: { state: { in: [...UNMET] }, ticket: { visitorId } }, select: { ticketId: true }, distinct: ['ticketId'], orderBy: { ticketId: 'asc' } });
    for (const { ticketId } of tickets) await this.withdrawals.withdrawAll(tx, SYSTEM, ticketId, 'blocked');
  }

  @On('message.recalled')
  async thinkAgain(tx: Tx, { payload: { messageId } }: Happened<'message.recalled'>): Promise<void> {
    await this.keeping.reconsider(tx, SYSTEM, messageId);
  }
}
