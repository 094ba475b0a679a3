import { Inject, Injectable } from '@nestjs/common';
import { MAX_LEVELS, MAX_RELATIONS, type RelationDraft, type RelationKind } from '#contracts/relations.js';
import { inReach } from '../accounts/reach.policy.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { newId } from '../platform/ids.js';
import { Problem } from '../platform/problem.js';
import { type LockedTicket, TicketLockService } from '../tickets/ticket-lock.service.js';
import { type Lineage, lineageFault, opposite, seenFrom, stored } from './relation.rules.js';

/** Saying that two tickets have to do with each other, and taking that back. Both are in the caller's sight, and both are held. */
@Injectable()
export class RelationsService {
  constructor(private readonly lock: TicketLockService, private readonly events: Events, @Inject(Clock) private readonly clock: Clock) {}

  /**
   * The same a second time changes nothing.
   * @throws Problem conversation/not_found for either; relation/itself, relation/exists { as }, relation/has_parent { winner, number }, relation/circle, relation/too_deep, relation/too_many
   */
  async relate(tx: Tx, actor: Actor, ticketId: string, { otherId, kind }: RelationDraft): Promise<void> {
    if (ticketId === otherId) throw new Problem('relation/itself');
    // Two who hang different tickets below each other could close a circle that neither of them sees.
    if (kind !== 'related') await tx.$queryRaw`SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended('ticket lineage', 12))) turn`;
    const [ticket, other] = await this.hold(tx, actor, ticketId, otherId);
    const known = await tx.ticketRelation.findFirst({ where: between(ticketId, otherId) });
    if (known) {
      const as = seenFrom(ticketId, known);
      if (as === kind) return;
      throw new Problem('relation/exists', { as });
    }
    const row = stored(ticketId, otherId, kind);
    if (row.kind === 'child') await this.demandLineage(tx, actor, row.fromId, row.toId);
    for (const id of row.kind === 'child' ? [row.fromId] : [ticketId, otherId]) await this.demandRoom(tx, id, row.kind);
    await tx.ticketRelation.create({ data: { ...row, id: newId(), byId: actor.id ?? ticketId, createdAt: this.clock.now() } });
    await this.tell(tx, actor, 'ticket.related', ticket, other, kind);
  }

  /** Whatever they were to each other; where they were nothing, nothing happens. @throws Problem conversation/not_found for either */
  async part(tx: Tx, actor: Actor, ticketId: string, otherId: string): Promise<void> {
    const [ticket, other] = await this.hold(tx, actor, ticketId, otherId);
    const known = await tx.ticketRelation.findFirst({ where: between(ticketId, otherId) });
    if (!known) return;
    await tx.ticketRelation.delete({ where: { id: known.id } });
    await this.tell(tx, actor, 'ticket.unrelated', ticket, other, seenFrom(ticketId, known));
  }

  private async hold(tx: Tx, actor: Actor, ticketId: string, otherId: string): Promise<readonly [LockedTicket, LockedTicket]> {
    const held = new Map<string, LockedTicket>();
    for (const id of [ticketId, otherId].sort()) held.set(id, await this.lock.forStaff(tx, actor, id));
    const [ticket, other] = [held.get(ticketId), held.get(otherId)];
    if (!ticket || !other) throw new Problem('conversation/not_found');
    return [ticket, other];
  }

  private async demandLineage(tx: Tx, actor: Actor, parentId: string, childId: string): Promise<void> {
    const standing = await tx.ticketRelation.findFirst({ where: { kind: 'child', toId: childId }, select: { byId: true, from: { select: { number: true, teamId: true, assigneeId: true } } } });
    if (standing) {
      const winner = await tx.account.findUnique({ where: { id: standing.byId }, select: { id: true, name: true } });
      // Of a parent that this person may not read he learns only that there is one.
      const readable = inReach(actor, standing.from);
      throw new Problem('relation/has_parent', { winner: readable ? winner : null, number: readable ? standing.from.number : null });
    }
    const fault = lineageFault({ parentId, childId, ...(await this.lineage(tx, parentId, childId)) });
    if (fault) throw new Problem(`relation/${fault}`, { most: MAX_LEVELS });
  }

  private async lineage(tx: Tx, parentId: string, childId: string): Promise<Pick<Lineage, 'above' | 'levelsBelow'>> {
    const above: string[] = [];
    for (let at: string | null = parentId; at !== null && above.length < MAX_LEVELS; ) {
      const over: { fromId: string } | null = await tx.ticketRelation.findFirst({ where: { kind: 'child', toId: at }, select: { fromId: true } });
      at = over?.fromId ?? null;
      if (at !== null) above.push(at);
    }
    let levelsBelow = 0;
    for (let level = [childId]; levelsBelow < MAX_LEVELS; levelsBelow += 1) {
      level = (await tx.ticketRelation.findMany({ where: { kind: 'child', fromId: { in: level } }, select: { toId: true } })).map(({ toId }) => toId);
      if (level.length === 0) break;
    }
    return { above, levelsBelow };
  }

  private async demandRoom(tx: Tx, id: string, kind: 'related' | 'child'): Promise<void> {
    const where = kind === 'child' ? { kind, fromId: id } : { kind, OR: [{ fromId: id }, { toId: id }] };
    if ((await tx.ticketRelation.count({ where })) >= MAX_RELATIONS) throw new Problem('relation/too_many', { most: MAX_RELATIONS });
  }

  private async tell(tx: Tx, actor: Actor, name: 'ticket.related' | 'ticket.unrelated', ticket: LockedTicket, other: LockedTicket, as: RelationKind): Promise<void> {
    const facts = ({ id, teamId, assigneeId }: LockedTicket, otherId: string) => ({ ticketId: id, teamId, assigneeId, otherId });
    await this.events.record(tx, actor, name, ticket.id, { ...facts(ticket, other.id), as });
    await this.events.record(tx, actor, name, other.id, { ...facts(other, ticket.id), as: opposite(as) });
  }
}

const between = (a: string, b: string) => ({ OR: [{ fromId: a, toId: b }, { fromId: b, toId: a }] });
