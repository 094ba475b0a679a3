import { Inject, Injectable } from '@nestjs/common';
import { Prisma } from '#prisma/generated/client.js';
import { SYSTEM } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { TicketAssignmentService } from '../tickets/ticket-assignment.service.js';
import { type LockedTicket, TicketLockService } from '../tickets/ticket-lock.service.js';
import { TimelineService } from '../tickets/timeline.service.js';
import { onDutySql } from './routing-people.service.js';

const MOST = 100;

/** Tickets of somebody who is not here, whose customers wait: they are their team's again. */
@Injectable()
export class GivingBack {
  constructor(private readonly db: Database, private readonly lock: TicketLockService, private readonly assignments: TicketAssignmentService, private readonly timelines: TimelineService, @Inject(Clock) private readonly clock: Clock) {}

  async due(): Promise<string[]> {
    const rows = await this.db.prisma.$queryRaw<{ id: string }[]>`${this.lostSql(Prisma.sql`g."giveBackMinutes" IS NOT NULL`)} ORDER BY k."id" LIMIT ${MOST}`;
    return rows.map(({ id }) => id);
  }

  /** Looked at once more under the lock: an answer, or the return of whoever has it, leaves it there. */
  async giveBack(tx: Tx, ticketId: string): Promise<void> {
    const exists = await tx.ticket.findUnique({ where: { id: ticketId }, select: { id: true } });
    if (!exists) return;
    const ticket = await this.lock.hold(tx, ticketId);
    const still = await tx.$queryRaw<unknown[]>`${this.lostSql(Prisma.sql`k."id" = ${ticketId}::uuid`)}`;
    if (still.length > 0) await this.free(tx, ticket);
  }

  /** It was done and is at work again: the one who had it goes on if he is here, and otherwise somebody else is looked for. @param byId who of the staff took it up: what is his stays his, on duty or not */
  async reopened(tx: Tx, ticketId: string, byId: string | null): Promise<void> {
    const wanted = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM "Ticket" k JOIN "TeamRouting" g ON g."teamId" = k."teamId" JOIN "Account" a ON a."id" = k."assigneeId"
      WHERE k."id" = ${ticketId}::uuid AND g."method" <> 'manual' AND NOT ${onDutySql(Prisma.sql`a`, this.clock.now())}`;
    if (wanted.length === 0) return;
    const ticket = await this.lock.hold(tx, ticketId);
    const chats = await tx.chat.count({ where: { ticketId, state: { not: 'ended' } } });
    if (ticket.state === 'open' && chats === 0 && ticket.spamAt === null && ticket.assigneeId !== byId) await this.free(tx, ticket);
  }

  private async free(tx: Tx, ticket: LockedTicket): Promise<void> {
    if (ticket.assigneeId === null) return;
    const former = await tx.account.findUnique({ where: { id: ticket.assigneeId }, select: { name: true } });
    await this.assignments.hand(tx, SYSTEM, ticket, { assigneeId: null, teamId: ticket.teamId });
    await this.timelines.append(tx, SYSTEM, ticket.id, [{ code: 'ticket.given_back', data: { name: former?.name ?? '' } }]);
  }

  /** Away since whichever came last: what he said of himself, his last connection, or that he was made. */
  private lostSql(which: Prisma.Sql): Prisma.Sql {
    const now = this.clock.now();
    return Prisma.sql`
      SELECT k."id" FROM "TeamRouting" g JOIN "Ticket" k ON k."teamId" = g."teamId" JOIN "Timeline" t ON t."ticketId" = k."id" JOIN "Account" a ON a."id" = k."assigneeId"
      WHERE ${which} AND k."state" IN ('new', 'open') AND k."spamAt" IS NULL AND k."snoozedUntil" IS NULL
        AND NOT ${onDutySql(Prisma.sql`a`, now)} AND NOT EXISTS (SELECT 1 FROM "Chat" c WHERE c."ticketId" = k."id" AND c."state" <> 'ended')
        AND greatest(t."waitingSince", a."createdAt",
          (SELECT max(l."seenAt") FROM "SocketLease" l WHERE l."accountId" = a."id" AND a."availability" = 'online'),
          (SELECT max(e."createdAt") FROM "Event" e WHERE e."subject" = a."id" AND e."name" = 'agent.availability_changed')) <= ${now}::timestamptz - make_interval(mins => g."giveBackMinutes")
        AND t."waitingSince" > coalesce(k."importedAt", '-infinity'::timestamptz)`;
  }
}
