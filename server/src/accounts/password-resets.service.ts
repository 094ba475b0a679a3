import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import type { z } from 'zod';
import type { PasswordReset, PasswordResetCompletion } from '#contracts/accounts.js';
import { SYSTEM } from '../platform/actor.js';
import type { Tx } from '../platform/db.js';
import { Limits } from '../platform/edge/limits.js';
import { takeFrom } from '../platform/edge/rate-limit.js';
import type { Env } from '../platform/env.js';
import { Events } from '../platform/events/events.js';
import { ENV } from '../platform/tokens.js';
import { AccountLinks } from './account-links.js';
import { Passwords } from './passwords.js';
import { asPerson, type Opened, SessionsService } from './sessions.service.js';

/** Every request takes at least this long, so that its time does not tell who has an account. */
const QUIET_MS = 250;
/** Letters to one person in a quarter of an hour; more would only fill his mailbox. */
const LETTERS = 3;
const LETTERS_MS = 15 * 60_000;

type Request = z.infer<typeof PasswordReset>;
type Completion = z.infer<typeof PasswordResetCompletion>;

/** A forgotten password: a link to the person's own mailbox sets a new one. */
@Injectable()
export class PasswordResetsService {
  private readonly address: RateLimiterAbstract;

  constructor(
    private readonly links: AccountLinks,
    private readonly passwords: Passwords,
    private readonly sessions: SessionsService,
    private readonly events: Events,
    limits: Limits,
    @Inject(ENV) env: Env,
  ) {
    this.address = limits.make('reset-address', { points: env.SIGN_INS_PER_MINUTE, duration: 60 });
  }

  /** Counts the request and hides how long `request` takes. @throws Problem `request/too_many` */
  async quietly(address: string, request: () => Promise<void>): Promise<{ ok: true }> {
    await takeFrom(this.address, address);
    await Promise.all([request(), pause(QUIET_MS)]);
    return { ok: true };
  }

  /** Records the wish for a letter, if there is somebody to write to. */
  async request(tx: Tx, { email }: Request): Promise<void> {
    const address = email.trim().toLowerCase();
    if (address.includes('\u0000') || !address.isWellFormed()) return;
    const account = await tx.account.findUnique({ where: { email: address }, select: { id: true, deactivatedAt: true } });
    if (!account || account.deactivatedAt) return;
    if ((await this.links.madeWithin(tx, 'reset', account.id, LETTERS_MS)) >= LETTERS) return;
    const link = await this.links.make(tx, 'reset', account.id);
    await this.events.record(tx, SYSTEM, 'account.reset_requested', account.id, { accountId: account.id, linkId: link.id });
  }

  /** Everything that takes long, done before the transaction. @returns the hash to keep */
  async prepare({ token, password }: Completion): Promise<string> {
    const { email } = await this.links.look('reset', token);
    return this.passwords.hash(password, email);
  }

  /** Sets the password, ends every session of the person and opens a new one. */
  async complete(tx: Tx, { token }: Completion, passwordHash: string, userAgent: string): Promise<Opened> {
    const accountId = await this.links.redeem(tx, 'reset', token);
    const actor = asPerson(accountId);
    await tx.account.update({ where: { id: accountId }, data: { passwordHash, version: { increment: 1 } } });
    await this.events.record(tx, actor, 'account.password_changed', accountId, { accountId });
    await this.sessions.end(tx, actor, accountId, 'revoked', {});
    return this.sessions.open(tx, accountId, userAgent);
  }
}
