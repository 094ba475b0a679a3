import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../platform/actor.js';
import type { Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { type Happened, On } from '../platform/events/on.decorator.js';
import { CallbackOwner } from '../promises/callback-owner.service.js';
import { UNMET } from '../promises/promise.rules.js';

/** Whoever owes a call hears of it before its time. */
@Injectable()
export class CallsReactions {
  constructor(private readonly owners: CallbackOwner, private readonly events: Events) {}

  /** The one who said so, else whoever has the ticket. */
  @On('promise.warned')
  async warnWhoCalls(tx: Tx, { payload: { promiseId, ticketId, teamId, kind } }: Happened<'promise.warned'>): Promise<void> {
    if (kind !== 'callback') return;
    const callback = await tx.callback.findUnique({ where: { promiseId }, select: { ownerId: true, promise: { select: { ticket: { select: { teamId: true, assigneeId: true } } } } } });
    const accountId = callback && (await this.owners.whoCalls(tx, callback.ownerId, callback.promise.ticket));
    if (accountId) await this.events.record(tx, SYSTEM, 'callback.warned', promiseId, { promiseId, ticketId, teamId, accountId });
  }

  /** What somebody owed who is gone is owed by whoever has the ticket, and he is warned anew where it is urgent already. */
  @On('account.deactivated')
  async freeCallbacksOfTheDeactivated(tx: Tx, { payload: { accountId } }: Happened<'account.deactivated'>): Promise<void> {
    if (!(await tx.account.findFirst({ where: { id: accountId, deactivatedAt: { not: null } }, select: { id: true } }))) return;
    const owed = { kind: 'callback', state: { in: [...UNMET] }, callback: { ownerId: accountId } };
    await tx.answerPromise.updateMany({ where: owed, data: { warnedAt: null, version: { increment: 1 } } });
    await tx.callback.updateMany({ where: { ownerId: accountId, promise: { state: { in: [...UNMET] } } }, data: { ownerId: null } });
  }
}
