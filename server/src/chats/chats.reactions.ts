import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../platform/actor.js';
import type { Tx } from '../platform/db.js';
import { type Happened, On } from '../platform/events/on.decorator.js';
import { PromisesService } from '../promises/promises.service.js';
import { TicketLockService } from '../tickets/ticket-lock.service.js';
import { AfterHoursService } from './after-hours.service.js';
import { ChatEndingService } from './chat-ending.service.js';
import { ChatQueueService } from './chat-queue.service.js';

/** When a chat begins by itself, and when it must end. */
@Injectable()
export class ChatsReactions {
  constructor(private readonly queue: ChatQueueService, private readonly endings: ChatEndingService, private readonly tickets: TicketLockService, private readonly promises: PromisesService, private readonly waiting: AfterHoursService) {}

  @On('ticket.opened')
  async queueTheFirstChat(tx: Tx, happened: Happened<'ticket.opened'>): Promise<void> {
    // Whom staff opened a ticket for sits before no chat; who left a word has been told when it is answered. Neither waits in the queue.
    if (happened.actorKind === 'customer' && !(await this.promises.isOwed(tx, happened.payload.ticketId))) await this.beginUnlessClosed(tx, happened.payload.ticketId);
  }

  /** Whoever waits and leaves a word instead is let out of the queue. */
  @On('promise.made')
  async letOutOfTheQueue(tx: Tx, { payload, createdAt }: Happened<'promise.made'>): Promise<void> {
    await this.endings.leaveQueue(tx, SYSTEM, payload.ticketId, createdAt);
  }

  @On('promise.asked_again')
  async letOutAgain(tx: Tx, { payload, createdAt }: Happened<'promise.asked_again'>): Promise<void> {
    await this.endings.leaveQueue(tx, SYSTEM, payload.ticketId, createdAt);
  }

  @On('timeline.woken')
  async queueAnotherChat(tx: Tx, happened: Happened<'timeline.woken'>): Promise<void> {
    await this.beginUnlessClosed(tx, happened.payload.ticketId);
  }

  /** Nobody attends to spam: whoever waits is let go. */
  @On('ticket.spam_marked')
  async endTheWaitOfSpam(tx: Tx, { payload: { ticketId } }: Happened<'ticket.spam_marked'>): Promise<void> {
    const chat = await tx.chat.findFirst({ where: { ticketId, state: { in: ['queued', 'offered'] } }, select: { id: true } });
    if (chat) await this.endings.endFor(tx, SYSTEM, chat.id, 'system');
  }

  @On('ticket.assigned')
  async goWithTheTicket(tx: Tx, happened: Happened<'ticket.assigned'>): Promise<void> {
    await this.queue.follow(tx, SYSTEM, happened.payload.ticketId, happened.payload.previousId);
  }

  @On('account.deactivated')
  async askOthers(tx: Tx, happened: Happened<'account.deactivated'>): Promise<void> {
    await this.queue.forget(tx, SYSTEM, happened.payload.accountId);
  }

  @On('visitor.blocked')
  async endChatsOfTheBlocked(tx: Tx, happened: Happened<'visitor.blocked'>): Promise<void> {
    const chats = await tx.chat.findMany({ where: { state: { not: 'ended' }, ticket: { visitorId: happened.payload.visitorId } }, select: { id: true }, orderBy: { id: 'asc' } });
    for (const { id } of chats) await this.endings.endFor(tx, SYSTEM, id, 'system');
  }

  private async beginUnlessClosed(tx: Tx, ticketId: string): Promise<void> {
    // Who wrote by mail sits before no chat.
    if ((await tx.ticket.count({ where: { id: ticketId, channel: { kind: 'widget' } } })) === 0) return;
    const ticket = await this.tickets.hold(tx, ticketId);
    if (ticket.state !== 'closed' && ticket.spamAt === null) await this.waiting.beginOrPutOff(tx, SYSTEM, ticket);
  }
}
