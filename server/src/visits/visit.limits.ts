import { Inject, Injectable } from '@nestjs/common';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/db.js';
import { isLoopback, networkOf } from '../platform/edge/address.rules.js';
import { Limits } from '../platform/edge/limits.js';
import { takeFrom } from '../platform/edge/rate-limit.js';
import type { Env } from '../platform/env.js';
import { hashSecret } from '../platform/ids.js';
import { ENV } from '../platform/tokens.js';
import { isOver, looksLikeVisitToken } from './visit.rules.js';

const MINUTE_S = 60;

/** A visit speaks three times a minute and at each page; a network of many people more often, but it does not begin visits without end. */
@Injectable()
export class VisitLimit {
  private readonly visits: RateLimiterAbstract;
  private readonly networks: RateLimiterAbstract;
  private readonly newcomers: RateLimiterAbstract;

  constructor(private readonly db: Database, limits: Limits, @Inject(Clock) private readonly clock: Clock, @Inject(ENV) env: Env) {
    this.visits = limits.make('beats-visit', { points: 60, duration: MINUTE_S });
    this.networks = limits.make('beats-network', { points: 600, duration: MINUTE_S });
    this.newcomers = limits.make('new-visits', { points: env.VISITORS_PER_MINUTE, duration: MINUTE_S });
  }

  /** @throws Problem `request/too_many` */
  async take(address: string, token: string | undefined): Promise<void> {
    if (!isLoopback(address)) await takeFrom(this.networks, networkOf(address));
    if (token !== undefined && looksLikeVisitToken(token)) await takeFrom(this.visits, Buffer.from(hashSecret(token)).toString('base64url'));
  }

  /** Whoever makes up visits would fill the list of the desk with them. @throws Problem `request/too_many` */
  async takeBeginning(address: string, channelId: string, token: string | undefined): Promise<void> {
    if (!isLoopback(address) && !(await this.goesOn(channelId, token))) await takeFrom(this.newcomers, networkOf(address));
  }

  private async goesOn(channelId: string, token: string | undefined): Promise<boolean> {
    if (token === undefined || !looksLikeVisitToken(token)) return false;
    const known = await this.db.prisma.visit.findFirst({ where: { tokenHash: hashSecret(token), channelId }, select: { seenAt: true } });
    return known !== null && !isOver(known.seenAt, this.clock.now());
  }
}
