import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/actor.js';
import type { Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { Problem } from '../platform/problem.js';
import { demandAll } from './accounts.policy.js';

/** Who has which roles and belongs to which teams. A change ends the person's live sockets, who comes back with new rights. */
@Injectable()
export class Grants {
  constructor(private readonly events: Events) {}

  /** Gives exactly these roles. Taking and giving both need every permission of the role concerned. */
  async giveRoles(tx: Tx, actor: Actor, accountId: string, roleIds: readonly string[]): Promise<void> {
    const wanted = new Set(roleIds);
    const held = new Set((await tx.accountRole.findMany({ where: { accountId } })).map((row) => row.roleId));
    const changed = [...wanted, ...held].filter((id) => wanted.has(id) !== held.has(id));
    if (changed.length === 0) return;
    const roles = await tx.role.findMany({ where: { id: { in: changed } } });
    if (changed.some((id) => !roles.some((role) => role.id === id))) throw unknown('roleIds');
    for (const role of roles) demandAll(actor, role.permissions);
    await tx.accountRole.deleteMany({ where: { accountId, roleId: { in: changed } } });
    await tx.accountRole.createMany({ data: changed.filter((id) => wanted.has(id)).map((roleId) => ({ accountId, roleId })) });
    await this.rightsChanged(tx, actor, [accountId]);
  }

  /** Makes the person a member of exactly these teams. */
  async putInTeams(tx: Tx, actor: Actor, accountId: string, teamIds: readonly string[]): Promise<void> {
    const wanted = new Set(teamIds);
    const held = new Set((await tx.teamMember.findMany({ where: { accountId } })).map((row) => row.teamId));
    const changed = [...wanted, ...held].filter((id) => wanted.has(id) !== held.has(id));
    if (changed.length === 0) return;
    if ((await tx.team.count({ where: { id: { in: changed } } })) < changed.length) throw unknown('teamIds');
    await tx.teamMember.deleteMany({ where: { accountId, teamId: { in: changed } } });
    await tx.teamMember.createMany({ data: changed.filter((id) => wanted.has(id)).map((teamId) => ({ accountId, teamId })) });
    // Whoever edits one of these teams meanwhile edits another list of members.
    await tx.team.updateMany({ where: { id: { in: changed } }, data: { version: { increment: 1 } } });
    for (const teamId of changed) await this.events.record(tx, actor, 'team.changed', teamId, { teamId });
    await this.rightsChanged(tx, actor, [accountId]);
  }

  /** Makes exactly these people members of the team. */
  async putMembers(tx: Tx, actor: Actor, teamId: string, memberIds: readonly string[]): Promise<void> {
    const wanted = new Set(memberIds);
    const held = new Set((await tx.teamMember.findMany({ where: { teamId } })).map((row) => row.accountId));
    const changed = [...wanted, ...held].filter((id) => wanted.has(id) !== held.has(id));
    if (changed.length === 0) return;
    if ((await tx.account.count({ where: { id: { in: changed } } })) < changed.length) throw unknown('memberIds');
    await tx.teamMember.deleteMany({ where: { teamId, accountId: { in: changed } } });
    await tx.teamMember.createMany({ data: changed.filter((id) => wanted.has(id)).map((accountId) => ({ accountId, teamId })) });
    await tx.account.updateMany({ where: { id: { in: changed } }, data: { version: { increment: 1 } } });
    await this.rightsChanged(tx, actor, changed);
  }

  async rightsChanged(tx: Tx, actor: Actor, accountIds: readonly string[]): Promise<void> {
    for (const accountId of accountIds) await this.events.record(tx, actor, 'account.rights_changed', accountId, { accountId });
  }
}

const unknown = (path: string): Problem => new Problem('request/invalid', undefined, { fields: [{ path, code: 'unknown' }] });
