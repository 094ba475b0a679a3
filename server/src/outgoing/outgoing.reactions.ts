import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { type Happened, On } from '../platform/events/on.decorator.js';

@Injectable()
export class OutgoingReactions {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  /** Closed or merged: what waits there goes back now, while its writer still thinks of it, and not at its time. */
  @On('ticket.state_changed')
  async lookWhenItEnds(tx: Tx, { payload: { ticketId, to } }: Happened<'ticket.state_changed'>): Promise<void> {
    if (to !== 'closed') return;
    const now = this.clock.now();
    await tx.outgoing.updateMany({ where: { ticketId, state: 'held', nextAt: { gt: now } }, data: { nextAt: now } });
  }
}
