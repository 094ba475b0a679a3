import { Inject, Injectable } from '@nestjs/common';
import type { TeamRouting, TeamRoutingChange, TeamRoutings } from '#contracts/routing.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { Problem } from '../platform/problem.js';
import { SkillsService } from './skills.service.js';
import { wishesOf } from './team-routing.record.js';

const PARTS = { routing: true } as const;

/** How each team's tickets find their person. */
@Injectable()
export class TeamRoutingsService {
  constructor(private readonly db: Database, private readonly skills: SkillsService, private readonly events: Events, @Inject(Clock) private readonly clock: Clock) {}

  async list(): Promise<TeamRoutings> {
    const teams = await this.db.prisma.team.findMany({ include: PARTS, orderBy: { name: 'asc' } });
    const waiting = await this.waiting(this.db.prisma, teams.map(({ id }) => id));
    return { items: teams.map((team) => present(team, waiting)) };
  }

  /** @param version 0 where nobody has set anything @throws Problem resource/not_found, request/stale, request/invalid for a skill that is not there */
  async change(tx: Tx, actor: Actor, teamId: string, body: TeamRoutingChange, version: number): Promise<TeamRouting> {
    const held = await tx.$queryRaw<unknown[]>`SELECT 1 FROM "Team" WHERE "id" = ${teamId}::uuid FOR UPDATE`;
    if (held.length === 0) throw new Problem('resource/not_found');
    const row = await tx.teamRouting.findUnique({ where: { teamId }, select: { version: true } });
    if ((row?.version ?? 0) !== version) throw new Problem('request/stale');
    await this.skills.demand(tx, body.skillRules.map(({ skillId }) => skillId), 'skillRules');
    const data = { ...body, changedById: actor.id, changedAt: this.clock.now(), version: version + 1 };
    await tx.teamRouting.upsert({ where: { teamId }, create: { teamId, ...data }, update: data });
    // By other wishes others may fit: each is looked at anew.
    await tx.$executeRaw`UPDATE "TicketRouting" r SET "lookedAt" = NULL FROM "Ticket" k WHERE k."id" = r."ticketId" AND k."teamId" = ${teamId}::uuid AND r."waitsSince" IS NOT NULL`;
    await this.events.record(tx, actor, 'team_routing.changed', teamId, { teamId, version: version + 1 });
    const team = await tx.team.findUniqueOrThrow({ where: { id: teamId }, include: PARTS });
    return present(team, await this.waiting(tx, [teamId]));
  }

  private async waiting(db: Pick<Tx, '$queryRaw'>, teamIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const rows = await db.$queryRaw<{ teamId: string; count: number }[]>`
      SELECT k."teamId", count(*)::int AS "count" FROM "TicketRouting" r JOIN "Ticket" k ON k."id" = r."ticketId"
      WHERE r."waitsSince" IS NOT NULL AND k."assigneeId" IS NULL AND k."state" IN ('new', 'open') AND k."spamAt" IS NULL AND k."snoozedUntil" IS NULL AND k."teamId" = ANY(${[...teamIds]}::uuid[])
        AND (r."askedAt" IS NOT NULL OR EXISTS (SELECT 1 FROM "TeamRouting" g WHERE g."teamId" = k."teamId" AND g."method" <> 'manual')) GROUP BY 1`;
    return new Map(rows.map(({ teamId, count }) => [teamId, count]));
  }
}

function present({ id, name, routing }: { id: string; name: string; routing: (Parameters<typeof wishesOf>[0] & { version: number }) | null }, waiting: ReadonlyMap<string, number>): TeamRouting {
  return { team: { id, name }, ...wishesOf(routing), waiting: waiting.get(id) ?? 0, version: routing?.version ?? 0 };
}
