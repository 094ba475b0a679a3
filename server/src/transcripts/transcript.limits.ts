import { Injectable } from '@nestjs/common';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import { Limits } from '../platform/edge/limits.js';
import { takeFrom } from '../platform/edge/rate-limit.js';

const HOUR_S = 3600;

/** A long talk is work to write down, and letters fill mailboxes. */
@Injectable()
export class TranscriptLimit {
  private readonly copies: RateLimiterAbstract;
  private readonly letters: RateLimiterAbstract;

  constructor(limits: Limits) {
    this.copies = limits.make('transcripts', { points: 30, duration: HOUR_S });
    this.letters = limits.make('transcript-letters', { points: 5, duration: HOUR_S });
  }

  /** @throws Problem `request/too_many` */
  takeCopy(visitorId: string): Promise<void> {
    return takeFrom(this.copies, visitorId);
  }

  /** @throws Problem `request/too_many` */
  takeLetter(visitorId: string): Promise<void> {
    return takeFrom(this.letters, visitorId);
  }
}
