import { Inject, Injectable } from '@nestjs/common';
import { DEFAULT_TICKET_LIMIT, type RoutingProfile, type RoutingProfileChange, type RoutingProfiles } from '#contracts/routing.js';
import type { Prisma } from '#prisma/generated/client.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { Problem } from '../platform/problem.js';
import { SkillsService } from './skills.service.js';

const PARTS = {
  memberships: { select: { teamId: true } },
  routingProfile: true,
  skills: { select: { skillId: true, level: true, givenById: true, createdAt: true, skill: { select: { name: true } } }, orderBy: { skill: { name: 'asc' } } },
} as const satisfies Prisma.AccountInclude;
type Row = Prisma.AccountGetPayload<{ include: typeof PARTS }>;
/** Who can be given tickets at all. */
const HOLDERS = { deactivatedAt: null, passwordHash: { not: null }, roles: { some: { role: { permissions: { has: 'ticket.reply' } } } } } as const satisfies Prisma.AccountWhereInput;

/** What each colleague can take: languages, skills, and how much at once. */
@Injectable()
export class RoutingProfilesService {
  constructor(private readonly db: Database, private readonly skills: SkillsService, private readonly events: Events, @Inject(Clock) private readonly clock: Clock) {}

  async list(): Promise<RoutingProfiles> {
    const rows = await this.db.prisma.account.findMany({ where: HOLDERS, include: PARTS, orderBy: [{ name: 'asc' }, { id: 'asc' }] });
    return { items: await this.present(this.db.prisma, rows) };
  }

  /** @param version 0 where nobody has said anything yet @throws Problem resource/not_found, request/stale, request/invalid for a skill that is not there */
  async change(tx: Tx, actor: Actor, accountId: string, { languages, skills, ticketLimit }: RoutingProfileChange, version: number): Promise<RoutingProfile> {
    const held = await tx.$queryRaw<unknown[]>`SELECT 1 FROM "Account" WHERE "id" = ${accountId}::uuid FOR NO KEY UPDATE`;
    if (held.length === 0) throw new Problem('resource/not_found');
    const before = await tx.routingProfile.findUnique({ where: { accountId }, select: { version: true } });
    if ((before?.version ?? 0) !== version) throw new Problem('request/stale');
    await this.skills.demand(tx, skills.map(({ skillId }) => skillId), 'skills');
    const now = this.clock.now();
    const data = { languages: [...new Set(languages)].toSorted(), ticketLimit, changedById: actor.id, changedAt: now, version: version + 1 };
    await tx.routingProfile.upsert({ where: { accountId }, create: { accountId, ...data }, update: data });
    await this.giveSkills(tx, actor, accountId, new Map(skills.map(({ skillId, level }) => [skillId, level])), now);
    await this.events.record(tx, actor, 'routing_profile.changed', accountId, { accountId, version: version + 1 });
    const [profile] = await this.present(tx, [await tx.account.findUniqueOrThrow({ where: { id: accountId }, include: PARTS })]);
    if (!profile) throw new Problem('resource/not_found');
    return profile;
  }

  /** What stays as it was keeps who gave it and when. */
  private async giveSkills(tx: Tx, actor: Actor, accountId: string, wanted: ReadonlyMap<string, number>, createdAt: Date): Promise<void> {
    await tx.accountSkill.deleteMany({ where: { accountId, skillId: { notIn: [...wanted.keys()] } } });
    const known = new Map((await tx.accountSkill.findMany({ where: { accountId } })).map(({ skillId, level }) => [skillId, level]));
    for (const [skillId, level] of wanted) {
      if (known.get(skillId) === level) continue;
      const said = { level, givenById: actor.id, createdAt };
      await tx.accountSkill.upsert({ where: { accountId_skillId: { accountId, skillId } }, create: { accountId, skillId, ...said }, update: said });
    }
  }

  private async present(db: Pick<Tx, 'account' | 'ticket'>, rows: readonly Row[]): Promise<RoutingProfile[]> {
    const giverIds = [...new Set(rows.flatMap(({ skills }) => skills.flatMap(({ givenById }) => givenById ?? [])))];
    const givers = new Map((await db.account.findMany({ where: { id: { in: giverIds } }, select: { id: true, name: true } })).map(({ id, name }) => [id, name]));
    const counted = await db.ticket.groupBy({
      by: ['assigneeId'], where: { assigneeId: { in: rows.map(({ id }) => id) }, state: { in: ['new', 'open'] }, spamAt: null, snoozedUntil: null }, _count: { _all: true },
    });
    const open = new Map(counted.map(({ assigneeId, _count }) => [assigneeId, _count._all]));
    return rows.map(({ id, name, pictureUrl, memberships, routingProfile, skills }) => ({
      account: { id, name, pictureUrl },
      teamIds: memberships.map(({ teamId }) => teamId),
      languages: routingProfile?.languages ?? [],
      skills: skills.map(({ skillId, level, givenById, createdAt, skill }) => ({ skillId, name: skill.name, level, at: createdAt.toISOString(), by: givenById ? (givers.get(givenById) ?? null) : null })),
      ticketLimit: routingProfile?.ticketLimit ?? DEFAULT_TICKET_LIMIT,
      open: open.get(id) ?? 0,
      version: routingProfile?.version ?? 0,
    }));
  }
}
