import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Every } from '../platform/jobs/every.decorator.js';
import { TicketAssignmentService } from './ticket-assignment.service.js';
import { TicketPlaces } from './ticket-places.js';

const MOST = 20;

/** What must not stay as it is, whatever was missed. */
@Injectable()
export class TicketsJobs {
  constructor(private readonly db: Database, private readonly assignments: TicketAssignmentService, private readonly places: TicketPlaces) {}

  /** Tickets that somebody has who is deactivated: taken over in that very moment, or too many for one reaction. */
  @Every(30_000)
  async freeTicketsOfTheDeactivated(): Promise<void> {
    const gone = await this.db.prisma.account.findMany({ where: { deactivatedAt: { not: null }, tickets: { some: { state: { not: 'closed' } } } }, select: { id: true }, take: MOST });
    await this.db.eachDue(
      gone.map(({ id }) => id),
      (tx, id) => this.assignments.freeAllOf(tx, SYSTEM, id),
    );
  }

  /** Places that a killed process had not yet written. */
  @Every(60_000)
  async mendPlaces(): Promise<void> {
    await this.places.mend();
  }
}
