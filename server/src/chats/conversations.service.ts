import { Inject, Injectable } from '@nestjs/common';
import type { Conversation } from '#contracts/widget.js';
import { type Actor, isVisitor, type VisitorActor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { Problem } from '../platform/problem.js';
import { SettingsService } from '../settings/settings.service.js';
import { Receipts } from '../tickets/receipts.js';
import { TicketClosureService } from '../tickets/ticket-closure.service.js';
import { TicketLockService } from '../tickets/ticket-lock.service.js';
import { TicketSnoozeService } from '../tickets/ticket-snooze.service.js';
import { ownsConversation } from '../tickets/tickets.policy.js';
import { TimelineService } from '../tickets/timeline.service.js';
import { AfterHoursService } from './after-hours.service.js';
import { mayReopen } from './chat.rules.js';
import { ChatEndingService } from './chat-ending.service.js';
import { ChatLockService } from './chat-lock.service.js';
import { INCLUDE, type LoadedConversation } from './conversation.record.js';
import { presentConversation } from './conversations.present.js';
import { QueuePositionService } from './queue-position.service.js';

const SHOWN = 30;

/** A customer's own conversations: seeing, ending and reopening them. */
@Injectable()
export class ConversationsService {
  constructor(
    private readonly db: Database,
    private readonly positions: QueuePositionService,
    private readonly receipts: Receipts,
    private readonly settings: SettingsService,
    private readonly tickets: TicketLockService,
    private readonly chats: ChatLockService,
    private readonly afterHours: AfterHoursService,
    private readonly endings: ChatEndingService,
    private readonly closures: TicketClosureService,
    private readonly snoozes: TicketSnoozeService,
    private readonly timelines: TimelineService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The latest conversations of this browser, and of the customer if that is proven. */
  async list(visitor: { id: string; customerId: string | null }): Promise<Conversation[]> {
    const owners = [{ visitorId: visitor.id }, ...(visitor.customerId ? [{ customerId: visitor.customerId }] : [])];
    // What staff opened, or split off, is no talk of the customer's until somebody says something in it.
    const silent = { timeline: { gate: { not: 'open' }, publicHead: 0 } };
    const tickets = await this.db.prisma.ticket.findMany({ where: { OR: owners, NOT: silent }, include: INCLUDE, orderBy: { id: 'desc' }, take: SHOWN });
    const read = await this.agentRead(tickets.map((ticket) => ticket.id));
    return Promise.all(tickets.map((ticket) => this.present(ticket, read.get(ticket.id) ?? 0)));
  }

  async one(actor: Actor, ticketId: string): Promise<Conversation> {
    const ticket = await this.db.prisma.ticket.findUnique({ where: { id: ticketId }, include: INCLUDE });
    if (!ticket || !ownsConversation(visitorOf(actor), ticket)) throw new Problem('conversation/not_found');
    return this.present(ticket, (await this.agentRead([ticketId])).get(ticketId) ?? 0);
  }

  /** How far any person of the staff has read, as places of the public stream. */
  private async agentRead(ticketIds: readonly string[]): Promise<Map<string, number>> {
    const { rows } = await this.db.pool.query<{ ticketId: string; publicSeq: number | null }>({
      name: 'conversations-agent-read',
      text: `SELECT r."ticketId", (SELECT m."publicSeq" FROM "Message" m WHERE m."ticketId" = r."ticketId" AND m."staffSeq" <= r."readSeq" AND m."publicSeq" IS NOT NULL
               ORDER BY m."staffSeq" DESC LIMIT 1) AS "publicSeq"
             FROM (SELECT "ticketId", max("readSeq") AS "readSeq" FROM "TimelineRead" WHERE "ticketId" = ANY($1::uuid[]) GROUP BY "ticketId") r`,
      values: [ticketIds],
    });
    return new Map(rows.map((row) => [row.ticketId, row.publicSeq ?? 0]));
  }

  private async present(ticket: LoadedConversation, agentRead: number): Promise<Conversation> {
    const [chat] = ticket.chats;
    const waits = chat?.state === 'queued' || chat?.state === 'offered';
    const place = waits ? (await this.positions.places(chat.teamId)).find((candidate) => candidate.ticketId === ticket.id) : undefined;
    const { reopenHours } = await this.settings.current();
    const reopenable = ticket.state === 'closed' && ticket.mergedIntoId === null && mayReopen(ticket.closedAt, this.clock.now(), reopenHours);
    return presentConversation(ticket, place ?? null, { agentDelivered: this.receipts.of(ticket.id)?.agentDelivered.public ?? 0, agentRead }, reopenable);
  }

  /** The customer ends the live chat; without one there is nothing to end. */
  async end(tx: Tx, actor: Actor, ticketId: string): Promise<void> {
    await this.own(tx, actor, ticketId);
    const chat = await this.chats.live(tx, ticketId);
    if (chat) await this.endings.endFor(tx, actor, chat.id, 'customer');
  }

  /** The customer asks again: a closed ticket opens if it is not too long ago, and waits in the queue once more. */
  async reopen(tx: Tx, actor: Actor, ticketId: string): Promise<void> {
    const ticket = await this.own(tx, actor, ticketId);
    if (ticket.state === 'closed') {
      const { reopenHours } = await this.settings.current();
      // What was merged goes on elsewhere: writing to it leads there.
      if (ticket.mergedIntoId !== null || !mayReopen(ticket.closedAt, this.clock.now(), reopenHours)) throw new Problem('conversation/closed');
      await this.closures.reopenHeld(tx, actor, ticket);
    } else await this.snoozes.heardHeld(tx, actor, ticket);
    if (await this.chats.live(tx, ticketId)) return;
    await this.timelines.append(tx, actor, ticketId, [{ code: 'chat.reopened', data: { name: actor.name } }]);
    await this.afterHours.beginOrPutOff(tx, actor, ticket);
  }

  private async own(tx: Tx, actor: Actor, ticketId: string) {
    const ticket = await this.tickets.hold(tx, ticketId);
    if (!ownsConversation(visitorOf(actor), ticket)) throw new Problem('conversation/not_found');
    return ticket;
  }
}

function visitorOf(actor: Actor): VisitorActor {
  if (!isVisitor(actor)) throw new Problem('visitor/token_invalid');
  return actor;
}
