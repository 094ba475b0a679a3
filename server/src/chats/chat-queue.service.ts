import { Inject, Injectable } from '@nestjs/common';
import type { Chat } from '#prisma/generated/client.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { newId } from '../platform/ids.js';
import { SettingsService } from '../settings/settings.service.js';
import type { LockedTicket } from '../tickets/ticket-lock.service.js';
import { TimelineService } from '../tickets/timeline.service.js';
import { CLEARED_OFFER } from './chat.rules.js';
import { ChatLockService, chatFacts } from './chat-lock.service.js';

const RESERVE_MS = 60_000;

/** Into the queue, an offer out of it, and back to its head. */
@Injectable()
export class ChatQueueService {
  constructor(
    private readonly lock: ChatLockService,
    private readonly timelines: TimelineService,
    private readonly settings: SettingsService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Begins a chat on a held ticket unless one is live. Whoever attended before is asked first, for a minute. */
  async begin(tx: Tx, actor: Actor, ticket: LockedTicket): Promise<Chat> {
    const live = await this.lock.live(tx, ticket.id);
    if (live) return live;
    const now = this.clock.now();
    const timeline = await tx.timeline.findUniqueOrThrow({ where: { ticketId: ticket.id }, select: { waitingSince: true } });
    const reserved = ticket.assigneeId ? { reservedForId: ticket.assigneeId, reservedUntil: new Date(now.getTime() + RESERVE_MS) } : {};
    const chat = await tx.chat.create({ data: { id: newId(), ticketId: ticket.id, teamId: ticket.teamId, queuedAt: timeline.waitingSince ?? now, createdAt: now, ...reserved } });
    await this.timelines.append(tx, actor, ticket.id, [{ code: 'chat.queued', data: {} }]);
    // A customer who asks again waits, without a new word of his.
    const waits = actor.kind === 'customer' ? { waitingSince: timeline.waitingSince ?? now } : {};
    await tx.timeline.update({ where: { ticketId: ticket.id }, data: { gate: 'open', ...waits } });
    await this.lock.events.record(tx, actor, 'chat.queued', chat.id, chatFacts(chat));
    return chat;
  }

  /** Offers a queued chat to one person, for the time the settings give. */
  async offer(tx: Tx, actor: Actor, chatId: string, accountId: string): Promise<boolean> {
    const { chat } = await this.lock.hold(tx, chatId);
    if (chat.state !== 'queued') return false;
    const { offerSeconds } = await this.settings.current();
    const offerExpiresAt = new Date(this.clock.now().getTime() + offerSeconds * 1000);
    const moved = await this.lock.move(tx, chat, 'offer', { offeredToId: accountId, offerExpiresAt });
    await this.lock.events.record(tx, actor, 'chat.offered', chat.id, { ...chatFacts(moved), offeredToId: accountId });
    return true;
  }

  /** An offer was declined, ran out, or its person is gone: the next one gets it. */
  async passOffer(tx: Tx, actor: Actor, chatId: string, reason: 'declined' | 'expired' | 'gone', only?: { accountId: string }): Promise<void> {
    const { chat } = await this.lock.hold(tx, chatId);
    const { offeredToId } = chat;
    if (chat.state !== 'offered' || !offeredToId || (only && only.accountId !== offeredToId)) return;
    const moved = await this.lock.move(tx, chat, 'passOffer', { ...CLEARED_OFFER, reservedForId: null, reservedUntil: null });
    await tx.chatDecline.create({ data: { id: newId(), chatId, accountId: offeredToId, reason, createdAt: this.clock.now() } });
    await this.lock.events.record(tx, actor, 'chat.offer_passed', chat.id, { ...chatFacts(moved), offeredToId, reason });
  }

  /** The agent is gone: back to the head of the queue, because the customer's waiting began long ago. */
  async requeue(tx: Tx, actor: Actor, chatId: string): Promise<void> {
    const { ticket, chat } = await this.lock.hold(tx, chatId);
    if (chat.state !== 'accepted') return;
    const agent = chat.agentId ? await tx.account.findUnique({ where: { id: chat.agentId }, select: { name: true } }) : null;
    const moved = await this.lock.move(tx, chat, 'requeue', { agentId: null, ...CLEARED_OFFER, reservedForId: null, reservedUntil: null });
    await tx.ticket.update({ where: { id: ticket.id }, data: { assigneeId: null, version: { increment: 1 } } });
    await this.timelines.append(tx, actor, ticket.id, [{ code: 'chat.requeued', data: { name: agent?.name ?? '' } }]);
    await this.lock.events.record(tx, actor, 'chat.requeued', chat.id, { ...chatFacts(moved), previousId: chat.agentId });
    await this.lock.events.record(tx, actor, 'ticket.assigned', ticket.id, { ticketId: ticket.id, teamId: ticket.teamId, assigneeId: null, previousId: ticket.assigneeId });
  }

  /** Who has the ticket has its live chat: given away by hand it goes along, or waits in the queue of the ticket's team. */
  async follow(tx: Tx, actor: Actor, ticketId: string): Promise<void> {
    const live = await this.lock.live(tx, ticketId);
    if (!live) return;
    const { ticket, chat } = await this.lock.hold(tx, live.id);
    if (chat.teamId !== ticket.teamId) {
      await tx.chat.update({ where: { id: chat.id }, data: { teamId: ticket.teamId } });
      // Who was asked may belong to the former team.
      await this.passOffer(tx, actor, chat.id, 'gone');
    }
    if (chat.state !== 'accepted' || chat.agentId === ticket.assigneeId) return;
    if (ticket.assigneeId === null) return this.requeue(tx, actor, chat.id);
    const [from, to] = await Promise.all([chat.agentId, ticket.assigneeId].map((id) => tx.account.findUnique({ where: { id: id ?? '' }, select: { id: true, name: true } })));
    const moved = await this.lock.move(tx, chat, 'takeOver', { agentId: ticket.assigneeId });
    await this.timelines.append(tx, actor, ticket.id, [{ code: 'chat.taken_over', data: { id: ticket.assigneeId, name: to?.name ?? '', from: from?.name ?? '' } }]);
    await this.lock.events.record(tx, actor, 'chat.taken_over', chat.id, { ...chatFacts(moved), previousId: chat.agentId });
  }
}
