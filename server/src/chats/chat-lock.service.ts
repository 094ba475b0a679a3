import { Injectable } from '@nestjs/common';
import type { Chat } from '#prisma/generated/client.js';
import type { Actor } from '../platform/actor.js';
import type { Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { Problem } from '../platform/problem.js';
import { type LockedTicket, TicketLockService } from '../tickets/ticket-lock.service.js';
import { CHAT_MOVES, type ChatMove, isAllowed } from './chat.rules.js';

export interface HeldChat {
  readonly ticket: LockedTicket;
  readonly chat: Chat;
}

/** Holds a chat and its ticket for a verb, and makes its moves. */
@Injectable()
export class ChatLockService {
  constructor(private readonly tickets: TicketLockService, readonly events: Events) {}

  async hold(tx: Tx, chatId: string): Promise<HeldChat> {
    const found = await tx.chat.findUnique({ where: { id: chatId }, select: { ticketId: true } });
    if (!found) throw new Problem('resource/not_found');
    const ticket = await this.tickets.hold(tx, found.ticketId);
    return { ticket, chat: await tx.chat.findUniqueOrThrow({ where: { id: chatId } }) };
  }

  /** The same for a person of the staff. @throws Problem conversation/not_found, whether it is missing or not to be seen */
  async forStaff(tx: Tx, actor: Actor, chatId: string): Promise<HeldChat> {
    const found = await tx.chat.findUnique({ where: { id: chatId }, select: { ticketId: true } });
    if (!found) throw new Problem('conversation/not_found');
    const ticket = await this.tickets.forStaff(tx, actor, found.ticketId);
    return { ticket, chat: await tx.chat.findUniqueOrThrow({ where: { id: chatId } }) };
  }

  /** The live chat of a held ticket, if there is one. */
  live(tx: Tx, ticketId: string): Promise<Chat | null> {
    return tx.chat.findFirst({ where: { ticketId, state: { not: 'ended' } } });
  }

  /** Moves the chat along the table, with what else changes. @throws when the table has no such move (a fault of ours: verbs check first) */
  async move(tx: Tx, chat: Chat, move: ChatMove, changes: Parameters<Tx['chat']['update']>[0]['data'] = {}): Promise<Chat> {
    if (!isAllowed(move, chat.state)) throw new Error(`a chat that is ${chat.state} cannot ${move}`);
    return tx.chat.update({ where: { id: chat.id }, data: { ...changes, state: CHAT_MOVES[move].to, version: { increment: 1 } } });
  }
}

export const chatFacts = (chat: Chat) => ({ chatId: chat.id, ticketId: chat.ticketId, teamId: chat.teamId, agentId: chat.agentId });
