import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/db.js';
import { type Happened, On } from '../platform/events/on.decorator.js';
import { WebhookNoticeService } from './webhook-notice.service.js';

/** What happens to tickets is told to whoever listens elsewhere. What is said comes by way of WebhookListening. */
@Injectable()
export class WebhooksReactions {
  constructor(private readonly notices: WebhookNoticeService) {}

  @On('message.noticed')
  async wordsSaid(tx: Tx, { payload }: Happened<'message.noticed'>): Promise<void> {
    await this.notices.tellOfWords(tx, payload.ticketId, payload.fromSeq);
  }

  @On('ticket.opened')
  async ticketOpened(tx: Tx, happened: Happened<'ticket.opened'>): Promise<void> {
    await this.notices.tellOfEvent(tx, happened);
  }

  @On('ticket.assigned')
  async ticketAssigned(tx: Tx, happened: Happened<'ticket.assigned'>): Promise<void> {
    await this.notices.tellOfEvent(tx, happened);
  }

  @On('ticket.state_changed')
  async ticketStateChanged(tx: Tx, happened: Happened<'ticket.state_changed'>): Promise<void> {
    await this.notices.tellOfEvent(tx, happened);
  }

  @On('ticket.facts_changed')
  async ticketFactsChanged(tx: Tx, happened: Happened<'ticket.facts_changed'>): Promise<void> {
    await this.notices.tellOfEvent(tx, happened);
  }

  @On('ticket.snoozed')
  async ticketSnoozed(tx: Tx, happened: Happened<'ticket.snoozed'>): Promise<void> {
    await this.notices.tellOfEvent(tx, happened);
  }

  @On('ticket.woken')
  async ticketWoken(tx: Tx, happened: Happened<'ticket.woken'>): Promise<void> {
    await this.notices.tellOfEvent(tx, happened);
  }

  @On('message.recalled')
  async messageRecalled(tx: Tx, happened: Happened<'message.recalled'>): Promise<void> {
    await this.notices.tellOfEvent(tx, happened);
  }

  @On('chat.queued')
  async chatQueued(tx: Tx, happened: Happened<'chat.queued'>): Promise<void> {
    await this.notices.tellOfEvent(tx, happened);
  }

  @On('chat.accepted')
  async chatAccepted(tx: Tx, happened: Happened<'chat.accepted'>): Promise<void> {
    await this.notices.tellOfEvent(tx, happened);
  }

  @On('chat.transferred')
  async chatTransferred(tx: Tx, happened: Happened<'chat.transferred'>): Promise<void> {
    await this.notices.tellOfEvent(tx, happened);
  }

  @On('chat.ended')
  async chatEnded(tx: Tx, happened: Happened<'chat.ended'>): Promise<void> {
    await this.notices.tellOfEvent(tx, happened);
  }

  @On('due.warned')
  async dueWarned(tx: Tx, happened: Happened<'due.warned'>): Promise<void> {
    await this.notices.tellOfEvent(tx, happened);
  }

  @On('due.breached')
  async dueBreached(tx: Tx, happened: Happened<'due.breached'>): Promise<void> {
    await this.notices.tellOfEvent(tx, happened);
  }

  @On('promise.made')
  async promiseMade(tx: Tx, happened: Happened<'promise.made'>): Promise<void> {
    await this.notices.tellOfEvent(tx, happened);
  }

  @On('promise.broken')
  async promiseBroken(tx: Tx, happened: Happened<'promise.broken'>): Promise<void> {
    await this.notices.tellOfEvent(tx, happened);
  }

  @On('promise.kept')
  async promiseKept(tx: Tx, happened: Happened<'promise.kept'>): Promise<void> {
    await this.notices.tellOfEvent(tx, happened);
  }

  @On('rating.given')
  async ratingGiven(tx: Tx, happened: Happened<'rating.given'>): Promise<void> {
    await this.notices.tellOfEvent(tx, happened);
  }
}
