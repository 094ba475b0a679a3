import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/db.js';
import { type NeededSkill, needsOf, type Needs } from './needs.rules.js';
import { type TeamWishes, wishesOf } from './team-routing.record.js';

interface Row {
  readonly ticketId: string;
  readonly type: string;
  readonly tags: string[];
  readonly locale: string | null;
  readonly language: string | null;
  readonly teamId: string | null;
  readonly askedAt: Date | null;
  readonly waitsSince: Date | null;
  readonly fallbackAt: Date | null;
  readonly formerId: string | null;
}
export interface AskingTicket extends Omit<Row, 'type' | 'tags' | 'locale' | 'language'> {
  readonly needs: Needs;
  readonly team: TeamWishes;
}

type Db = Pick<Tx, '$queryRaw' | 'ticketSkill' | 'teamRouting' | 'skill'>;

/** What tickets ask of whoever takes them: by hand, by rules, by their teams and by who their customers are. */
@Injectable()
export class TicketAsking {
  async of(db: Db, ticketId: string): Promise<AskingTicket | null> {
    return (await this.ofMany(db, [ticketId])).get(ticketId) ?? null;
  }

  async ofMany(db: Db, ticketIds: readonly string[]): Promise<ReadonlyMap<string, AskingTicket>> {
    const rows = await db.$queryRaw<Row[]>`
      SELECT k."id" AS "ticketId", k."type", k."tags", k."teamId", coalesce(v."locale", c."locale") AS "locale", r."language", r."askedAt", r."waitsSince", r."fallbackAt", e."assigneeId" AS "formerId"
      FROM "Ticket" k LEFT JOIN "Visitor" v ON v."id" = k."visitorId" LEFT JOIN "Customer" c ON c."id" = coalesce(k."customerId", v."customerId")
        LEFT JOIN "TicketRouting" r ON r."ticketId" = k."id" LEFT JOIN "Ticket" e ON e."id" = k."linkedFromId"
      WHERE k."id" = ANY(${[...ticketIds]}::uuid[])`;
    const teams = await this.teams(db, rows.flatMap(({ teamId }) => teamId ?? []));
    const named = await db.ticketSkill.findMany({ where: { ticketId: { in: rows.map(({ ticketId }) => ticketId) } }, include: { skill: { select: { name: true } } } });
    const ruled = [...teams.values()].flatMap(({ skillRules }) => skillRules.map(({ skillId }) => skillId));
    const names = ruled.length === 0 ? [] : await db.skill.findMany({ where: { id: { in: ruled } }, select: { id: true, name: true } });
    const nameOf = new Map(names.map(({ id, name }) => [id, name]));
    return new Map(
      rows.map(({ type, tags, locale, language, ...row }) => {
        const team = (row.teamId ? teams.get(row.teamId) : undefined) ?? wishesOf(null);
        const skills = named.filter(({ ticketId }) => ticketId === row.ticketId).map(({ skillId, level, byKind, skill }): NeededSkill => ({ skillId, level, name: skill.name, by: byKind === 'rule' ? 'rule' : 'hand' }));
        return [row.ticketId, { ...row, team, needs: needsOf({ type, tags, locale, language, named: skills }, team, nameOf) }];
      }),
    );
  }

  private async teams(db: Db, teamIds: readonly string[]): Promise<ReadonlyMap<string, TeamWishes>> {
    const rows = await db.teamRouting.findMany({ where: { teamId: { in: [...new Set(teamIds)] } } });
    return new Map(rows.map((row) => [row.teamId, wishesOf(row)]));
  }
}
