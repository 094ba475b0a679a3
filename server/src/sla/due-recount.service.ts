import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { type Tx } from '../platform/db.js';

/** Which tickets are to be counted anew because what they are counted by has changed. A sweep does it, a few at a time. */
@Injectable()
export class DueRecountService {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  /** Every ticket at work: a policy changed, or is there for the first time. */
  async everything(tx: Tx): Promise<void> {
    await tx.$executeRaw`
      INSERT INTO "TicketClock" ("ticketId", "readAt", "stale") SELECT "id", ${this.clock.now()}::timestamptz, true FROM "Ticket" WHERE "state" NOT IN ('solved', 'closed')
      ON CONFLICT ("ticketId") DO UPDATE SET "stale" = true`;
  }

  async ofTeam(tx: Tx, teamId: string): Promise<void> {
    await tx.$executeRaw`
      UPDATE "TicketClock" c SET "stale" = true FROM "Ticket" k WHERE k."id" = c."ticketId" AND k."teamId" = ${teamId}::uuid AND k."state" NOT IN ('solved', 'closed')`;
  }

  async ofCalendar(tx: Tx, calendarId: string): Promise<void> {
    await tx.$executeRaw`
      UPDATE "TicketClock" c SET "stale" = true FROM "Ticket" k JOIN "Team" tm ON tm."id" = k."teamId"
      WHERE k."id" = c."ticketId" AND tm."calendarId" = ${calendarId}::uuid AND k."state" NOT IN ('solved', 'closed')`;
  }
}
