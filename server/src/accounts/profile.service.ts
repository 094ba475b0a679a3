import { Inject, Injectable } from '@nestjs/common';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import type { z } from 'zod';
import type { AvailabilityChange, Me, PasswordChange, ProfileChange } from '#contracts/accounts.js';
import type { Prisma } from '#prisma/generated/client.js';
import { type Actor, isStaff, type StaffActor } from '../platform/actor.js';
import { Database, type Tx } from '../platform/db.js';
import { Limits } from '../platform/edge/limits.js';
import { takeFrom } from '../platform/edge/rate-limit.js';
import type { Env } from '../platform/env.js';
import { Events } from '../platform/events/events.js';
import { Problem } from '../platform/problem.js';
import { ENV } from '../platform/tokens.js';
import { MeService } from './me.service.js';
import { Passwords } from './passwords.js';
import { SessionsService } from './sessions.service.js';

/** What a person changes about himself. */
@Injectable()
export class ProfileService {
  private readonly tries: RateLimiterAbstract;

  constructor(
    private readonly db: Database,
    private readonly people: MeService,
    private readonly passwords: Passwords,
    private readonly sessions: SessionsService,
    private readonly events: Events,
    limits: Limits,
    @Inject(ENV) env: Env,
  ) {
    this.tries = limits.make('password-change', { points: env.SIGN_INS_PER_MINUTE, duration: 60 });
  }

  async change(tx: Tx, actor: Actor, { name, locale, preferences }: z.infer<typeof ProfileChange>): Promise<Me> {
    const { id } = staff(actor);
    const data: Prisma.AccountUpdateInput = {};
    // What an admin edits has a version; how this person likes the screen has none.
    if (name !== undefined) Object.assign(data, { name, version: { increment: 1 } });
    if (locale !== undefined) data.locale = locale;
    if (preferences !== undefined) data.preferences = preferences;
    await tx.account.update({ where: { id }, data });
    await this.events.record(tx, actor, 'account.changed', id, { accountId: id });
    return this.people.read(tx, id);
  }

  async setAvailability(tx: Tx, actor: Actor, { availability }: z.infer<typeof AvailabilityChange>): Promise<Me> {
    const { id } = staff(actor);
    const { count } = await tx.account.updateMany({ where: { id, availability: { not: availability } }, data: { availability } });
    if (count > 0) await this.events.record(tx, actor, 'agent.availability_changed', id, { accountId: id, availability });
    return this.people.read(tx, id);
  }

  /** Proves the current password and hashes the next, before the transaction. @returns the hash to keep */
  async preparePassword(actor: Actor, { current, next }: z.infer<typeof PasswordChange>): Promise<string> {
    const { id } = staff(actor);
    await takeFrom(this.tries, id);
    const account = await this.db.prisma.account.findUniqueOrThrow({ where: { id }, select: { email: true, passwordHash: true } });
    if (!(await this.passwords.matches(current, account.passwordHash))) throw new Problem('account/password_wrong');
    return this.passwords.hash(next, account.email);
  }

  /** Sets the password and ends the person's other sessions. */
  async changePassword(tx: Tx, actor: Actor, passwordHash: string): Promise<{ ok: true }> {
    const { id, sessionId } = staff(actor);
    await tx.account.update({ where: { id }, data: { passwordHash } });
    await this.events.record(tx, actor, 'account.password_changed', id, { accountId: id });
    await this.sessions.end(tx, actor, id, 'revoked', sessionId ? { id: { not: sessionId } } : {});
    return { ok: true };
  }

  // Whoever found an open screen must not be able to guess on from there.
}

function staff(actor: Actor): StaffActor {
  if (!isStaff(actor)) throw new Problem('session/required');
  return actor;
}
