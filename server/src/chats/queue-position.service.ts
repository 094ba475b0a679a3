import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/db.js';
import { type Acceptance, estimateSeconds } from './chat.rules.js';

export interface QueuePlace {
  readonly ticketId: string;
  readonly position: number;
  readonly etaSeconds: number | null;
}

const SAMPLE_MS = 2 * 3_600_000;
const CONNECTED_MS = 30_000;

/** Where each waiting customer of a team stands, and an honest estimate. */
@Injectable()
export class QueuePositionService {
  constructor(private readonly db: Database, @Inject(Clock) private readonly clock: Clock) {}

  async places(teamId: string | null): Promise<QueuePlace[]> {
    const waiting = await this.db.prisma.chat.findMany({ where: { teamId, state: { in: ['queued', 'offered'] } }, orderBy: [{ queuedAt: 'asc' }, { id: 'asc' }], select: { ticketId: true }, take: 500 });
    if (waiting.length === 0) return [];
    const { accepted, online } = await this.pace(teamId);
    return waiting.map(({ ticketId }, index) => ({ ticketId, position: index + 1, etaSeconds: estimateSeconds(index + 1, accepted, online) }));
  }

  /** What a visitor who would write now could expect. */
  async outlook(teamId: string | null): Promise<{ online: boolean; waiting: number; etaSeconds: number | null }> {
    const waiting = await this.db.prisma.chat.count({ where: { teamId, state: { in: ['queued', 'offered'] } } });
    const { accepted, online } = await this.pace(teamId);
    return { online: online > 0, waiting, etaSeconds: estimateSeconds(waiting + 1, accepted, online) };
  }

  private async pace(teamId: string | null): Promise<{ accepted: Acceptance[]; online: number }> {
    const now = this.clock.now();
    const { rows } = await this.db.pool.query<{ accepted: { queuedAt: string; acceptedAt: string }[] | null; online: number }>({
      name: 'queue-pace',
      text: `SELECT (SELECT json_agg(r) FROM (SELECT "queuedAt", "acceptedAt" FROM "Chat" WHERE "teamId" IS NOT DISTINCT FROM $1::uuid AND "acceptedAt" > $2 ORDER BY "acceptedAt" DESC LIMIT 50) r) AS "accepted",
               (SELECT count(DISTINCT a."id")::int FROM "Account" a JOIN "SocketLease" l ON l."accountId" = a."id" AND l."seenAt" > $3
                WHERE a."deactivatedAt" IS NULL AND a."availability" = 'online' AND a."capacity" > 0
                  AND ($1::uuid IS NULL OR EXISTS (SELECT 1 FROM "TeamMember" m WHERE m."accountId" = a."id" AND m."teamId" = $1::uuid))) AS "online"`,
      values: [teamId, new Date(now.getTime() - SAMPLE_MS), new Date(now.getTime() - CONNECTED_MS)],
    });
    const accepted = rows[0]?.accepted?.map((row) => ({ queuedAt: new Date(row.queuedAt), acceptedAt: new Date(row.acceptedAt) })) ?? [];
    return { accepted, online: rows[0]?.online ?? 0 };
  }
}
