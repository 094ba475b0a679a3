import { type RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';
import { Problem } from '../problem.js';

/** Takes one of what a key may have. @throws Problem `request/too_many`, with the time after which there is more */
export async function takeFrom(limiter: RateLimiterAbstract, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (fault) {
    if (!(fault instanceof RateLimiterRes)) throw fault;
    throw new Problem('request/too_many', undefined, { retryAfterMs: fault.msBeforeNext });
  }
}
