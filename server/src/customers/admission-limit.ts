import { Inject, Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { WidgetSessionRequest } from '#contracts/widget.js';
import { Database } from '../platform/db.js';
import { isLoopback, networkOf } from '../platform/edge/address.rules.js';
import type { Env } from '../platform/env.js';
import { hashSecret } from '../platform/ids.js';
import { Problem } from '../platform/problem.js';
import { ENV } from '../platform/tokens.js';
import { looksLikeVisitorToken } from './visitor.rules.js';

/** How many new visitors one address may make in a minute. Those who come back, and this machine itself, are not counted. */
@Injectable()
export class AdmissionLimit {
  private readonly limiter: RateLimiterMemory;

  constructor(private readonly db: Database, @Inject(ENV) env: Env) {
    this.limiter = new RateLimiterMemory({ points: env.VISITORS_PER_MINUTE, duration: 60 });
  }

  /** @throws Problem `request/too_many` */
  async take(address: string, channelId: string, { visitorToken }: WidgetSessionRequest): Promise<void> {
    if (isLoopback(address) || (await this.isKnown(channelId, visitorToken))) return;
    await this.limiter.consume(networkOf(address)).catch((refusal: unknown) => {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      throw new Problem('request/too_many', undefined, { retryAfterMs: refusal.msBeforeNext });
    });
  }

  // A token of another widget makes a new visitor here, so it counts.
  private async isKnown(channelId: string, token: string | undefined): Promise<boolean> {
    if (token === undefined || !looksLikeVisitorToken(token)) return false;
    const { rowCount } = await this.db.pool.query({
      name: 'visitor-known',
      text: 'SELECT 1 FROM "Visitor" WHERE "tokenHash" = $1 AND "channelId" = $2',
      values: [Buffer.from(hashSecret(token)), channelId],
    });
    return rowCount === 1;
  }
}
