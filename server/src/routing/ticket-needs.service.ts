import { Inject, Injectable } from '@nestjs/common';
import type { TicketNeeds } from '#contracts/routing.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { Problem } from '../platform/problem.js';
import { type LockedTicket, TicketLockService } from '../tickets/ticket-lock.service.js';
import { SkillsService } from './skills.service.js';

/** What is said of a ticket by hand or by a rule: what it needs, and that it is to be given out. */
@Injectable()
export class TicketNeedsService {
  constructor(private readonly lock: TicketLockService, private readonly skills: SkillsService, private readonly events: Events, @Inject(Clock) private readonly clock: Clock) {}

  /** By hand: exactly these, beside what its team's rules ask. @throws Problem conversation/not_found, ticket/closed, request/invalid for a skill that is not there */
  async put(tx: Tx, actor: Actor, ticketId: string, { language, skills }: TicketNeeds): Promise<void> {
    const ticket = await this.open(tx, actor, ticketId);
    await this.skills.demand(tx, skills.map(({ skillId }) => skillId), 'skills');
    const wanted = new Map(skills.map(({ skillId, level }) => [skillId, level]));
    const before = await tx.ticketSkill.findMany({ where: { ticketId } });
    const same = before.length === wanted.size && before.every(({ skillId, level }) => wanted.get(skillId) === level);
    const row = await tx.ticketRouting.findUnique({ where: { ticketId }, select: { language: true } });
    if (same && (row?.language ?? null) === language) return;
    await tx.ticketSkill.deleteMany({ where: { ticketId, skillId: { notIn: [...wanted.keys()] } } });
    for (const [skillId, level] of wanted) {
      if (before.every((held) => held.skillId !== skillId || held.level !== level)) await this.name(tx, actor, ticketId, skillId, level);
    }
    await tx.ticketRouting.upsert({ where: { ticketId }, create: { ticketId, language }, update: { language, lookedAt: null } });
    await this.tell(tx, actor, ticket);
  }

  /** One more, or a higher level of one. @throws Problem as `put` */
  async add(tx: Tx, actor: Actor, ticketId: string, skillId: string, level: number): Promise<void> {
    const ticket = await this.open(tx, actor, ticketId);
    await this.skills.demand(tx, [skillId], 'skillId');
    const held = await tx.ticketSkill.findUnique({ where: { ticketId_skillId: { ticketId, skillId } }, select: { level: true } });
    if (held && held.level >= level) return;
    await this.name(tx, actor, ticketId, skillId, level);
    await tx.ticketRouting.updateMany({ where: { ticketId }, data: { lookedAt: null } });
    await this.tell(tx, actor, ticket);
  }

  /** It is given out by routing, also where its team takes by hand. What somebody has stays his. @throws Problem conversation/not_found, ticket/closed, ticket/no_team */
  async ask(tx: Tx, actor: Actor, ticketId: string): Promise<void> {
    const { teamId, assigneeId } = await this.open(tx, actor, ticketId);
    if (teamId === null) throw new Problem('ticket/no_team');
    const row = await tx.ticketRouting.findUnique({ where: { ticketId }, select: { askedAt: true } });
    if (assigneeId !== null || (row?.askedAt ?? null) !== null) return;
    const askedAt = this.clock.now();
    await tx.ticketRouting.upsert({ where: { ticketId }, create: { ticketId, askedAt }, update: { askedAt, lookedAt: null } });
    await this.events.record(tx, actor, 'ticket.routing_asked', ticketId, { ticketId, teamId, assigneeId });
  }

  private async open(tx: Tx, actor: Actor, ticketId: string): Promise<LockedTicket> {
    const ticket = await this.lock.forStaff(tx, actor, ticketId);
    if (ticket.state === 'closed') throw new Problem('ticket/closed');
    return ticket;
  }

  private async name(tx: Tx, actor: Actor, ticketId: string, skillId: string, level: number): Promise<void> {
    const said = { level, byKind: actor.kind, byId: actor.id, createdAt: this.clock.now() };
    await tx.ticketSkill.upsert({ where: { ticketId_skillId: { ticketId, skillId } }, create: { ticketId, skillId, ...said }, update: said });
  }

  private async tell(tx: Tx, actor: Actor, { id: ticketId, teamId, assigneeId }: LockedTicket): Promise<void> {
    await this.events.record(tx, actor, 'ticket.needs_changed', ticketId, { ticketId, teamId, assigneeId });
  }
}
