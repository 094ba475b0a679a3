import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { ChatEnding } from '#contracts/chats.js';
import { type Actor, SYSTEM } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { Problem } from '../platform/problem.js';
import { SettingsService } from '../settings/settings.service.js';
import { LastWordService } from '../tickets/last-word.service.js';
import { TicketClosureService } from '../tickets/ticket-closure.service.js';
import { TicketStateService } from '../tickets/ticket-state.service.js';
import { TimelineService } from '../tickets/timeline.service.js';
import { CLEARED_OFFER, dueForSilence, NOT_RESERVED } from './chat.rules.js';
import { ChatLockService, chatFacts, type HeldChat } from './chat-lock.service.js';
import { ChatQueueService } from './chat-queue.service.js';

/** The end of a chat, by its agent, its customer, or silence. The ticket stays unless the agent solves or closes it too. */
@Injectable()
export class ChatEndingService {
  constructor(
    private readonly lock: ChatLockService,
    private readonly queue: ChatQueueService,
    private readonly lastWords: LastWordService,
    private readonly timelines: TimelineService,
    private readonly closures: TicketClosureService,
    private readonly states: TicketStateService,
    private readonly settings: SettingsService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @returns the ticket's id. @throws Problem chat/not_active, request/invalid for an unknown contact reason; what solving or closing the ticket refuses */
  async endByAgent(tx: Tx, actor: Actor, chatId: string, ending: z.infer<typeof ChatEnding>): Promise<string> {
    const held = await this.lock.forStaff(tx, actor, chatId);
    const { ticket, chat } = held;
    if (chat.state !== 'accepted') throw new Problem('chat/not_active');
    if (chat.agentId !== actor.id && !actor.permissions.has('chat.take_over')) throw new Problem('permission/missing', { permission: 'chat.take_over' });
    const { contactReasons } = await this.settings.current();
    if (!contactReasons.some((reason) => reason.key === ending.contactReason)) {
      throw new Problem('request/invalid', undefined, { fields: [{ path: 'contactReason', code: 'unknown' }] });
    }
    const seen = await this.lastWords.seen(tx, actor, ticket.id, ending.seenSeq);
    await this.end(tx, actor, held, 'agent', { contactReason: ending.contactReason, result: ending.result }, seen);
    // A word that crossed the end counts as said after it: its customer waits in the queue again.
    if (!seen) await this.queue.begin(tx, SYSTEM, ticket);
    else if (ending.solveTicket) await this.states.solveHeld(tx, actor, ticket, ending);
    else if (ending.closeTicket) await this.closures.closeHeld(tx, actor, ticket, ending.seenSeq, ending);
    return ticket.id;
  }

  /** Ends a live chat for the customer, or for the system because its customer is blocked; one that has ended already is no error. */
  async endFor(tx: Tx, actor: Actor, chatId: string, by: 'customer' | 'system'): Promise<void> {
    const held = await this.lock.hold(tx, chatId);
    if (held.chat.state !== 'ended') await this.end(tx, actor, held, by, { result: by === 'system' ? 'spam' : null });
  }

  /**
   * Who leaves a word instead of waiting is out of the queue; a chat that somebody has accepted goes on, and so does one begun
   * after `leftAt`: news of the leaving may come late.
   */
  async leaveQueue(tx: Tx, actor: Actor, ticketId: string, leftAt: Date): Promise<void> {
    const live = await this.lock.live(tx, ticketId);
    if (!live) return;
    const { chat } = await this.lock.hold(tx, live.id);
    if ((chat.state !== 'queued' && chat.state !== 'offered') || chat.createdAt > leftAt) return;
    const moved = await this.lock.move(tx, chat, 'end', { ...CLEARED_OFFER, reservedForId: null, reservedUntil: null, endedAt: this.clock.now(), endedByKind: 'customer' });
    await this.timelines.append(tx, actor, ticketId, [{ code: 'chat.left_queue', data: {} }]);
    await tx.timeline.update({ where: { ticketId }, data: { gate: 'quiet' } });
    await this.lock.events.record(tx, actor, 'chat.ended', chat.id, { ...chatFacts(moved), by: 'customer' });
  }

  private async end(tx: Tx, actor: Actor, { ticket, chat }: HeldChat, by: 'agent' | 'customer' | 'system', outcome: { contactReason?: string; result: string | null }, answered = by !== 'customer'): Promise<void> {
    const moved = await this.lock.move(tx, chat, 'end', { ...CLEARED_OFFER, ...NOT_RESERVED, endedAt: this.clock.now(), endedByKind: by, endedById: actor.id, ...outcome });
    await this.timelines.append(tx, actor, ticket.id, [{ code: 'chat.ended', data: { by, name: actor.name } }]);
    await tx.timeline.update({ where: { ticketId: ticket.id }, data: { gate: 'quiet', ...(answered ? { waitingSince: null, staffUnread: 0 } : {}) } });
    await this.lock.events.record(tx, actor, 'chat.ended', chat.id, { ...chatFacts(moved), by });
  }

  /** Does what a silent customer is due: asks whether somebody is still there, or ends the chat. */
  async attendToSilence(tx: Tx, actor: Actor, chatId: string): Promise<void> {
    const held = await this.lock.hold(tx, chatId);
    const { ticket, chat } = held;
    if (chat.state !== 'accepted' || !chat.acceptedAt) return;
    // Under the lock of the writer of messages: a word that has just come must not be taken for silence.
    const [timeline] = await tx.$queryRaw<{ waitingSince: Date | null; lastStaffAt: Date | null; lastCustomerAt: Date | null }[]>`
      SELECT "waitingSince", "lastStaffAt", "lastCustomerAt" FROM "Timeline" WHERE "ticketId" = ${ticket.id}::uuid FOR UPDATE`;
    if (!timeline) return;
    const { customerPromptSeconds, customerEndSeconds } = await this.settings.current();
    const due = dueForSilence({ ...timeline, acceptedAt: chat.acceptedAt, promptedAt: chat.promptedAt }, this.clock.now(), customerPromptSeconds, customerEndSeconds);
    if (due === 'prompt') await this.prompt(tx, actor, held);
    if (due === 'end') await this.end(tx, actor, held, 'system', { result: 'no_reply' });
  }

  private async prompt(tx: Tx, actor: Actor, { ticket, chat }: HeldChat): Promise<void> {
    const moved = await tx.chat.update({ where: { id: chat.id }, data: { promptedAt: this.clock.now() } });
    await this.timelines.append(tx, actor, ticket.id, [{ code: 'chat.still_there', data: {} }]);
    await this.lock.events.record(tx, actor, 'chat.prompted', chat.id, chatFacts(moved));
  }
}
