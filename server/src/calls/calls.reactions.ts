import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../platform/actor.js';
import type { Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { type Happened, On } from '../platform/events/on.decorator.js';

/** Whoever owes a call hears of it before its time. */
@Injectable()
export class CallsReactions {
  constructor(private readonly events: Events) {}

  /** The one who said so, else whoever has the ticket. */
  @On('promise.warned')
  async warnWhoCalls(tx: Tx, { payload: { promiseId, ticketId, teamId, kind } }: Happened<'promise.warned'>): Promise<void> {
    if (kind !== 'callback') return;
    const callback = await tx.callback.findUnique({ where: { promiseId }, select: { ownerId: true, promise: { select: { ticket: { select: { assigneeId: true } } } } } });
    const accountId = callback?.ownerId ?? callback?.promise.ticket.assigneeId;
    if (accountId) await this.events.record(tx, SYSTEM, 'callback.warned', promiseId, { promiseId, ticketId, teamId, accountId });
  }
}
