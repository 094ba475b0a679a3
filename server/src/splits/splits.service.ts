import { Inject, Injectable } from '@nestjs/common';
import type { SplitDraft } from '#contracts/splits.js';
import { inReach } from '../accounts/reach.policy.js';
import type { Actor, StaffActor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { newId } from '../platform/ids.js';
import { Problem } from '../platform/problem.js';
import { RelationsService } from '../relations/relations.service.js';
import { TicketAssignmentService } from '../tickets/ticket-assignment.service.js';
import { TicketLockService } from '../tickets/ticket-lock.service.js';
import { TicketMoves } from '../tickets/ticket-moves.service.js';
import { TimelineService } from '../tickets/timeline.service.js';
import { beginsAs, splitFault } from './split.rules.js';

/**
 * A part of a talk becomes a ticket of its own, of the same customer. No message moves and none is copied: the new ticket names
 * them, and the customer knows nothing of it until somebody answers there.
 */
@Injectable()
export class SplitsService {
  constructor(
    private readonly lock: TicketLockService,
    private readonly assignments: TicketAssignmentService,
    private readonly moves: TicketMoves,
    private readonly timelines: TimelineService,
    private readonly relations: RelationsService,
    private readonly events: Events,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * @returns the new ticket's id
   * @throws Problem conversation/not_found; ticket/merged, ticket/spam; request/invalid for what is no message of the ticket; split/taken { winner, number }
   */
  async split(tx: Tx, actor: StaffActor, sourceId: string, { subject, messageIds }: SplitDraft): Promise<string> {
    // The ticket is the lock of two who split it at once; its timeline, that of who recalls a word meanwhile.
    const source = await this.lock.forStaff(tx, actor, sourceId);
    await tx.$queryRaw`SELECT 1 FROM "Timeline" WHERE "ticketId" = ${sourceId}::uuid FOR UPDATE`;
    const wanted = [...new Set(messageIds)];
    const found = await tx.message.findMany({ where: { ticketId: sourceId, id: { in: wanted } }, orderBy: { staffSeq: 'asc' } });
    const fault = splitFault(source, wanted.length, found);
    if (fault === 'merged') throw await this.moves.merged(tx, source);
    if (fault === 'spam') throw new Problem('ticket/spam');
    if (fault === 'unknown') throw new Problem('request/invalid', undefined, { fields: [{ path: 'messageIds', code: 'unknown' }] });
    await this.demandFree(tx, actor, wanted);
    const { channelId, customerId, visitorId, teamId, priority, type, tags } = await tx.ticket.findUniqueOrThrow({ where: { id: sourceId } });
    const [id, now] = [newId(), this.clock.now()];
    // A closed ticket stays with whoever had it, also when he has left; what begins now would lie with him.
    const assigneeId = await this.assignments.heir(tx, source.assigneeId);
    await tx.ticket.create({
      data: {
        id, subject, channelId, customerId, visitorId, teamId, assigneeId, priority, type, tags, state: beginsAs(assigneeId), createdAt: now,
        // Nobody sits in a chat: the customer's first word there begins one.
        timeline: { create: { lastMessageAt: now, gate: 'quiet' } },
      },
    });
    await tx.ticketSplit.create({ data: { ticketId: id, sourceId, byId: actor.id, createdAt: now, messages: { create: wanted.map((messageId) => ({ messageId })) } } });
    await this.events.record(tx, actor, 'ticket.opened', id, { ticketId: id, teamId, assigneeId, channelId });
    if (assigneeId !== null && assigneeId !== actor.id) await this.events.record(tx, actor, 'ticket.given', id, { ticketId: id, teamId, assigneeId });
    await this.relations.relate(tx, actor, sourceId, { otherId: id, kind: 'related' });
    await this.timelines.append(tx, actor, id, [{ code: 'ticket.split_from', data: { byName: actor.name } }]);
    await this.timelines.append(tx, actor, sourceId, [{ code: 'ticket.split_off', data: { id, byName: actor.name } }]);
    await this.events.record(tx, actor, 'ticket.divided', sourceId, { ticketId: sourceId, teamId, assigneeId: source.assigneeId, otherId: id });
    return id;
  }

  /** A word is a matter of one new ticket alone. Of one that the caller may not read he learns only that there is one. */
  private async demandFree(tx: Tx, actor: Actor, messageIds: readonly string[]): Promise<void> {
    const taken = await tx.ticketSplitMessage.findFirst({ where: { messageId: { in: [...messageIds] } }, select: { messageId: true, split: { select: { byId: true, ticket: { select: { number: true, teamId: true, assigneeId: true } } } } } });
    if (!taken) return;
    const { byId, ticket } = taken.split;
    const readable = inReach(actor, ticket);
    const winner = readable ? await tx.account.findUnique({ where: { id: byId }, select: { id: true, name: true } }) : null;
    throw new Problem('split/taken', { messageId: taken.messageId, winner, number: readable ? ticket.number : null });
  }
}
