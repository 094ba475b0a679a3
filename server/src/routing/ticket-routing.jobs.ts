import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/db.js';
import { Every } from '../platform/jobs/every.decorator.js';
import { GivingBack } from './giving-back.service.js';
import { wantsMet } from './needs.rules.js';
import { RoutingPeople } from './routing-people.service.js';
import { TicketRoutingService } from './ticket-routing.service.js';

/** What rules say about a new ticket comes first, and a chat that begins with it. */
export const SETTLE_MS = 3_000;
/** Why a ticket waits is told anew so often, though nobody who fits was there. */
const AGAIN_MS = 60_000;
const MOST = 100;

/** Which tickets wait for their person. A desk where every team takes by hand asks one small table and goes on. */
@Injectable()
export class TicketRoutingJobs {
  constructor(
    private readonly db: Database,
    private readonly routing: TicketRoutingService,
    private readonly people: RoutingPeople,
    private readonly giving: GivingBack,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Every(2_000)
  async giveOut(): Promise<void> {
    await this.db.eachDue(await this.waiting(), (tx, id) => this.routing.give(tx, id));
  }

  @Every(30_000)
  async giveBack(): Promise<void> {
    await this.db.eachDue(await this.giving.due(), (tx, id) => this.giving.giveBack(tx, id));
  }

  /**
   * New ones, those that somebody who is free now could take, and now and then the others: the most urgent first, then who
   * waits longest. What nobody here can do must not stand before all others.
   */
  private async waiting(): Promise<string[]> {
    const { rows: teams } = await this.db.pool.query<{ teamId: string }>({
      name: 'routing-teams',
      text: `SELECT "teamId" FROM "TeamRouting" WHERE "method" <> 'manual'
             UNION SELECT k."teamId" FROM "TicketRouting" r JOIN "Ticket" k ON k."id" = r."ticketId" WHERE r."askedAt" IS NOT NULL AND k."teamId" IS NOT NULL`,
    });
    if (teams.length === 0) return [];
    const now = this.clock.now();
    const people = await this.people.ofTeams(this.db.prisma, teams.map(({ teamId }) => teamId));
    const free = [...people].flatMap(([team, colleagues]) =>
      colleagues.filter(({ onDuty, open, limit }) => onDuty && open < limit).map(({ languages, skills }) => ({ team, languages, skills: wantsMet(skills) })),
    );
    const { rows } = await this.db.pool.query<{ id: string }>({
      name: 'routing-waiting',
      // Who is due is told from tickets and what they want alone: the talks are looked up for those and no others.
      // What was brought from elsewhere is taken by hand until somebody says something here.
      text: `WITH due AS MATERIALIZED (
               SELECT k."id", k."priority", CASE WHEN r."askedAt" IS NULL THEN k."importedAt" END AS "importedAt"
               FROM "Ticket" k LEFT JOIN "TicketRouting" r ON r."ticketId" = k."id" LEFT JOIN "TeamRouting" g ON g."teamId" = k."teamId"
               WHERE k."teamId" = ANY($1::uuid[]) AND k."state" IN ('new', 'open') AND k."assigneeId" IS NULL AND k."spamAt" IS NULL AND k."snoozedUntil" IS NULL AND k."createdAt" <= $2
                 AND (g."method" <> 'manual' OR r."askedAt" IS NOT NULL)
                 AND (r."lookedAt" IS NULL OR r."lookedAt" <= $3 OR EXISTS (
                   SELECT 1 FROM jsonb_to_recordset($4::jsonb) f("team" uuid, "languages" text[], "skills" text[]) WHERE f."team" = k."teamId"
                     AND (r."fallbackAt" <= $5 OR ((r."wantsLanguage" IS NULL OR r."wantsLanguage" = ANY(f."languages")) AND r."wantsSkills" <@ f."skills")))))
             SELECT d."id" FROM due d JOIN "Timeline" t ON t."ticketId" = d."id"
             WHERE (d."importedAt" IS NULL OR t."lastMessageAt" > d."importedAt") AND NOT EXISTS (SELECT 1 FROM "Chat" c WHERE c."ticketId" = d."id" AND c."state" <> 'ended')
             ORDER BY array_position(ARRAY['urgent', 'high', 'normal', 'low'], d."priority"), t."waitingSince" NULLS LAST, d."id" LIMIT ${MOST}`,
      values: [teams.map(({ teamId }) => teamId), new Date(now.getTime() - SETTLE_MS), new Date(now.getTime() - AGAIN_MS), JSON.stringify(free), now],
    });
    return rows.map(({ id }) => id);
  }
}
