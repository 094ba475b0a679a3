import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { SignIn } from '#contracts/accounts.js';
import { Database, type Tx } from '../platform/db.js';
import { Problem } from '../platform/problem.js';
import { Passwords } from './passwords.js';
import { type Opened, SessionsService } from './sessions.service.js';
import { SignInLimits } from './sign-in.limits.js';

interface Proof {
  readonly accountId: string;
  readonly passwordHash: string;
}

/** Proof by password. Says "wrong" in the same words and the same time whatever was wrong. */
@Injectable()
export class SignInService {
  constructor(
    private readonly db: Database,
    private readonly limits: SignInLimits,
    private readonly passwords: Passwords,
    private readonly sessions: SessionsService,
  ) {}

  /** Whose credentials these are. @throws Problem `session/wrong_credentials`, `request/too_many` */
  async prove({ email, password }: z.infer<typeof SignIn>, address: string): Promise<Proof> {
    const giveBack = await this.limits.take(email, address);
    const account = await this.find(email.trim().toLowerCase());
    const known = account?.deactivatedAt === null ? account : null;
    const right = await this.passwords.matches(password, known?.passwordHash ?? null);
    if (!known?.passwordHash || !right) throw new Problem('session/wrong_credentials');
    await giveBack();
    return { accountId: known.id, passwordHash: known.passwordHash };
  }

  /** Opens a session on a proof, unless the password was changed or the person deactivated since. */
  async open(tx: Tx, { accountId, passwordHash }: Proof, userAgent: string): Promise<Opened> {
    // Holds the row: a password change that ends "all other sessions" either sees this one or makes it fail here.
    const rows = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM "Account" WHERE "id" = ${accountId}::uuid AND "passwordHash" = ${passwordHash} AND "deactivatedAt" IS NULL FOR SHARE`;
    if (rows.length === 0) throw new Problem('session/wrong_credentials');
    return this.sessions.open(tx, accountId, userAgent);
  }

  private async find(email: string) {
    // PostgreSQL can hold no such address, and would refuse the question itself.
    if (email.includes('\u0000') || !email.isWellFormed()) return null;
    return this.db.prisma.account.findUnique({ where: { email }, select: { id: true, passwordHash: true, deactivatedAt: true } });
  }
}
