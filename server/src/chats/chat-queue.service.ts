import { Inject, Injectable } from '@nestjs/common';
import type { Chat, Invite } from '#prisma/generated/client.js';
import { CalendarsService } from '../calendars/calendars.service.js';
import { isOpenAt } from '../calendars/opening.rules.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { newId } from '../platform/ids.js';
import { SettingsService } from '../settings/settings.service.js';
import type { LockedTicket } from '../tickets/ticket-lock.service.js';
import { TimelineService } from '../tickets/timeline.service.js';
import { InvitesService } from '../visits/invites.service.js';
import { AttendanceService } from './attendance.service.js';
import { CLEARED_OFFER, NOT_RESERVED, REMEMBERED_MS } from './chat.rules.js';
import { ChatLockService, chatFacts, type HeldChat } from './chat-lock.service.js';
import { ChatReservationService } from './chat-reservation.service.js';

/** Into the queue, an offer out of it, and back to its head. */
@Injectable()
export class ChatQueueService {
  constructor(
    private readonly lock: ChatLockService,
    private readonly attendance: AttendanceService,
    private readonly reservations: ChatReservationService,
    private readonly timelines: TimelineService,
    private readonly settings: SettingsService,
    private readonly calendars: CalendarsService,
    private readonly invites: InvitesService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Begins a chat on a held ticket unless one is live. Whoever invited the visitor, else attended before, is asked first, for a minute, if free just now. */
  async begin(tx: Tx, actor: Actor, ticket: LockedTicket): Promise<Chat> {
    const live = await this.lock.live(tx, ticket.id);
    if (live) return live;
    const now = this.clock.now();
    const timeline = await tx.timeline.findUniqueOrThrow({ where: { ticketId: ticket.id }, select: { waitingSince: true } });
    const invite = actor.kind !== 'agent' && ticket.visitorId !== null ? await this.invites.standingFor(tx, ticket.visitorId) : null;
    const known = await this.attendance.firstFree(tx, [invite?.accountId ?? null, ticket.assigneeId]);
    const reserved = known ? { reservedForId: known, reservedUntil: new Date(now.getTime() + REMEMBERED_MS) } : {};
    const chat = await tx.chat.create({ data: { id: newId(), ticketId: ticket.id, teamId: ticket.teamId, queuedAt: timeline.waitingSince ?? now, createdAt: now, ...reserved } });
    const open = isOpenAt(await this.calendars.ofTeam(tx, ticket.teamId), now);
    await this.timelines.append(tx, actor, ticket.id, [{ code: 'chat.queued', data: open ? {} : { closed: true } }]);
    // A customer who asks again waits, without a new word of his.
    const waits = actor.kind === 'customer' ? { waitingSince: timeline.waitingSince ?? now } : {};
    await tx.timeline.update({ where: { ticketId: ticket.id }, data: { gate: 'open', ...waits } });
    await this.lock.events.record(tx, actor, 'chat.queued', chat.id, chatFacts(chat));
    if (invite) await this.acceptInvite(tx, actor, invite, ticket.id);
    return chat;
  }

  /** What the visitor had read on the page is the beginning of the talk, for whoever attends it. */
  private async acceptInvite(tx: Tx, actor: Actor, invite: Invite, ticketId: string): Promise<void> {
    const { name } = await tx.account.findUniqueOrThrow({ where: { id: invite.accountId }, select: { name: true } });
    await this.invites.accept(tx, actor, invite, ticketId);
    await this.timelines.append(tx, actor, ticketId, [{ code: 'visit.invited', data: { id: invite.accountId, name, text: invite.text } }]);
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
    const moved = await this.lock.move(tx, chat, 'passOffer', { ...CLEARED_OFFER, ...NOT_RESERVED });
    await tx.chatDecline.create({ data: { id: newId(), chatId, accountId: offeredToId, reason, createdAt: this.clock.now() } });
    await this.lock.events.record(tx, actor, 'chat.offer_passed', chat.id, { ...chatFacts(moved), offeredToId, reason });
  }

  /** The agent is gone: back to the head of the queue, because the customer's waiting began long ago. */
  async requeue(tx: Tx, actor: Actor, chatId: string): Promise<void> {
    const { ticket, chat } = await this.lock.hold(tx, chatId);
    if (chat.state !== 'accepted') return;
    const agent = chat.agentId ? await tx.account.findUnique({ where: { id: chat.agentId }, select: { name: true } }) : null;
    const moved = await this.lock.move(tx, chat, 'requeue', { agentId: null, ...CLEARED_OFFER, ...NOT_RESERVED });
    await tx.ticket.update({ where: { id: ticket.id }, data: { assigneeId: null, version: { increment: 1 } } });
    await this.timelines.append(tx, actor, ticket.id, [{ code: 'chat.requeued', data: { name: agent?.name ?? '' } }]);
    await this.lock.events.record(tx, actor, 'chat.requeued', chat.id, { ...chatFacts(moved), previousId: chat.agentId });
    await this.lock.events.record(tx, actor, 'ticket.assigned', ticket.id, { ticketId: ticket.id, teamId: ticket.teamId, assigneeId: null, previousId: ticket.assigneeId });
  }

  /**
   * Who has the ticket has its live chat: given away by hand it goes along, or waits in the queue of the ticket's team,
   * where it is kept for whom it was given to.
   * @param previousId who had the ticket before
   */
  async follow(tx: Tx, actor: Actor, ticketId: string, previousId: string | null): Promise<void> {
    const live = await this.lock.live(tx, ticketId);
    if (!live) return;
    const { ticket, chat } = await this.lock.hold(tx, live.id);
    const { assigneeId } = ticket;
    if (chat.teamId !== ticket.teamId) {
      await tx.chat.update({ where: { id: chat.id }, data: { teamId: ticket.teamId } });
      // Who was asked may belong to the former team.
      if (chat.offeredToId !== assigneeId) await this.passOffer(tx, actor, chat.id, 'gone');
    }
    if (chat.state === 'accepted') return chat.agentId === assigneeId ? undefined : this.handOver(tx, actor, { ticket, chat });
    if (assigneeId === null) return previousId === null ? undefined : this.reservations.release(tx, actor, chat.id, { accountId: previousId });
    if (chat.offeredToId === assigneeId) return;
    await this.passOffer(tx, actor, chat.id, 'gone');
    await this.reservations.keep(tx, actor, (await this.lock.hold(tx, chat.id)).chat, assigneeId);
  }

  private async handOver(tx: Tx, actor: Actor, { ticket, chat }: HeldChat): Promise<void> {
    if (ticket.assigneeId === null) return this.requeue(tx, actor, chat.id);
    const people = await tx.account.findMany({ where: { id: { in: [chat.agentId ?? ticket.assigneeId, ticket.assigneeId] } }, select: { id: true, name: true } });
    const nameOf = (id: string | null) => people.find((person) => person.id === id)?.name ?? '';
    const moved = await this.lock.move(tx, chat, 'takeOver', { agentId: ticket.assigneeId });
    await this.timelines.append(tx, actor, ticket.id, [{ code: 'chat.taken_over', data: { id: ticket.assigneeId, name: nameOf(ticket.assigneeId), from: nameOf(chat.agentId) } }]);
    await this.lock.events.record(tx, actor, 'chat.taken_over', chat.id, { ...chatFacts(moved), previousId: chat.agentId });
  }

  /** Somebody is gone for good: what was offered to or kept for that person goes to others. */
  async forget(tx: Tx, actor: Actor, accountId: string): Promise<void> {
    const chats = await tx.chat.findMany({
      where: { OR: [{ state: 'offered', offeredToId: accountId }, { state: 'queued', reservedForId: accountId }] },
      select: { id: true },
      orderBy: { ticketId: 'asc' },
    });
    for (const { id } of chats) {
      await this.passOffer(tx, actor, id, 'gone', { accountId });
      await this.reservations.release(tx, actor, id, { accountId });
    }
  }
}
