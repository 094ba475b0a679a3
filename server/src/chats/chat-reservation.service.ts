import { Inject, Injectable } from '@nestjs/common';
import type { Chat } from '#prisma/generated/client.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { NOT_RESERVED, RESERVED_MS } from './chat.rules.js';
import { ChatLockService, chatFacts } from './chat-lock.service.js';

/** A waiting chat kept for one person: until that time is over nobody else is offered it. */
@Injectable()
export class ChatReservationService {
  constructor(private readonly lock: ChatLockService, @Inject(Clock) private readonly clock: Clock) {}

  /** Until when a chat is kept that is given to a person by name from now on. */
  until(): Date {
    return new Date(this.clock.now().getTime() + RESERVED_MS);
  }

  /** Keeps a queued chat that the caller holds. */
  async keep(tx: Tx, actor: Actor, chat: Chat, accountId: string): Promise<void> {
    if (chat.state !== 'queued' || chat.reservedForId === accountId) return;
    const kept = await tx.chat.update({ where: { id: chat.id }, data: { reservedForId: accountId, reservedUntil: this.until(), version: { increment: 1 } } });
    await this.lock.events.record(tx, actor, 'chat.reserved', chat.id, { ...chatFacts(kept), reservedForId: accountId });
  }

  /** Lets everybody have it: the time is over, or the person is gone. */
  async release(tx: Tx, actor: Actor, chatId: string, only: 'when_over' | { accountId: string }): Promise<void> {
    const { chat } = await this.lock.hold(tx, chatId);
    const { reservedForId, reservedUntil } = chat;
    if (chat.state !== 'queued' || !reservedForId || !reservedUntil) return;
    if (only === 'when_over' ? reservedUntil > this.clock.now() : only.accountId !== reservedForId) return;
    const free = await tx.chat.update({ where: { id: chatId }, data: { ...NOT_RESERVED, version: { increment: 1 } } });
    await this.lock.events.record(tx, actor, 'chat.released', chatId, { ...chatFacts(free), reservedForId });
  }
}
