import { Inject, Injectable } from '@nestjs/common';
import { MOST_SKILLS, type Skill, type SkillDraft, type Skills } from '#contracts/routing.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { unlessTaken } from '../platform/duplicate.js';
import { Events } from '../platform/events/events.js';
import { newId } from '../platform/ids.js';
import { Problem } from '../platform/problem.js';
import { readSkillRules } from './team-routing.record.js';

const PARTS = { _count: { select: { people: { where: { account: { deactivatedAt: null } } } } } } as const;
type Row = { id: string; name: string; version: number; createdAt: Date; _count: { people: number } };

/** What colleagues can be good at, by name. */
@Injectable()
export class SkillsService {
  constructor(private readonly db: Database, private readonly events: Events, @Inject(Clock) private readonly clock: Clock) {}

  async list(actor: Actor): Promise<Skills> {
    const rows = await this.db.prisma.skill.findMany({ include: PARTS, orderBy: [{ name: 'asc' }, { id: 'asc' }] });
    return { items: rows.map(present), can: { manage: actor.permissions.has('routing.manage') } };
  }

  /** @throws Problem skill/name_taken, request/invalid where there are too many */
  async make(tx: Tx, actor: Actor, { name }: SkillDraft): Promise<Skill> {
    if ((await tx.skill.count()) >= MOST_SKILLS) throw new Problem('request/invalid', undefined, { fields: [{ path: 'name', code: 'too_many' }] });
    const id = newId();
    await unlessTaken('skill/name_taken', tx.skill.create({ data: { id, name, createdById: actor.id, createdAt: this.clock.now() } }));
    return this.told(tx, actor, id);
  }

  /** @throws Problem resource/not_found, request/stale, skill/name_taken */
  async rename(tx: Tx, actor: Actor, id: string, { name }: SkillDraft, version: number): Promise<Skill> {
    const held = await this.hold(tx, id);
    if (held !== version) throw new Problem('request/stale');
    await unlessTaken('skill/name_taken', tx.skill.update({ where: { id }, data: { name, version: { increment: 1 } } }));
    return this.told(tx, actor, id);
  }

  /** Nobody has it and no ticket needs it any more. @throws Problem skill/in_use { teams } while a team's rules name it */
  async remove(tx: Tx, actor: Actor, id: string): Promise<{ ok: true }> {
    await this.hold(tx, id);
    const teams = await tx.teamRouting.findMany({ select: { skillRules: true, team: { select: { name: true } } } });
    const naming = teams.filter(({ skillRules }) => readSkillRules(skillRules).some(({ skillId }) => skillId === id)).map(({ team }) => team.name);
    if (naming.length > 0) throw new Problem('skill/in_use', { teams: naming });
    await tx.skill.delete({ where: { id } });
    await this.events.record(tx, actor, 'skill.removed', id, { skillId: id });
    return { ok: true };
  }

  /** @throws Problem request/invalid unless each is there; held, so that none is removed before it is named */
  async demand(tx: Tx, ids: readonly string[], path: string): Promise<ReadonlyMap<string, string>> {
    const wanted = [...new Set(ids)].toSorted();
    const rows = await tx.$queryRaw<{ id: string; name: string }[]>`SELECT "id", "name" FROM "Skill" WHERE "id" = ANY(${wanted}::uuid[]) ORDER BY "id" FOR KEY SHARE`;
    if (rows.length < wanted.length) throw new Problem('request/invalid', undefined, { fields: [{ path, code: 'unknown' }] });
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  private async hold(tx: Tx, id: string): Promise<number> {
    const [row] = await tx.$queryRaw<{ version: number }[]>`SELECT "version" FROM "Skill" WHERE "id" = ${id}::uuid FOR UPDATE`;
    if (!row) throw new Problem('resource/not_found');
    return row.version;
  }

  private async told(tx: Tx, actor: Actor, id: string): Promise<Skill> {
    const row = await tx.skill.findUniqueOrThrow({ where: { id }, include: PARTS });
    await this.events.record(tx, actor, 'skill.changed', id, { skillId: id, version: row.version });
    return present(row);
  }
}

const present = ({ id, name, version, createdAt, _count }: Row): Skill => ({ id, name, version, createdAt: createdAt.toISOString(), people: _count.people });
