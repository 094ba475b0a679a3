import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/db.js';
import { Problem } from '../platform/problem.js';

/** Keeps somebody in charge: the organisation never loses its last admin who can sign in. */
@Injectable()
export class Admins {
  /** Does `change` and takes it back when it leaves nobody. @throws Problem `account/last_admin` */
  async guard(tx: Tx, change: () => Promise<void>): Promise<void> {
    // Two admins who remove each other at the same moment must meet somewhere: at the role's row.
    await tx.$queryRaw`SELECT 1 FROM "Role" WHERE "builtIn" = 'admin' FOR UPDATE`;
    const before = await this.count(tx);
    await change();
    if (before > 0 && (await this.count(tx)) === 0) throw new Problem('account/last_admin');
  }

  private count(tx: Tx): Promise<number> {
    return tx.account.count({ where: { deactivatedAt: null, passwordHash: { not: null }, roles: { some: { role: { builtIn: 'admin' } } } } });
  }
}
