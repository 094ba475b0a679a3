import { Inject, Injectable } from '@nestjs/common';
import { DEFAULT_TICKET_LIMIT } from '#contracts/routing.js';
import { Prisma } from '#prisma/generated/client.js';
import { connectedSince } from '../accounts/connected.rules.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import type { Colleague } from './choice.rules.js';

interface Row extends Omit<Colleague, 'skills'> {
  readonly teamId: string;
  readonly skills: Readonly<Record<string, number>>;
}

/** Connected, and says that he is available: whoever is away or off duty is given nothing. */
export const onDutySql = (account: Prisma.Sql, now: Date): Prisma.Sql =>
  Prisma.sql`(${account}."availability" = 'online' AND EXISTS (SELECT 1 FROM "SocketLease" l WHERE l."accountId" = ${account}."id" AND l."seenAt" > ${connectedSince(now)}))`;

/** Those who answer tickets in teams, as they stand now. */
@Injectable()
export class RoutingPeople {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  async ofTeams(tx: Pick<Tx, '$queryRaw'>, teamIds: readonly string[]): Promise<ReadonlyMap<string, readonly Colleague[]>> {
    const rows = await tx.$queryRaw<Row[]>`
      SELECT m."teamId", a."id" AS "accountId", ${onDutySql(Prisma.sql`a`, this.clock.now())} AS "onDuty",
        coalesce(p."languages", '{}') AS "languages", coalesce(p."ticketLimit", ${DEFAULT_TICKET_LIMIT}::int) AS "limit",
        (SELECT count(*)::int FROM "Ticket" k WHERE k."assigneeId" = a."id" AND k."state" IN ('new', 'open') AND k."spamAt" IS NULL AND k."snoozedUntil" IS NULL) AS "open",
        (SELECT max(d."createdAt") FROM "RoutingDecision" d WHERE d."accountId" = a."id" AND d."chatId" IS NULL) AS "lastGivenAt",
        coalesce((SELECT jsonb_object_agg(s."skillId"::text, s."level") FROM "AccountSkill" s WHERE s."accountId" = a."id"), '{}') AS "skills"
      FROM "TeamMember" m JOIN "Account" a ON a."id" = m."accountId" LEFT JOIN "RoutingProfile" p ON p."accountId" = a."id"
      WHERE m."teamId" = ANY(${[...teamIds]}::uuid[]) AND a."deactivatedAt" IS NULL
        AND EXISTS (SELECT 1 FROM "AccountRole" ar JOIN "Role" r ON r."id" = ar."roleId" WHERE ar."accountId" = a."id" AND 'ticket.reply' = ANY(r."permissions"))`;
    const teams = new Map<string, Colleague[]>(teamIds.map((teamId) => [teamId, []]));
    for (const { teamId, skills, ...rest } of rows) teams.get(teamId)?.push({ ...rest, skills: new Map(Object.entries(skills)) });
    return teams;
  }
}
