import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Account, AccountChange, Accounts, Colleagues } from '#contracts/accounts.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { Problem } from '../platform/problem.js';
import { accountCan } from './accounts.policy.js';
import { ACCOUNT_PARTS, type AccountRow, permissionsOf, presentAccount, presentColleague } from './accounts.present.js';
import { Admins } from './admins.js';
import { FIRST_ADMIN_EMAIL } from './first-admin.rules.js';
import { Grants } from './grants.js';
import { SessionsService } from './sessions.service.js';

type Db = Pick<Tx, 'account' | 'chat'>;

/** The people of the organisation. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly db: Database,
    private readonly events: Events,
    private readonly grants: Grants,
    private readonly admins: Admins,
    private readonly sessions: SessionsService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async list(actor: Actor): Promise<z.infer<typeof Accounts>> {
    const rows = await this.db.prisma.account.findMany({
      where: { email: { not: FIRST_ADMIN_EMAIL } },
      include: ACCOUNT_PARTS,
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
    });
    const loads = await this.loads(this.db.prisma);
    return { items: rows.map((row) => presentAccount(row, actor, loads.get(row.id) ?? 0, this.clock.now())) };
  }

  /** Whom one may name in a transfer or assignment. */
  async colleagues(): Promise<z.infer<typeof Colleagues>> {
    const rows = await this.db.prisma.account.findMany({
      where: { deactivatedAt: null, passwordHash: { not: null } },
      include: ACCOUNT_PARTS,
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
    });
    const loads = await this.loads(this.db.prisma);
    return { items: rows.map((row) => presentColleague(row, loads.get(row.id) ?? 0, this.clock.now())) };
  }

  async present(db: Db, actor: Actor, id: string): Promise<Account> {
    const row = await this.find(db, id);
    const load = await db.chat.count({ where: { agentId: id, state: 'accepted' } });
    return presentAccount(row, actor, load, this.clock.now());
  }

  /** @param version the one the caller read; null takes whatever there is. @throws Problem `request/stale` */
  async change(tx: Tx, actor: Actor, id: string, { name, capacity, roleIds, teamIds }: z.infer<typeof AccountChange>, version: number | null): Promise<Account> {
    const row = await this.changeable(tx, actor, id, 'change');
    if (version !== null && version !== row.version) throw new Problem('request/stale');
    await this.admins.guard(tx, async () => {
      if (roleIds) await this.grants.giveRoles(tx, actor, id, roleIds);
    });
    if (teamIds) await this.grants.putInTeams(tx, actor, id, teamIds);
    await tx.account.update({
      where: { id: row.id },
      data: { version: { increment: 1 }, ...(name === undefined ? {} : { name }), ...(capacity === undefined ? {} : { capacity }) },
    });
    await this.events.record(tx, actor, 'account.changed', id, { accountId: id });
    return this.present(tx, actor, id);
  }

  /** Ends a person's access at once, everywhere. What he wrote stays, under his name. */
  async deactivate(tx: Tx, actor: Actor, id: string): Promise<Account> {
    const row = await this.changeable(tx, actor, id, 'deactivate');
    if (row.deactivatedAt) return this.present(tx, actor, id);
    const now = this.clock.now();
    await this.admins.guard(tx, async () => {
      await tx.account.update({ where: { id }, data: { deactivatedAt: now, availability: 'offline', version: { increment: 1 } } });
    });
    await this.sessions.end(tx, actor, id, 'revoked', {});
    await tx.apiToken.updateMany({ where: { accountId: id, revokedAt: null }, data: { revokedAt: now } });
    await tx.accountLink.updateMany({ where: { accountId: id, usedAt: null }, data: { usedAt: now } });
    await this.events.record(tx, actor, 'account.deactivated', id, { accountId: id });
    if (row.availability !== 'offline') await this.events.record(tx, actor, 'agent.availability_changed', id, { accountId: id, availability: 'offline' });
    return this.present(tx, actor, id);
  }

  async reactivate(tx: Tx, actor: Actor, id: string): Promise<Account> {
    const row = await this.changeable(tx, actor, id, 'deactivate');
    if (!row.deactivatedAt) return this.present(tx, actor, id);
    await tx.account.update({ where: { id }, data: { deactivatedAt: null, version: { increment: 1 } } });
    await this.events.record(tx, actor, 'account.reactivated', id, { accountId: id });
    return this.present(tx, actor, id);
  }

  private async changeable(tx: Tx, actor: Actor, id: string, verb: 'change' | 'deactivate'): Promise<AccountRow> {
    // Every verb on a person takes this row first, so two of them cannot pass each other's checks.
    await tx.$queryRaw`SELECT 1 FROM "Account" WHERE "id" = ${id}::uuid FOR UPDATE`;
    const row = await this.find(tx, id);
    if (!accountCan(actor, { id, permissions: permissionsOf(row) })[verb]) throw new Problem('permission/missing', { accountId: id });
    return row;
  }

  private async find(db: Db, id: string): Promise<AccountRow> {
    const row = await db.account.findUnique({ where: { id }, include: ACCOUNT_PARTS });
    if (!row) throw new Problem('resource/not_found');
    return row;
  }

  private async loads(db: Db): Promise<ReadonlyMap<string, number>> {
    const counted = await db.chat.groupBy({ by: ['agentId'], where: { state: 'accepted', agentId: { not: null } }, _count: { _all: true } });
    return new Map(counted.flatMap(({ agentId, _count }) => (agentId ? [[agentId, _count._all] as const] : [])));
  }
}
