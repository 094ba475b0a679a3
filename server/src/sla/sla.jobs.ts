import { Inject, Injectable } from '@nestjs/common';
import { SYSTEM } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/db.js';
import { Every } from '../platform/jobs/every.decorator.js';
import { DueRulebooks } from './due-rulebook.service.js';
import { DueTimesService } from './due-times.service.js';

const MOST_DUE = 200;
const MOST_STALE = 100;
/** So many talks in a turn: those who chat without a pause must not pay for it. */
const MOST_TALKS = 25;
/** A talk in which somebody writes every second is looked at when it pauses, or after so long. */
const CALM_MS = 1_500;
const LONG_MS = 30_000;

/** What the clock and the talks do to due times. Each turn reads what is due by an index, however many tickets there are. */
@Injectable()
export class SlaJobs {
  constructor(private readonly db: Database, private readonly times: DueTimesService, private readonly rulebooks: DueRulebooks, @Inject(Clock) private readonly clock: Clock) {}

  /** One turn for all of it: each sweep that runs holds a connection. */
  @Every(1_000)
  async attend(): Promise<void> {
    const faults: unknown[] = [];
    // A ticket that cannot be counted holds up its own turn, and neither the talks nor what a new policy changes.
    for (const part of [() => this.attendToDue(), () => this.followTalks(), () => this.countStale()]) await part().catch((fault: unknown) => faults.push(fault));
    if (faults.length > 0) throw new AggregateError(faults, 'some due times could not be counted');
  }

  /** Warns and breaks to the second. */
  private async attendToDue(): Promise<void> {
    await this.countEach('sla-due', `SELECT DISTINCT "ticketId" AS "id" FROM (SELECT "ticketId" FROM "TicketDue" WHERE "nextAt" <= $1 ORDER BY "nextAt" LIMIT ${MOST_DUE}) d`, [this.clock.now()]);
  }

  /** Tickets whose talk went on since they were counted: somebody began to wait, or has his answer. */
  private async followTalks(): Promise<void> {
    const now = this.clock.now().getTime();
    await this.countEach(
      'sla-talks',
      `SELECT c."ticketId" AS "id" FROM "TicketClock" c JOIN "Timeline" t ON t."ticketId" = c."ticketId"
       WHERE c."talked" AND (t."lastMessageAt" <= $1 OR c."readAt" <= $2) ORDER BY c."readAt" LIMIT ${MOST_TALKS}`,
      [new Date(now - CALM_MS), new Date(now - LONG_MS)],
    );
  }

  private async countStale(): Promise<void> {
    await this.countEach('sla-stale', `SELECT "ticketId" AS "id" FROM "TicketClock" WHERE "stale" ORDER BY "ticketId" LIMIT ${MOST_STALE}`, []);
  }

  private async countEach(name: string, text: string, values: unknown[]): Promise<void> {
    const { rows } = await this.db.pool.query<{ id: string }>({ name, text, values });
    const rulebook = this.rulebooks.open();
    await this.db.eachDue(
      rows.map(({ id }) => id),
      (tx, id) => this.times.count(tx, SYSTEM, id, rulebook),
    );
  }
}
