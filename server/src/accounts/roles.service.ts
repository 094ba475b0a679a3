import { Injectable } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { z } from 'zod';
import type { Role, RoleDraft, Roles } from '#contracts/accounts.js';
import { Permission, PERMISSIONS } from '#contracts/permissions.js';
import type { Prisma } from '#prisma/generated/client.js';
import type { Actor } from '../platform/actor.js';
import { Database, type Tx } from '../platform/db.js';
import { type EndpointAccess, endpointsOf } from '../platform/edge/access.check.js';
import { Events } from '../platform/events/events.js';
import { newId } from '../platform/ids.js';
import { Problem } from '../platform/problem.js';
import { demandAll, holdsAll } from './accounts.policy.js';
import { unlessTaken } from '../platform/duplicate.js';
import { Grants } from './grants.js';

type RoleView = z.infer<typeof Role>;
type Draft = z.infer<typeof RoleDraft>;

const PARTS = { _count: { select: { accounts: true } } } as const satisfies Prisma.RoleInclude;
type Row = Prisma.RoleGetPayload<{ include: typeof PARTS }>;

/** Named sets of permissions. The built-in ones are fixed; an organisation makes its own beside them. */
@Injectable()
export class RolesService {
  constructor(
    private readonly db: Database,
    private readonly events: Events,
    private readonly grants: Grants,
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  async list(actor: Actor): Promise<z.infer<typeof Roles>> {
    const rows = await this.db.prisma.role.findMany({ include: PARTS, orderBy: [{ createdAt: 'asc' }, { name: 'asc' }] });
    return {
      items: rows.map((row) => present(row, actor)),
      permissions: Permission.options.map((name) => ({ name, meaning: PERMISSIONS[name], calls: this.callsFor(name) })),
    };
  }

  private callsFor(name: Permission): string[] {
    const asks = ({ access }: EndpointAccess) => (access.kind === 'permission' ? access.permission === name : (access.kind === 'signed-in' || access.kind === 'anybody') && access.scope === name);
    return endpointsOf(this.discovery, this.scanner).filter(asks).map(({ call }) => call).sort();
  }

  async make(tx: Tx, actor: Actor, { name, permissions }: Draft): Promise<RoleView> {
    demandAll(actor, permissions);
    const id = newId();
    await unlessTaken('role/name_taken', tx.role.create({ data: { id, name, permissions: inOrder(permissions) } }));
    await this.events.record(tx, actor, 'role.changed', id, { roleId: id });
    return this.find(tx, actor, id);
  }

  /**
   * Changes what everybody with the role may do, at once.
   * @param version the one the caller read; null takes whatever there is. @throws Problem `request/stale`
   */
  async change(tx: Tx, actor: Actor, id: string, { name, permissions }: Draft, version: number | null): Promise<RoleView> {
    const row = await this.hold(tx, actor, id);
    if (version !== null && version !== row.version) throw new Problem('request/stale');
    demandAll(actor, permissions);
    const wanted = inOrder(permissions);
    await unlessTaken('role/name_taken', tx.role.update({ where: { id }, data: { name, permissions: wanted, version: { increment: 1 } } }));
    await this.events.record(tx, actor, 'role.changed', id, { roleId: id });
    if (wanted.join() !== row.permissions.join()) {
      const holders = await tx.accountRole.findMany({ where: { roleId: id }, select: { accountId: true }, orderBy: { accountId: 'asc' } });
      await this.grants.rightsChanged(
        tx,
        actor,
        holders.map((holder) => holder.accountId),
      );
    }
    return this.find(tx, actor, id);
  }

  async remove(tx: Tx, actor: Actor, id: string): Promise<{ ok: true }> {
    const row = await this.hold(tx, actor, id);
    if (row._count.accounts > 0) throw new Problem('role/in_use', { people: row._count.accounts });
    await tx.role.delete({ where: { id } });
    await this.events.record(tx, actor, 'role.changed', id, { roleId: id });
    return { ok: true };
  }

  // The lock keeps somebody else from giving the role to a person while it is being changed or removed.
  private async hold(tx: Tx, actor: Actor, id: string): Promise<Row> {
    await tx.$queryRaw`SELECT 1 FROM "Role" WHERE "id" = ${id}::uuid FOR UPDATE`;
    const row = await tx.role.findUnique({ where: { id }, include: PARTS });
    if (!row) throw new Problem('resource/not_found');
    if (row.builtIn !== null) throw new Problem('role/built_in');
    demandAll(actor, row.permissions);
    return row;
  }

  private async find(tx: Tx, actor: Actor, id: string): Promise<RoleView> {
    return present(await tx.role.findUniqueOrThrow({ where: { id }, include: PARTS }), actor);
  }
}

const inOrder = (permissions: readonly Permission[]): Permission[] => Permission.options.filter((name) => permissions.includes(name));

function present(row: Row, actor: Actor): RoleView {
  const may = row.builtIn === null && actor.permissions.has('role.manage') && holdsAll(actor, row.permissions);
  return {
    id: row.id,
    name: row.name,
    builtIn: row.builtIn,
    permissions: Permission.options.filter((name) => row.permissions.includes(name)),
    people: row._count.accounts,
    version: row.version,
    can: { change: may, delete: may && row._count.accounts === 0 },
  };
}
