import { Inject, Injectable } from '@nestjs/common';
import { SYSTEM } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/db.js';
import { Every } from '../platform/jobs/every.decorator.js';
import { SettingsService } from '../settings/settings.service.js';
import { TicketAssignmentService } from './ticket-assignment.service.js';
import { TicketClosureService } from './ticket-closure.service.js';
import { TicketPlaces } from './ticket-places.js';
import { TicketSnoozeService } from './ticket-snooze.service.js';
import { closesBefore } from './ticket-state.rules.js';

const MOST = 20;
const MANY = 200;

/** What must not stay as it is, whatever was missed. */
@Injectable()
export class TicketsJobs {
  constructor(
    private readonly db: Database,
    private readonly assignments: TicketAssignmentService,
    private readonly snoozes: TicketSnoozeService,
    private readonly closures: TicketClosureService,
    private readonly places: TicketPlaces,
    private readonly settings: SettingsService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Every(1_000)
  async wakeInTime(): Promise<void> {
    const due = await this.dueIds('tickets-to-wake', `SELECT "id" FROM "Ticket" WHERE "snoozedUntil" <= $1 ORDER BY "snoozedUntil" LIMIT ${MANY}`, this.clock.now());
    await this.db.eachDue(due, (tx, id) => this.snoozes.wakeInTime(tx, SYSTEM, id));
  }

  /** What was solved is final after the organisation's days, if the customer kept silent. */
  @Every(60_000)
  async closeSolved(): Promise<void> {
    const { solvedDays } = await this.settings.current();
    const text = `SELECT k."id" FROM "Ticket" k JOIN "Timeline" t ON t."ticketId" = k."id" WHERE k."state" = 'solved' AND k."solvedAt" < $1 AND t."waitingSince" IS NULL
      ORDER BY k."solvedAt" LIMIT ${MANY}`;
    const due = await this.dueIds('tickets-to-close', text, closesBefore(this.clock.now(), solvedDays));
    await this.db.eachDue(due, (tx, id) => this.closures.closeSolved(tx, SYSTEM, id));
  }

  private async dueIds(name: string, text: string, by: Date): Promise<string[]> {
    const { rows } = await this.db.pool.query<{ id: string }>({ name, text, values: [by] });
    return rows.map(({ id }) => id);
  }

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
