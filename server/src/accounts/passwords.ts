import { Injectable } from '@nestjs/common';
import { hash, type Options, verify } from '@node-rs/argon2';
import { Problem } from '../platform/problem.js';
import { passwordFault } from './password.rules.js';

/** OWASP's first choice for argon2id, which is the library's default algorithm. */
const COST: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** The least that argon2 takes. */
const LEAST: Options = { memoryCost: 8, timeCost: 1, parallelism: 1 };
const AT_ONCE = 2;
const WAITING = 64;
/** Longer ones cost time to read and add nothing. */
const MAX_BYTES = 1024;

/**
 * The one place that hashes passwords. Each hash takes 19 MiB and a core for some 30 ms, so at most two run at
 * once and a bounded number waits: a flood of sign-ins is refused instead of starving everybody else.
 */
@Injectable()
export class Passwords {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private decoy: Promise<string> | null = null;

  /** @throws Problem `account/password_weak`, `request/too_many` */
  async hash(password: string, email: string): Promise<string> {
    const fault = passwordFault(password, email);
    if (fault) throw new Problem('account/password_weak', { reason: fault });
    return this.inTurn(() => hash(password, COST));
  }

  /** For a password made by us of 120 random bits or more: nobody guesses it at any speed, so slowness buys nothing. */
  hashRandom(password: string): Promise<string> {
    return hash(password, LEAST);
  }

  /** Whether the password belongs to the hash. Takes as long when there is no hash, so that time tells nobody who exists. */
  async matches(password: string, stored: string | null): Promise<boolean> {
    if (Buffer.byteLength(password) > MAX_BYTES) return false;
    this.decoy ??= hash('no password has this hash', COST);
    const against = stored ?? (await this.decoy);
    const same = await this.inTurn(() => verify(against, password));
    return same && stored !== null;
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= AT_ONCE) {
      if (this.waiting.length >= WAITING) throw new Problem('request/too_many', undefined, { retryAfterMs: 1_000 });
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    } else {
      this.running += 1;
    }
    try {
      return await work();
    } finally {
      // The place goes straight to the next in line, so nobody can slip in between.
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}
