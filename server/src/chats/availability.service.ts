import { Inject, Injectable } from '@nestjs/common';
import type { TeamAvailability } from '#contracts/widget.js';
import { CalendarsService } from '../calendars/calendars.service.js';
import { isOpenAt, nextClosing, nextOpening, type OpeningHours, openMinutesBetween } from '../calendars/opening.rules.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/db.js';
import { Problem } from '../platform/problem.js';
import { typicalReplySeconds } from './chat.rules.js';
import { QueuePositionService } from './queue-position.service.js';

const WEEK_MS = 7 * 24 * 3_600_000;
const MOST_REPLIES = 200;
/** A week's median does not move in a minute. */
const KEPT_MS = 60_000;

/** What a visitor is told before he writes: whether somebody answers now, and otherwise when. */
@Injectable()
export class AvailabilityService {
  private readonly replies = new Map<string | null, { until: number; seconds: Promise<number | null> }>();

  constructor(
    private readonly db: Database,
    private readonly calendars: CalendarsService,
    private readonly positions: QueuePositionService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async ofChannel(channelId: string): Promise<TeamAvailability> {
    const channel = await this.db.prisma.channel.findUnique({ where: { id: channelId }, select: { teamId: true } });
    if (!channel) throw new Problem('resource/not_found');
    return this.of(channel.teamId);
  }

  async of(teamId: string | null): Promise<TeamAvailability> {
    const [hours, { waiting, etaSeconds, staffed, free }] = await Promise.all([this.calendars.ofTeam(this.db.prisma, teamId), this.positions.outlook(teamId)]);
    const now = this.clock.now();
    const open = isOpenAt(hours, now);
    return {
      open,
      online: open && free > 0,
      staffed: open && staffed > 0,
      opensAt: open ? null : (nextOpening(hours, now)?.toISOString() ?? null),
      closesAt: open ? (nextClosing(hours, now)?.toISOString() ?? null) : null,
      waiting,
      etaSeconds: open ? etaSeconds : null,
      repliesInSeconds: await this.typicalReply(teamId, hours),
    };
  }

  private typicalReply(teamId: string | null, hours: OpeningHours | null): Promise<number | null> {
    const now = this.clock.now().getTime();
    const held = this.replies.get(teamId);
    if (held && held.until > now) return held.seconds;
    const seconds = this.measureReplies(teamId, hours);
    this.replies.set(teamId, { until: now + KEPT_MS, seconds });
    // The next visitor asks again instead of getting this failure for a minute.
    seconds.catch(() => this.replies.delete(teamId));
    return seconds;
  }

  /** Who went before anybody answered counts with neither side; who still waits counts with his waiting so far. */
  private async measureReplies(teamId: string | null, hours: OpeningHours | null): Promise<number | null> {
    const now = this.clock.now();
    const { rows } = await this.db.pool.query<{ asked: Date; answered: Date | null }>({
      name: 'typical-reply',
      text: `SELECT c."queuedAt" AS "asked", t."firstStaffAt" AS "answered" FROM "Chat" c JOIN "Timeline" t ON t."ticketId" = c."ticketId"
             WHERE c."teamId" IS NOT DISTINCT FROM $1::uuid AND c."queuedAt" > $2 AND (t."firstStaffAt" >= c."queuedAt" OR (t."firstStaffAt" IS NULL AND c."endedByKind" IS DISTINCT FROM 'customer'))
             ORDER BY c."queuedAt" DESC LIMIT $3`,
      values: [teamId, new Date(now.getTime() - WEEK_MS), MOST_REPLIES],
    });
    const asked = rows.filter((row) => isOpenAt(hours, row.asked));
    return typicalReplySeconds(asked.map((row) => openMinutesBetween(hours, row.asked, row.answered ?? now) * 60));
  }
}
