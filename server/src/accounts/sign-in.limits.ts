import { Inject, Injectable } from '@nestjs/common';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import { Limits } from '../platform/edge/limits.js';
import { takeFrom } from '../platform/edge/rate-limit.js';
import { hashSecret } from '../platform/ids.js';
import type { Env } from '../platform/env.js';
import { ENV } from '../platform/tokens.js';

/** One address may try this many times as often over all accounts: an office signs in from one address. */
const PER_ADDRESS = 10;
/** Guesses at one account from everywhere together; an address its owner has signed in from is not counted in. */
const PER_ACCOUNT = 30;
/** How long an address stays known after its owner has signed in from there. */
const KNOWN_SECONDS = 7 * 24 * 3600;

/**
 * How often a password may be tried. Counted before the password is looked at, so that parallel guesses cannot
 * slip through, and given back when it was right. Nobody locks an account's owner out: the tight limit is for the
 * pair of account and address.
 */
@Injectable()
export class SignInLimits {
  private readonly pair: RateLimiterAbstract;
  private readonly address: RateLimiterAbstract;
  private readonly account: RateLimiterAbstract;
  private readonly known: RateLimiterAbstract;

  constructor(limits: Limits, @Inject(ENV) env: Env) {
    const perMinute = (name: string, points: number) => limits.make(`sign-in-${name}`, { points, duration: 60 });
    this.pair = perMinute('pair', env.SIGN_INS_PER_MINUTE);
    this.address = perMinute('address', env.SIGN_INS_PER_MINUTE * PER_ADDRESS);
    this.account = perMinute('account', env.SIGN_INS_PER_MINUTE * PER_ACCOUNT);
    this.known = limits.make('sign-in-known', { points: 1, duration: KNOWN_SECONDS });
  }

  /** Takes one try. @returns gives it back, for when the password was right @throws Problem `request/too_many` */
  async take(email: string, address: string): Promise<() => Promise<void>> {
    const account = keyOf(email.trim().toLowerCase());
    const pair = keyOf(`${account} ${address}`);
    await takeFrom(this.pair, pair);
    await takeFrom(this.address, address);
    if ((await this.known.get(pair)) === null) await takeFrom(this.account, account);
    return async () => {
      await Promise.all([this.known.set(pair, 1, KNOWN_SECONDS), this.pair.reward(pair), this.address.reward(address), this.account.delete(account)]);
    };
  }
}

/** Keys are kept hashed and short, whatever was sent as an address of a person. */
const keyOf = (text: string): string => Buffer.from(hashSecret(text)).toString('base64url').slice(0, 22);
