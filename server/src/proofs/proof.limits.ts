import { Injectable } from '@nestjs/common';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import { isLoopback, networkOf } from '../platform/edge/address.rules.js';
import { Limits } from '../platform/edge/limits.js';
import { takeFrom } from '../platform/edge/rate-limit.js';

const HOUR_S = 3600;

/** Letters to strangers may be asked for from one network, and codes tried, so often. What an address or a browser may have is counted in rows. */
@Injectable()
export class ProofLimit {
  private readonly hourly: RateLimiterAbstract;
  private readonly daily: RateLimiterAbstract;
  private readonly tries: RateLimiterAbstract;

  constructor(limits: Limits) {
    this.hourly = limits.make('codes-network-hour', { points: 30, duration: HOUR_S });
    this.daily = limits.make('codes-network-day', { points: 100, duration: 24 * HOUR_S });
    this.tries = limits.make('code-tries-network', { points: 120, duration: HOUR_S });
  }

  /** @throws Problem `request/too_many` */
  async takeCode(address: string): Promise<void> {
    if (isLoopback(address)) return;
    await takeFrom(this.hourly, networkOf(address));
    await takeFrom(this.daily, networkOf(address));
  }

  /** @throws Problem `request/too_many` */
  async takeTry(address: string): Promise<void> {
    if (!isLoopback(address)) await takeFrom(this.tries, networkOf(address));
  }
}
