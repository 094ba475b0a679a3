import { Injectable } from '@nestjs/common';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible';
import { Peers } from '../nodes/peers.js';
import { RedisLinks } from '../nodes/redis.js';

interface Allowance {
  readonly points: number;
  /** Seconds. */
  readonly duration: number;
}

/**
 * Limits that hold for the desk as a whole: counted in Redis where several processes share one, else in this process.
 * While Redis is away every process counts for itself, so a limit is looser for a while and never gone.
 */
@Injectable()
export class Limits {
  constructor(private readonly links: RedisLinks, private readonly peers: Peers) {}

  make(name: string, allowance: Allowance): RateLimiterAbstract {
    const own = new RateLimiterMemory({ ...allowance, keyPrefix: name });
    const { commands } = this.links;
    if (!commands) return own;
    return new RateLimiterRedis({ ...allowance, storeClient: commands, keyPrefix: `${this.peers.space}:limit:${name}`, rejectIfRedisNotReady: true, insuranceLimiter: own });
  }
}
