import { Inject, Injectable } from '@nestjs/common';
import { connectedSince } from '../accounts/connected.rules.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/db.js';
import { type Acceptance, estimateSeconds } from './chat.rules.js';

export interface QueuePlace {
  readonly ticketId: string;
  readonly position: number;
  readonly etaSeconds: number | null;
}

const SAMPLE_MS = 2 * 3_600_000;

/** Where each waiting customer of a team stands, and an honest estimate. */
@Injectable()
export class QueuePositionService {
  constructor(private readonly db: Database, @Inject(Clock) private readonly clock: Clock) {}

  async places(teamId: string | null): Promise<QueuePlace[]> {
    const waiting = await this.db.prisma.chat.findMany({ where: { teamId, state: { in: ['queued', 'offered'] } }, orderBy: [{ queuedAt: 'asc' }, { id: 'asc' }], select: { ticketId: true }, take: 500 });
    if (waiting.length === 0) return [];
    const { accepted, staffed } = await this.pace(teamId);
    return waiting.map(({ ticketId }, index) => ({ ticketId, position: index + 1, etaSeconds: estimateSeconds(index + 1, accepted, staffed) }));
  }

  /** How many wait, how soon one more would be attended, and who is there to do it: `staffed` are connected, available and may accept; `free` have a place left. */
  async outlook(teamId: string | null): Promise<{ waiting: number; etaSeconds: number | null; staffed: number; free: number }> {
    const waiting = await this.db.prisma.chat.count({ where: { teamId, state: { in: ['queued', 'offered'] } } });
    const { accepted, staffed, free } = await this.pace(teamId);
    return { waiting, etaSeconds: estimateSeconds(waiting + 1, accepted, staffed), staffed, free };
  }

  private async pace(teamId: string | null): Promise<{ accepted: Acceptance[]; staffed: number; free: number }> {
    const now = this.clock.now();
    const { rows } = await this.db.pool.query<{ accepted: { queuedAt: string; acceptedAt: string }[] | null; staffed: number; free: number }>({
      name: 'queue-pace',
      text: `WITH "staff" AS (
               SELECT a."capacity", (SELECT count(*) FROM "Chat" c WHERE (c."state" = 'accepted' AND c."agentId" = a."id") OR (c."state" = 'offered' AND c."offeredToId" = a."id")) AS "load"
               FROM "Account" a
               WHERE a."deactivatedAt" IS NULL AND a."availability" = 'online' AND a."capacity" > 0
                 AND EXISTS (SELECT 1 FROM "SocketLease" l WHERE l."accountId" = a."id" AND l."seenAt" > $3)
                 AND EXISTS (SELECT 1 FROM "AccountRole" ar JOIN "Role" r ON r."id" = ar."roleId" WHERE ar."accountId" = a."id" AND 'chat.accept' = ANY(r."permissions"))
                 AND ($1::uuid IS NULL OR EXISTS (SELECT 1 FROM "TeamMember" m WHERE m."accountId" = a."id" AND m."teamId" = $1::uuid)))
             SELECT (SELECT json_agg(r) FROM (SELECT "queuedAt", "acceptedAt" FROM "Chat" WHERE "teamId" IS NOT DISTINCT FROM $1::uuid AND "acceptedAt" > $2 ORDER BY "acceptedAt" DESC LIMIT 50) r) AS "accepted",
               (SELECT count(*)::int FROM "staff") AS "staffed",
               (SELECT count(*)::int FROM "staff" WHERE "load" < "capacity") AS "free"`,
      values: [teamId, new Date(now.getTime() - SAMPLE_MS), connectedSince(now)],
    });
    const accepted = rows[0]?.accepted?.map((row) => ({ queuedAt: new Date(row.queuedAt), acceptedAt: new Date(row.acceptedAt) })) ?? [];
    return { accepted, staffed: rows[0]?.staffed ?? 0, free: rows[0]?.free ?? 0 };
  }
}
