import { Inject, Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { hashSecret } from '../platform/ids.js';
import { Problem } from '../platform/problem.js';
import type { Env } from '../platform/env.js';
import { ENV } from '../platform/tokens.js';

/** One address may try this many times as often over all accounts: an office signs in from one address. */
const PER_ADDRESS = 10;
/** Guesses at one account from everywhere together; an address its owner has signed in from is not counted in. */
const PER_ACCOUNT = 30;
const KNOWN = 10_000;

/**
 * How often a password may be tried. Counted before the password is looked at, so that parallel guesses cannot
 * slip through, and given back when it was right. Nobody locks an account's owner out: the tight limit is for the
 * pair of account and address.
 */
@Injectable()
export class SignInLimits {
  private readonly pair: RateLimiterMemory;
  private readonly address: RateLimiterMemory;
  private readonly account: RateLimiterMemory;
  private readonly known = new Set<string>();

  constructor(@Inject(ENV) env: Env) {
    const perMinute = (points: number) => new RateLimiterMemory({ points, duration: 60 });
    this.pair = perMinute(env.SIGN_INS_PER_MINUTE);
    this.address = perMinute(env.SIGN_INS_PER_MINUTE * PER_ADDRESS);
    this.account = perMinute(env.SIGN_INS_PER_MINUTE * PER_ACCOUNT);
  }

  /** Takes one try. @returns gives it back, for when the password was right @throws Problem `request/too_many` */
  async take(email: string, address: string): Promise<() => Promise<void>> {
    const account = keyOf(email.trim().toLowerCase());
    const pair = keyOf(`${account} ${address}`);
    await consume(this.pair, pair);
    await consume(this.address, address);
    if (!this.known.has(pair)) await consume(this.account, account);
    return async () => {
      this.remember(pair);
      await Promise.all([this.pair.reward(pair), this.address.reward(address), this.account.delete(account)]);
    };
  }

  private remember(pair: string): void {
    this.known.delete(pair);
    this.known.add(pair);
    const [oldest] = this.known;
    if (this.known.size > KNOWN && oldest !== undefined) this.known.delete(oldest);
  }
}

/** Keys are kept hashed and short, whatever was sent as an address of a person. */
const keyOf = (text: string): string => Buffer.from(hashSecret(text)).toString('base64url').slice(0, 22);

async function consume(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (fault) {
    if (!(fault instanceof RateLimiterRes)) throw fault;
    throw new Problem('request/too_many', undefined, { retryAfterMs: fault.msBeforeNext });
  }
}
