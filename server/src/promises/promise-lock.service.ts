import { Injectable } from '@nestjs/common';
import type { AnswerPromise, Prisma } from '#prisma/generated/client.js';
import type { Actor } from '../platform/actor.js';
import type { Tx } from '../platform/db.js';
import { Problem } from '../platform/problem.js';
import { type LockedTicket, TicketLockService } from '../tickets/ticket-lock.service.js';
import { isAllowed, PROMISE_MOVES, type PromiseMove } from './promise.rules.js';

export interface HeldPromise {
  readonly ticket: LockedTicket;
  readonly promise: AnswerPromise;
}

/** Holds a promise by its ticket, and makes its moves. */
@Injectable()
export class PromiseLockService {
  constructor(private readonly tickets: TicketLockService) {}

  async hold(tx: Tx, promiseId: string): Promise<HeldPromise> {
    const ticket = await this.tickets.hold(tx, await this.ticketOf(tx, promiseId));
    return { ticket, promise: await tx.answerPromise.findUniqueOrThrow({ where: { id: promiseId } }) };
  }

  /** @throws Problem resource/not_found, whether it is missing or not to be seen */
  async forStaff(tx: Tx, actor: Actor, promiseId: string): Promise<HeldPromise> {
    const ticket = await this.tickets.forStaff(tx, actor, await this.ticketOf(tx, promiseId)).catch((fault: unknown) => {
      throw fault instanceof Problem ? new Problem('resource/not_found') : fault;
    });
    return { ticket, promise: await tx.answerPromise.findUniqueOrThrow({ where: { id: promiseId } }) };
  }

  /** Moves it along the table. @throws when the table has no such move (a fault of ours: verbs check first) */
  async move(tx: Tx, promise: AnswerPromise, move: PromiseMove, changes: Prisma.AnswerPromiseUpdateInput = {}): Promise<AnswerPromise> {
    if (!isAllowed(move, promise.state)) throw new Error(`a promise that is ${promise.state} cannot ${move}`);
    return tx.answerPromise.update({ where: { id: promise.id }, data: { ...changes, state: PROMISE_MOVES[move].to, version: { increment: 1 } } });
  }

  private async ticketOf(tx: Tx, promiseId: string): Promise<string> {
    const found = await tx.answerPromise.findUnique({ where: { id: promiseId }, select: { ticketId: true } });
    if (!found) throw new Problem('resource/not_found');
    return found.ticketId;
  }
}
