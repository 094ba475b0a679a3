import { Inject, Injectable } from '@nestjs/common';
import type { RoutingReason } from '#contracts/routing.reasons.js';
import type { TeamKey } from '#prisma/demo/demo.types.js';
import { ABILITIES, type DemoMethod, METHODS, SKILLS } from '#prisma/demo/routing.js';
import type { Prisma } from '#prisma/generated/client.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { newId } from '../platform/ids.js';
import { choose, type Colleague } from '../routing/choice.rules.js';
import { needsOf } from '../routing/needs.rules.js';
import { type DemoWorld, idAt, known } from './demo-world.js';

const DAY_MS = 86_400_000;
const TICKET = {
  id: true, teamId: true, assigneeId: true, type: true, tags: true, createdAt: true, assignee: { select: { name: true } }, channel: { select: { kind: true } }, visitor: { select: { locale: true } },
  chats: { select: { id: true, agentId: true, acceptedAt: true }, orderBy: { id: 'asc' } }, timeline: { select: { staffHead: true } },
} as const satisfies Prisma.TicketSelect;
type Row = Prisma.TicketGetPayload<{ select: typeof TICKET }>;

/** Who of the demo shop can take what, how its teams give out, and why its people have the tickets that they have. */
@Injectable()
export class DemoRoutingService {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  /** After the tickets. */
  async write(tx: Tx, { teams, people }: Pick<DemoWorld, 'people'> & { readonly teams: ReadonlyMap<TeamKey, string> }): Promise<void> {
    const now = this.clock.now().getTime();
    const saidBy = known(people, 'jonas').id;
    const made = new Map(Object.entries(SKILLS).map(([key, name], nth) => [key, { id: newId(), name, createdById: saidBy, createdAt: new Date(now - (90 - nth) * DAY_MS) }]));
    await tx.skill.createMany({ data: [...made.values()] });
    const colleagues = new Map<string, Colleague>();
    for (const [nth, { person, languages, skills, limit }] of ABILITIES.entries()) {
      const accountId = known(people, person).id;
      const at = new Date(now - (60 - 5 * nth) * DAY_MS);
      const held = new Map(Object.entries(skills).map(([key, level]) => [known(made, key).id, level]));
      await tx.routingProfile.create({ data: { accountId, languages: [...languages], ticketLimit: limit, changedById: saidBy, changedAt: at } });
      await tx.accountSkill.createMany({ data: [...held].map(([skillId, level]) => ({ accountId, skillId, level, givenById: saidBy, createdAt: at })) });
      colleagues.set(accountId, { accountId, onDuty: true, languages, skills: held, open: 0, limit: Math.max(limit, 1), lastGivenAt: null });
    }
    const names = new Map([...made.values()].map(({ id, name }) => [id, name]));
    for (const wish of METHODS) {
      const teamId = known(teams, wish.team);
      const skillRules = wish.skillRules.map(({ skill, ...rule }) => ({ ...rule, skillId: known(made, skill).id }));
      const { team: _, skillRules: __, ...rest } = wish;
      await tx.teamRouting.create({ data: { teamId, ...rest, skillRules, changedById: saidBy, changedAt: new Date(now - 60 * DAY_MS) } });
      await this.explain(tx, { teamId, wish, skillRules, names, colleagues });
    }
  }

  /** Each of the team's tickets that somebody has, in order: as it would have been given, had it been so from the first. */
  private async explain(tx: Tx, { teamId, wish, skillRules, names, colleagues }: { teamId: string; wish: DemoMethod; skillRules: (Omit<DemoMethod['skillRules'][number], 'skill'> & { skillId: string })[]; names: ReadonlyMap<string, string>; colleagues: ReadonlyMap<string, Colleague> }): Promise<void> {
    const tickets = await tx.ticket.findMany({ where: { teamId, assigneeId: { not: null }, spamAt: null, mergedIntoId: null }, select: TICKET, orderBy: { id: 'asc' } });
    const members = (await tx.teamMember.findMany({ where: { teamId }, select: { accountId: true } })).flatMap(({ accountId }) => colleagues.get(accountId) ?? []);
    const lastGiven = new Map<string, Date>();
    const decisions: Prisma.RoutingDecisionCreateManyInput[] = [];
    for (const [nth, ticket] of tickets.entries()) {
      const chat = ticket.chats.find(({ agentId, acceptedAt }) => acceptedAt !== null && agentId === ticket.assigneeId);
      const { assigneeId } = ticket;
      if (!assigneeId || (chat === undefined && (wish.method === 'manual' || ticket.channel.kind !== 'mailbox'))) continue;
      const needs = needsOf({ type: ticket.type, tags: ticket.tags, locale: ticket.visitor?.locale ?? null, language: null, named: [] }, { byLanguage: wish.byLanguage, skillRules }, names);
      const seen = members.map((one, place) => ({ ...one, open: Math.min((nth * 3 + place * 5) % 7, one.limit - 1), lastGivenAt: lastGiven.get(one.accountId) ?? null, onDuty: one.accountId === assigneeId || (nth + place) % 3 > 0 }));
      const choice = choose({ needs, method: wish.method === 'round_robin' ? 'round_robin' : 'least_load', anybody: true, formerId: assigneeId, gaveBack: [] }, seen);
      if (choice.winner?.accountId !== assigneeId) continue;
      const at = chat?.acceptedAt ?? new Date(ticket.createdAt.getTime() + 5_000);
      const since = lastGiven.get(assigneeId)?.toISOString() ?? null;
      const reasons: RoutingReason[] = [...choice.winner.reasons.filter(({ code }) => code !== 'former'), { code: 'turn', since }];
      decisions.push({ id: idAt(at), ticketId: ticket.id, chatId: chat?.id ?? null, accountId: assigneeId, reasons, considered: chat ? [] : [...choice.considered], createdAt: at });
      lastGiven.set(assigneeId, at);
      if (!chat) await this.tell(tx, ticket, reasons, at);
    }
    await tx.routingDecision.createMany({ data: decisions });
  }

  /** The line in the talk, right after the letter that opened it: what came later stands one place further. */
  private async tell(tx: Tx, { id: ticketId, assignee, timeline }: Row, because: readonly RoutingReason[], createdAt: Date): Promise<void> {
    if (!timeline) return;
    // Two steps, so that no place is taken twice on the way.
    await tx.$executeRaw`UPDATE "Message" SET "staffSeq" = -"staffSeq" - 1 WHERE "ticketId" = ${ticketId}::uuid AND "staffSeq" > 1`;
    await tx.$executeRaw`UPDATE "Message" SET "staffSeq" = -"staffSeq" WHERE "ticketId" = ${ticketId}::uuid AND "staffSeq" < 0`;
    const system = { code: 'ticket.routed', data: { name: assignee?.name ?? '', because: [...because] } };
    await tx.message.create({ data: { id: idAt(createdAt), ticketId, staffSeq: 2, authorKind: 'system', authorName: '', kind: 'system', system, internal: true, createdAt } });
    await tx.timeline.update({ where: { ticketId }, data: { staffHead: timeline.staffHead + 1 } });
    await tx.timelineRead.updateMany({ where: { ticketId }, data: { readSeq: { increment: 1 } } });
    await tx.outgoing.updateMany({ where: { ticketId }, data: { seenSeq: { increment: 1 } } });
  }
}
