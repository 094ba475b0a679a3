import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type TagList, TicketFact, type TicketFacts, TicketPriority, TicketType } from '#contracts/tickets.js';
import { reachSql, reachValues } from '../accounts/reach.policy.js';
import type { Actor, StaffActor } from '../platform/actor.js';
import { Database, type Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { Problem } from '../platform/problem.js';
import { changesOf, crossing, type Facts, fieldsOf } from './ticket-facts.rules.js';
import { type LockedTicket, TicketLockService } from './ticket-lock.service.js';

type Wish = Omit<z.infer<typeof TicketFacts>, 'version'>;
const Later = z.object({ version: z.number(), fields: z.array(TicketFact) });
// A desk's tags show themselves on its latest tickets; the count is of those.
const LATEST = 3_000;

/** What a ticket is about: subject, priority, type and tags. */
@Injectable()
export class TicketFactsService {
  constructor(private readonly db: Database, private readonly lock: TicketLockService, private readonly events: Events) {}

  /** @throws Problem conversation/not_found, ticket/facts_crossed { winner, fields }: somebody changed the same since `version` */
  async change(tx: Tx, actor: Actor, ticketId: string, { version, ...wish }: z.infer<typeof TicketFacts>): Promise<void> {
    await this.changeHeld(tx, actor, await this.lock.forStaff(tx, actor, ticketId), wish, version);
  }

  /** The same on a ticket that the caller holds; without a version whatever it is now is written over. */
  async changeHeld(tx: Tx, actor: Actor, ticket: LockedTicket, wish: Wish, seenVersion?: number): Promise<void> {
    const row = await tx.ticket.findUniqueOrThrow({ where: { id: ticket.id }, select: { subject: true, priority: true, type: true, tags: true, version: true } });
    const facts: Facts = { subject: row.subject, priority: TicketPriority.parse(row.priority), type: TicketType.parse(row.type), tags: row.tags };
    const changes = changesOf(facts, wish);
    const fields = fieldsOf(changes);
    if (fields.length === 0) return;
    if (seenVersion !== undefined && seenVersion !== row.version) await this.demandUncrossed(tx, actor, ticket.id, fields, seenVersion);
    const { tags, ...rest } = changes;
    const { priority, type } = rest;
    await tx.ticket.update({ where: { id: ticket.id }, data: { ...rest, ...(tags ? { tags: [...tags] } : {}), version: { increment: 1 } } });
    await this.events.record(tx, actor, 'ticket.facts_changed', ticket.id, {
      ticketId: ticket.id, teamId: ticket.teamId, assigneeId: ticket.assigneeId, fields, version: row.version + 1,
      priority: priority ? { from: facts.priority, to: priority } : null,
      type: type ? { from: facts.type, to: type } : null,
    });
  }

  private async demandUncrossed(tx: Tx, actor: Actor, ticketId: string, wanted: readonly z.infer<typeof TicketFact>[], seenVersion: number): Promise<void> {
    const events = await tx.event.findMany({ where: { subject: ticketId, name: 'ticket.facts_changed' }, orderBy: { id: 'desc' }, take: 50, select: { actorId: true, payload: true } });
    const later = events.flatMap(({ actorId, payload }) => {
      const told = Later.safeParse(payload);
      return told.success ? [{ byId: actorId, ...told.data }] : [];
    });
    const crossed = crossing(later, wanted, seenVersion, actor.id);
    if (!crossed) return;
    const winner = crossed.byId ? await tx.account.findUnique({ where: { id: crossed.byId }, select: { id: true, name: true } }) : null;
    throw new Problem('ticket/facts_crossed', { winner, fields: crossed.fields });
  }

  /** Tags in use that hold `search`, the most used first; those that begin with it before the others. */
  async tags(actor: StaffActor, search: string): Promise<z.infer<typeof TagList>> {
    const { rows } = await this.db.pool.query<{ tag: string; count: number }>({
      name: 'ticket-tags',
      text: `SELECT u."tag", count(*)::int AS "count"
             FROM (SELECT k."tags" FROM "Ticket" k WHERE ${reachSql('k')} AND k."tags" <> '{}' ORDER BY k."id" DESC LIMIT ${LATEST}) latest, unnest(latest."tags") u("tag")
             WHERE strpos(u."tag", $4) > 0 GROUP BY u."tag" ORDER BY strpos(u."tag", $4) > 1, count(*) DESC, u."tag" LIMIT 20`,
      values: [...reachValues(actor), search.toLowerCase()],
    });
    return { items: rows };
  }
}
