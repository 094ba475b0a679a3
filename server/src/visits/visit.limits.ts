import { Injectable } from '@nestjs/common';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import { isLoopback, networkOf } from '../platform/edge/address.rules.js';
import { Limits } from '../platform/edge/limits.js';
import { takeFrom } from '../platform/edge/rate-limit.js';
import { hashSecret } from '../platform/ids.js';
import { looksLikeVisitToken } from './visit.rules.js';

const MINUTE_S = 60;

/** A visit speaks three times a minute and at each page; a network of many people more often. */
@Injectable()
export class VisitLimit {
  private readonly visits: RateLimiterAbstract;
  private readonly networks: RateLimiterAbstract;

  constructor(limits: Limits) {
    this.visits = limits.make('beats-visit', { points: 60, duration: MINUTE_S });
    this.networks = limits.make('beats-network', { points: 600, duration: MINUTE_S });
  }

  /** @throws Problem `request/too_many` */
  async take(address: string, token: string | undefined): Promise<void> {
    if (!isLoopback(address)) await takeFrom(this.networks, networkOf(address));
    if (token !== undefined && looksLikeVisitToken(token)) await takeFrom(this.visits, Buffer.from(hashSecret(token)).toString('base64url'));
  }
}
