import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { WidgetSightings } from '#contracts/widget.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/db.js';
import type { Env } from '../platform/env.js';
import { Problem } from '../platform/problem.js';
import { ENV } from '../platform/tokens.js';

/** Where a widget has been seen at work: whether the snippet does what it should on the shop's pages. */
@Injectable()
export class SightingsService {
  constructor(private readonly db: Database, @Inject(Clock) private readonly clock: Clock, @Inject(ENV) private readonly env: Env) {}

  /** Origins of pages on which the panel has begun or continued a session since. The visitor's browser tells the page: a sign of life, no proof. */
  async since(channelId: string, since: Date): Promise<z.infer<typeof WidgetSightings>> {
    if ((await this.db.prisma.channel.count({ where: { id: channelId, kind: 'widget' } })) === 0) throw new Problem('resource/not_found');
    const { rows } = await this.db.pool.query<{ origin: string; at: Date; visitors: number }>({
      name: 'widget-sightings',
      text: `SELECT lower(substring("pageUrl" from '^https?://[^/?#]+')) AS "origin", max("lastSeenAt") AS "at", count(*)::int AS "visitors" FROM "Visitor"
             WHERE "channelId" = $1 AND "lastSeenAt" >= $2 AND NOT "demo" AND "pageUrl" ~ '^https?://[^/?#]+' GROUP BY 1 ORDER BY 2 DESC LIMIT 20`,
      values: [channelId, since],
    });
    return {
      items: rows.map(({ origin, at, visitors }) => ({ origin, at: at.toISOString(), visitors, own: this.env.ownOrigins.includes(origin) })),
      serverTime: this.clock.now().toISOString(),
    };
  }
}
