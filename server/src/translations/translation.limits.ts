import { Injectable } from '@nestjs/common';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import { Limits } from '../platform/edge/limits.js';
import { takeFrom } from '../platform/edge/rate-limit.js';

/** Translators count what they are asked, and so do we: forty a minute are more than one person reads. */
@Injectable()
export class TranslationLimit {
  private readonly people: RateLimiterAbstract;

  constructor(limits: Limits) {
    this.people = limits.make('translations', { points: 40, duration: 60 });
  }

  /** @throws Problem `request/too_many` */
  take(accountId: string): Promise<void> {
    return takeFrom(this.people, accountId);
  }
}
