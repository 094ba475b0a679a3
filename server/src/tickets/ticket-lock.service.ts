import { Injectable } from '@nestjs/common';
import { inReach } from '../accounts/reach.policy.js';
import { type Actor, isRule, isStaff } from '../platform/actor.js';
import type { Tx } from '../platform/db.js';
import { Problem } from '../platform/problem.js';

export interface LockedTicket {
  readonly id: string;
  readonly state: string;
  readonly teamId: string | null;
  readonly assigneeId: string | null;
  readonly visitorId: string | null;
  readonly customerId: string | null;
  readonly closedAt: Date | null;
  readonly solvedAt: Date | null;
  readonly snoozedUntil: Date | null;
  readonly snoozeHolds: boolean;
  readonly spamAt: Date | null;
  /** The ticket its talk goes on in. */
  readonly mergedIntoId: string | null;
}

/**
 * Holds a ticket for a verb. NO KEY: the writer of messages, which holds the timeline, needs the key to stay.
 * Always the ticket first, then its chat, then its timeline: no circle of waiting.
 */
@Injectable()
export class TicketLockService {
  /** @throws Problem conversation/not_found */
  async hold(tx: Tx, ticketId: string): Promise<LockedTicket> {
    const [ticket] = await tx.$queryRaw<LockedTicket[]>`
      SELECT "id", "state", "teamId", "assigneeId", "visitorId", "customerId", "closedAt", "solvedAt", "snoozedUntil", "snoozeHolds", "spamAt", "mergedIntoId" FROM "Ticket" WHERE "id" = ${ticketId}::uuid FOR NO KEY UPDATE`;
    if (!ticket) throw new Problem('conversation/not_found');
    return ticket;
  }

  /** The same, and it reads as missing to whoever may not see it. A rule sees every ticket. */
  async forStaff(tx: Tx, actor: Actor, ticketId: string): Promise<LockedTicket> {
    const ticket = await this.hold(tx, ticketId);
    if (isRule(actor)) return ticket;
    if (!isStaff(actor) || !inReach(actor, ticket)) throw new Problem('conversation/not_found');
    return ticket;
  }
}
