import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Team, TeamChange, TeamDraft, Teams } from '#contracts/accounts.js';
import type { Prisma } from '#prisma/generated/client.js';
import type { Actor } from '../platform/actor.js';
import { Database, type Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { newId } from '../platform/ids.js';
import { Problem } from '../platform/problem.js';
import { unlessTaken } from '../platform/duplicate.js';
import { Grants } from './grants.js';

type TeamView = z.infer<typeof Team>;

const PARTS = {
  calendar: { select: { id: true, name: true } },
  members: {
    where: { account: { deactivatedAt: null } },
    select: { account: { select: { id: true, name: true, pictureUrl: true } } },
    orderBy: { account: { name: 'asc' } },
  },
} as const satisfies Prisma.TeamInclude;

/** Groups of people whose tickets are each other's business. */
@Injectable()
export class TeamsService {
  constructor(
    private readonly db: Database,
    private readonly events: Events,
    private readonly grants: Grants,
  ) {}

  async list(actor: Actor): Promise<z.infer<typeof Teams>> {
    const rows = await this.db.prisma.team.findMany({ include: PARTS, orderBy: { name: 'asc' } });
    return { items: rows.map((row) => present(row, actor)) };
  }

  async make(tx: Tx, actor: Actor, { name, memberIds = [], calendarId = null }: z.infer<typeof TeamDraft>): Promise<TeamView> {
    const id = newId();
    if (calendarId !== null) await this.requireCalendar(tx, calendarId);
    await unlessTaken('team/name_taken', tx.team.create({ data: { id, name, calendarId } }));
    await this.grants.putMembers(tx, actor, id, memberIds);
    await this.events.record(tx, actor, 'team.changed', id, { teamId: id });
    return this.find(tx, actor, id);
  }

  /** @param version the one the caller read; null takes whatever there is. @throws Problem `request/stale` */
  async change(tx: Tx, actor: Actor, id: string, { name, memberIds, calendarId }: z.infer<typeof TeamChange>, version: number | null): Promise<TeamView> {
    const held = await this.hold(tx, id);
    if (version !== null && version !== held) throw new Problem('request/stale');
    if (calendarId) await this.requireCalendar(tx, calendarId);
    const data = { version: { increment: 1 }, ...(name === undefined ? {} : { name }), ...(calendarId === undefined ? {} : { calendarId }) };
    await unlessTaken('team/name_taken', tx.team.update({ where: { id }, data }));
    if (memberIds) await this.grants.putMembers(tx, actor, id, memberIds);
    await this.events.record(tx, actor, 'team.changed', id, { teamId: id });
    return this.find(tx, actor, id);
  }

  /** Removes a team nobody and nothing belongs to any more. @throws Problem `team/not_empty` */
  async remove(tx: Tx, actor: Actor, id: string): Promise<{ ok: true }> {
    await this.hold(tx, id);
    const { _count: left } = await tx.team.findUniqueOrThrow({
      where: { id },
      select: { _count: { select: { members: true, channels: true, tickets: true, cannedReplies: true } } },
    });
    const { members, channels, tickets, cannedReplies } = left;
    if (members + channels + tickets + cannedReplies > 0) throw new Problem('team/not_empty', { members, channels, tickets, cannedReplies });
    await tx.team.delete({ where: { id } });
    await this.events.record(tx, actor, 'team.changed', id, { teamId: id });
    return { ok: true };
  }

  // Two changes of one team's members would otherwise each see the other's as not yet there.
  private async hold(tx: Tx, id: string): Promise<number> {
    const [team] = await tx.$queryRaw<{ version: number }[]>`SELECT "version" FROM "Team" WHERE "id" = ${id}::uuid FOR UPDATE`;
    if (!team) throw new Problem('resource/not_found');
    return team.version;
  }

  // Held until the team names it, so that nobody removes it meanwhile.
  private async requireCalendar(tx: Tx, id: string): Promise<void> {
    const rows = await tx.$queryRaw<unknown[]>`SELECT 1 FROM "Calendar" WHERE "id" = ${id}::uuid FOR KEY SHARE`;
    if (rows.length === 0) throw new Problem('request/invalid', undefined, { fields: [{ path: 'calendarId', code: 'custom' }] });
  }

  private async find(tx: Tx, actor: Actor, id: string): Promise<TeamView> {
    return present(await tx.team.findUniqueOrThrow({ where: { id }, include: PARTS }), actor);
  }
}

function present(row: Prisma.TeamGetPayload<{ include: typeof PARTS }>, actor: Actor): TeamView {
  return { id: row.id, name: row.name, members: row.members.map(({ account }) => account), version: row.version, calendar: row.calendar, can: { change: actor.permissions.has('team.manage') } };
}
