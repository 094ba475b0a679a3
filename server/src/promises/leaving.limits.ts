import { Injectable } from '@nestjs/common';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import { isLoopback, networkOf } from '../platform/edge/address.rules.js';
import { Limits } from '../platform/edge/limits.js';
import { takeFrom } from '../platform/edge/rate-limit.js';

const HOUR_S = 3600;

/** Forms make work for people and may name strangers' numbers, so there are few in an hour: per visitor, and per network of those who are not this machine. */
@Injectable()
export class LeavingLimit {
  private readonly visitors: RateLimiterAbstract;
  private readonly networks: RateLimiterAbstract;

  constructor(limits: Limits) {
    this.visitors = limits.make('forms-visitor', { points: 12, duration: HOUR_S });
    this.networks = limits.make('forms-network', { points: 60, duration: HOUR_S });
  }

  /** @throws Problem `request/too_many` */
  async take(address: string, visitorId: string): Promise<void> {
    await takeFrom(this.visitors, visitorId);
    if (!isLoopback(address)) await takeFrom(this.networks, networkOf(address));
  }
}
