import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { newId } from '../platform/ids.js';
import { AccountLinks } from './account-links.js';
import { FIRST_ADMIN_EMAIL } from './first-admin.rules.js';

/**
 * A desk without demo has nobody in it. Until somebody signs in for the first time every start prints a new
 * one-time link that makes the first admin; whoever reads the terminal of the server may be that.
 */
@Injectable()
export class FirstAdmin {
  constructor(
    private readonly db: Database,
    private readonly links: AccountLinks,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @returns the address to print, or null when somebody can sign in already */
  async invite(): Promise<string | null> {
    const url = await this.db.transaction((tx) => this.link(tx));
    return url && `${url}&first`;
  }

  private async link(tx: Tx): Promise<string | null> {
    // Several processes may start at once; the admin's role is where they meet.
    const [role] = await tx.$queryRaw<{ id: string }[]>`SELECT "id" FROM "Role" WHERE "builtIn" = 'admin' FOR UPDATE`;
    if (!role || (await tx.account.count({ where: { passwordHash: { not: null } } })) > 0) return null;
    const waiting = await tx.account.findUnique({ where: { email: FIRST_ADMIN_EMAIL }, select: { id: true } });
    const accountId = waiting?.id ?? (await this.seat(tx, role.id));
    return (await this.links.make(tx, 'invitation', accountId)).url;
  }

  private async seat(tx: Tx, roleId: string): Promise<string> {
    const id = newId();
    // In every team there is and at work at once: a desk whose only person is in no queue would tell customers that nobody is there.
    const teams = await tx.team.findMany({ select: { id: true } });
    await tx.account.create({
      data: {
        id, email: FIRST_ADMIN_EMAIL, name: 'Admin', availability: 'online', createdAt: this.clock.now(),
        roles: { create: { roleId } }, memberships: { create: teams.map((team) => ({ teamId: team.id })) },
      },
    });
    return id;
  }
}
