import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/actor.js';
import type { Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { PromiseLockService } from './promise-lock.service.js';
import { promiseFacts } from './promise.record.js';
import { UNMET } from './promise.rules.js';
import { PromiseWithdrawalService } from './promise-withdrawal.service.js';

/** What became of a promise whose ticket was merged into another. */
export interface Carried {
  readonly promiseId: string;
  /** dropped: the other ticket owes the same already. */
  readonly how: 'moved' | 'dropped';
  readonly publicSeq: number;
  /** The time of the other ticket's promise, where it took over an earlier one. */
  readonly otherDue: { readonly promiseId: string; readonly dueAt: string | null; readonly warnAt: string | null } | null;
}

/** What is owed on a ticket goes with its talk into another of the same customer: who was promised an answer gets it there. Both tickets are held by the caller. */
@Injectable()
export class PromiseCarryingService {
  constructor(private readonly lock: PromiseLockService, private readonly withdrawals: PromiseWithdrawalService, private readonly events: Events) {}

  async owed(tx: Tx, ticketId: string): Promise<string[]> {
    const rows = await tx.answerPromise.findMany({ where: { ticketId, state: { in: [...UNMET] } }, select: { kind: true }, orderBy: { id: 'asc' } });
    return rows.map(({ kind }) => kind);
  }

  async carry(tx: Tx, actor: Actor, fromId: string, toId: string): Promise<Carried[]> {
    const owed = await tx.answerPromise.findMany({ where: { ticketId: fromId, state: { in: [...UNMET] } }, orderBy: { id: 'asc' } });
    const carried: Carried[] = [];
    for (const promise of owed) {
      const { id: promiseId, publicSeq, dueAt, warnAt } = promise;
      const other = await tx.answerPromise.findFirst({ where: { ticketId: toId, kind: promise.kind, state: { in: [...UNMET] } } });
      if (!other) {
        const { publicHead } = await tx.timeline.findUniqueOrThrow({ where: { ticketId: toId }, select: { publicHead: true } });
        // Only what is said there from now on keeps it.
        await tx.answerPromise.update({ where: { id: promiseId }, data: { ticketId: toId, publicSeq: publicHead, version: { increment: 1 } } });
        carried.push({ promiseId, how: 'moved', publicSeq, otherDue: null });
        continue;
      }
      // One debt of a kind is enough, and the earlier time holds.
      await this.withdrawals.withdraw(tx, actor, promise, 'merged');
      const sooner = dueAt !== null && (other.dueAt === null || dueAt < other.dueAt);
      if (sooner) await tx.answerPromise.update({ where: { id: other.id }, data: { dueAt, warnAt, version: { increment: 1 } } });
      carried.push({ promiseId, how: 'dropped', publicSeq, otherDue: sooner ? { promiseId: other.id, dueAt: other.dueAt?.toISOString() ?? null, warnAt: other.warnAt?.toISOString() ?? null } : null });
    }
    return carried;
  }

  /** As if it had not been carried: what was kept there meanwhile stays kept. */
  async bringBack(tx: Tx, actor: Actor, carried: readonly Carried[], fromId: string, toId: string): Promise<void> {
    for (const { promiseId, how, publicSeq, otherDue } of carried) {
      const promise = await tx.answerPromise.findUnique({ where: { id: promiseId } });
      const twice = promise && (await tx.answerPromise.count({ where: { ticketId: toId, kind: promise.kind, state: { in: [...UNMET] } } })) > 0;
      if (!promise || twice) continue;
      if (how === 'moved') {
        await tx.answerPromise.updateMany({ where: { id: promiseId, ticketId: fromId, state: { in: [...UNMET] } }, data: { ticketId: toId, publicSeq, version: { increment: 1 } } });
        continue;
      }
      const stillOwed = await tx.answerPromise.findFirst({ where: { ticketId: fromId, kind: promise.kind, state: { in: [...UNMET] } }, select: { id: true } });
      if (!stillOwed || promise.state !== 'withdrawn' || promise.withdrawnReason !== 'merged') continue;
      const owed = await this.lock.move(tx, promise, 'takeUp', { withdrawnAt: null, withdrawnById: null, withdrawnReason: null });
      await this.events.record(tx, actor, 'promise.renewed', promiseId, promiseFacts(owed));
      if (otherDue?.promiseId === stillOwed.id) await tx.answerPromise.update({ where: { id: stillOwed.id }, data: { dueAt: otherDue.dueAt, warnAt: otherDue.warnAt, version: { increment: 1 } } });
    }
  }
}
