import { Inject, Injectable } from '@nestjs/common';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import type { WidgetSessionRequest } from '#contracts/widget.js';
import { Database } from '../platform/db.js';
import { isLoopback, networkOf } from '../platform/edge/address.rules.js';
import { Limits } from '../platform/edge/limits.js';
import { takeFrom } from '../platform/edge/rate-limit.js';
import type { Env } from '../platform/env.js';
import { hashSecret } from '../platform/ids.js';
import { ENV } from '../platform/tokens.js';
import { looksLikeVisitorToken } from './visitor.rules.js';

/**
 * How many new visitors one address may make in a minute, and how often one who comes back may come. This machine
 * itself is not counted.
 */
@Injectable()
export class AdmissionLimit {
  private readonly newcomers: RateLimiterAbstract;
  private readonly returning: RateLimiterAbstract;

  constructor(private readonly db: Database, limits: Limits, @Inject(ENV) env: Env) {
    this.newcomers = limits.make('new-visitors', { points: env.VISITORS_PER_MINUTE, duration: 60 });
    this.returning = limits.make('returning-visitors', { points: env.VISITORS_PER_MINUTE, duration: 60 });
  }

  /** @throws Problem `request/too_many` */
  async take(address: string, channelId: string, { visitorToken }: WidgetSessionRequest): Promise<void> {
    if (isLoopback(address)) return;
    if (visitorToken !== undefined && (await this.isKnown(channelId, visitorToken))) await takeFrom(this.returning, Buffer.from(hashSecret(visitorToken)).toString('base64url'));
    else await takeFrom(this.newcomers, networkOf(address));
  }

  // A token of another widget makes a new visitor here, so it counts.
  private async isKnown(channelId: string, token: string): Promise<boolean> {
    if (!looksLikeVisitorToken(token)) return false;
    const { rowCount } = await this.db.pool.query({
      name: 'visitor-known',
      text: 'SELECT 1 FROM "Visitor" WHERE "tokenHash" = $1 AND "channelId" = $2',
      values: [Buffer.from(hashSecret(token)), channelId],
    });
    return rowCount === 1;
  }
}
