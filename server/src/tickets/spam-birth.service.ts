import { Inject, Injectable } from '@nestjs/common';
import { SYSTEM } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { TimelineService } from './timeline.service.js';

/** Whoever sent spam last and begins anew begins with spam, until somebody says otherwise. */
@Injectable()
export class SpamBirths {
  constructor(private readonly timelines: TimelineService, private readonly events: Events, @Inject(Clock) private readonly clock: Clock) {}

  /** What a new ticket of this sender begins with. */
  async marks(tx: Tx, visitorId: string): Promise<{ spamAt: Date | null }> {
    const last = await tx.ticket.findFirst({ where: { visitorId }, orderBy: { id: 'desc' }, select: { spamAt: true } });
    return { spamAt: last?.spamAt ? this.clock.now() : null };
  }

  /** Says in the new ticket why it is in no list. */
  async tell(tx: Tx, ticketId: string): Promise<void> {
    const ticket = await tx.ticket.findUniqueOrThrow({ where: { id: ticketId }, select: { spamAt: true, teamId: true } });
    if (ticket.spamAt === null) return;
    await this.timelines.append(tx, SYSTEM, ticketId, [{ code: 'ticket.spam_again', data: {} }]);
    await this.events.record(tx, SYSTEM, 'ticket.spam_marked', ticketId, { ticketId, teamId: ticket.teamId, assigneeId: null });
  }
}
