import { Inject, Injectable } from '@nestjs/common';
import type { MergeDraft } from '#contracts/merges.js';
import type { SystemCode } from '#contracts/messages.js';
import { TicketState } from '#contracts/tickets.js';
import type { Ticket, Timeline } from '#prisma/generated/client.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { newId } from '../platform/ids.js';
import { Problem } from '../platform/problem.js';
import { PromiseCarryingService } from '../promises/promise-carrying.service.js';
import { LastWordService } from '../tickets/last-word.service.js';
import { TicketLockService } from '../tickets/ticket-lock.service.js';
import { TicketMoves } from '../tickets/ticket-moves.service.js';
import { endsByWord } from '../tickets/ticket-state.rules.js';
import { TimelineService } from '../tickets/timeline.service.js';
import type { BeforeMerge } from './merge.record.js';
import { earlier, hasEnded, isSameCustomer, mergeFault } from './merge.rules.js';

export type Whole = Ticket & { timeline: Timeline };
export interface Pair {
  readonly source: Whole;
  readonly target: Whole;
}

/** Two tickets become one talk. No message moves: the source is closed and names its target, and whoever reads the target finds the source folded in it. */
@Injectable()
export class MergesService {
  constructor(
    private readonly lock: TicketLockService,
    private readonly moves: TicketMoves,
    private readonly timelines: TimelineService,
    private readonly lastWords: LastWordService,
    private readonly promises: PromiseCarryingService,
    private readonly events: Events,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Merges a ticket into another; into the same one a second time changes nothing.
   * @throws Problem conversation/not_found for either; merge/itself, ticket/merged, ticket/moved, ticket/closed, merge/target_over, ticket/chat_running;
   *   where the customers differ merge/still_owed and ticket/unseen_message
   */
  async merge(tx: Tx, actor: Actor, sourceId: string, { targetId, from, targetFrom, seenSeq }: MergeDraft): Promise<void> {
    if (sourceId === targetId) throw new Problem('merge/itself');
    const { source, target } = await this.hold(tx, actor, sourceId, targetId);
    if (source.mergedIntoId === targetId) return;
    await this.demandMergeable(tx, { source, target }, from, targetFrom);
    const sameCustomer = isSameCustomer(source, target);
    // Beside another customer nobody is answered for the source any more: a word that was not seen would be lost.
    if (!sameCustomer && !(await this.lastWords.seen(tx, actor, sourceId, seenSeq))) throw new Problem('ticket/unseen_message');
    const carried = sameCustomer ? await this.promises.carry(tx, actor, sourceId, targetId) : [];
    const before = { ...beforeOf({ source, target }), sameCustomer, carried: carried.map((one) => ({ ...one })) } satisfies BeforeMerge;
    await tx.timeline.update({ where: { ticketId: sourceId }, data: { gate: 'merged', waitingSince: null, staffUnread: 0 } });
    await this.moves.make(tx, actor, source, 'close', { merge: true });
    await tx.ticket.update({ where: { id: sourceId }, data: { mergedIntoId: targetId } });
    if (sameCustomer) await this.waitThere(tx, actor, { source, target });
    await tx.ticketMerge.create({ data: { id: newId(), sourceId, targetId, mergedById: actor.id, mergedAt: this.clock.now(), before } });
    await this.tell(tx, actor, { source, target }, ['ticket.merged', 'ticket.joined']);
  }

  /** Both tickets under lock, in the order that everybody takes, and what stands in them. */
  async hold(tx: Tx, actor: Actor, sourceId: string, targetId: string): Promise<Pair> {
    for (const id of [sourceId, targetId].sort()) await this.lock.forStaff(tx, actor, id);
    // The timelines too: what is written now waits, and finds the gate as it will be.
    await tx.$queryRaw`SELECT 1 FROM "Timeline" WHERE "ticketId" = ANY(${[sourceId, targetId]}::uuid[]) ORDER BY "ticketId" FOR UPDATE`;
    const one = async (id: string): Promise<Whole> => {
      const { timeline, ...ticket } = await tx.ticket.findUniqueOrThrow({ where: { id }, include: { timeline: true } });
      if (!timeline) throw new Problem('conversation/not_found');
      return { ...ticket, timeline };
    };
    return { source: await one(sourceId), target: await one(targetId) };
  }

  /** A line in each of the two, for the staff, and the events. */
  async tell(tx: Tx, actor: Actor, { source, target }: Pair, [here, there]: ['ticket.merged', 'ticket.joined'] | ['ticket.unmerged', 'ticket.parted']): Promise<void> {
    const line = (code: SystemCode, other: Whole) => [{ code, data: { id: other.id, to: `#${other.number}`, byName: actor.name } }];
    await this.timelines.append(tx, actor, source.id, line(here, target));
    await this.timelines.append(tx, actor, target.id, line(there, source));
    const facts = (ticket: Whole, otherId: string) => ({ ticketId: ticket.id, teamId: ticket.teamId, assigneeId: ticket.assigneeId, otherId });
    await this.events.record(tx, actor, here, source.id, facts(source, target.id));
    await this.events.record(tx, actor, there, target.id, facts(target, source.id));
  }

  private async demandMergeable(tx: Tx, { source, target }: Pair, from: TicketState | undefined, targetFrom: TicketState | undefined): Promise<void> {
    const owed = await this.promises.owed(tx, source.id);
    const fault = mergeFault(source, target, owed.length);
    if (fault === 'source_merged') throw await this.moves.merged(tx, source);
    for (const [ticket, seen] of [[source, from], [target, targetFrom]] as const) {
      if (hasEnded(seen, ticket.state)) throw new Problem('ticket/moved', { winner: await this.moves.lastMover(tx, ticket.id), state: ticket.state, number: ticket.number });
    }
    if (fault === 'spam') throw new Problem('ticket/spam');
    if (fault === 'source_closed') throw new Problem('ticket/closed');
    if (fault === 'target_over') throw new Problem('merge/target_over', { winner: await this.moves.lastMover(tx, target.id), number: target.number, targetId: target.mergedIntoId });
    if (fault === 'still_owed') throw new Problem('merge/still_owed', { kinds: owed });
    const live = await tx.chat.findFirst({ where: { ticketId: source.id, state: { not: 'ended' } }, select: { id: true } });
    if (live) throw new Problem('ticket/chat_running', { chatId: live.id });
  }

  /** Whoever waited for an answer to the source waits in the target, where nobody may go on waiting for him. */
  private async waitThere(tx: Tx, actor: Actor, { source, target }: Pair): Promise<void> {
    if (source.timeline.waitingSince === null) return;
    const { timeline } = target;
    await tx.timeline.update({ where: { ticketId: target.id }, data: { waitingSince: earlier(timeline.waitingSince, source.timeline.waitingSince), staffUnread: timeline.staffUnread + source.timeline.staffUnread } });
    if (!target.snoozeHolds && target.snoozedUntil) await tx.ticket.update({ where: { id: target.id }, data: { snoozedUntil: null } });
    if (endsByWord(target.state)) await this.moves.make(tx, actor, target, 'resume', { merge: true });
    // Its place in the lists follows the wait, which is no column of the ticket.
    await tx.$queryRaw`SELECT keep_ticket_place(${target.id}::uuid)::text`;
  }
}

function beforeOf({ source, target }: Pair): Omit<BeforeMerge, 'sameCustomer' | 'carried'> {
  const at = (date: Date | null) => date?.toISOString() ?? null;
  const life = (ticket: Whole) => ({
    state: TicketState.parse(ticket.state), solvedAt: at(ticket.solvedAt), solvedById: ticket.solvedById,
    snoozedUntil: at(ticket.snoozedUntil), snoozeHolds: ticket.snoozeHolds, waitingSince: at(ticket.timeline.waitingSince),
  });
  return { ...life(source), gate: source.timeline.gate === 'open' ? 'open' : 'quiet', staffUnread: source.timeline.staffUnread, target: life(target) };
}
