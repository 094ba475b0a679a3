import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../platform/actor.js';
import type { Tx } from '../platform/db.js';
import { type Happened, On } from '../platform/events/on.decorator.js';
import { AutomaticLinesService } from './automatic-lines.service.js';

/** When the desk says something by itself. Messages are not among it, so it never answers its own words. */
@Injectable()
export class AutomaticLinesReactions {
  constructor(private readonly lines: AutomaticLinesService) {}

  @On('chat.queued')
  async welcomeWhoWaits(tx: Tx, happened: Happened<'chat.queued'>): Promise<void> {
    await this.lines.sayWhileWaiting(tx, SYSTEM, happened.payload.chatId, false);
  }

  /** A promise of our own making is for words that nobody attended to; who filled in a form has read it there. */
  @On('promise.made')
  async explainThePromise(tx: Tx, happened: Happened<'promise.made'>): Promise<void> {
    if (happened.actorKind === 'system') await this.lines.sayWhenClosed(tx, SYSTEM, happened.payload.ticketId);
  }

  @On('chat.accepted')
  async nameWhoAccepted(tx: Tx, happened: Happened<'chat.accepted'>): Promise<void> {
    await this.lines.sayWhoAccepted(tx, SYSTEM, happened.payload.chatId);
  }
}
