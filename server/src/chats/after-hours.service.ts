import { Inject, Injectable } from '@nestjs/common';
import { CalendarsService } from '../calendars/calendars.service.js';
import { isOpenAt } from '../calendars/opening.rules.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { PromiseMakingService } from '../promises/promise-making.service.js';
import { type LockedTicket, TicketLockService } from '../tickets/ticket-lock.service.js';
import { ChatEndingService } from './chat-ending.service.js';
import { ChatQueueService } from './chat-queue.service.js';
import { QueuePositionService } from './queue-position.service.js';

/** Nobody waits in a queue that nobody attends: outside the team's hours a customer is told when he is answered. */
@Injectable()
export class AfterHoursService {
  constructor(
    private readonly db: Database,
    private readonly queue: ChatQueueService,
    private readonly endings: ChatEndingService,
    private readonly promises: PromiseMakingService,
    private readonly calendars: CalendarsService,
    private readonly positions: QueuePositionService,
    private readonly tickets: TicketLockService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** A customer wants somebody: a chat while the team is open, else a promise. */
  async beginOrPutOff(tx: Tx, actor: Actor, ticket: LockedTicket): Promise<void> {
    if (isOpenAt(await this.calendars.ofTeam(tx, ticket.teamId), this.clock.now())) await this.queue.begin(tx, actor, ticket);
    else await this.promises.putOff(tx, actor, ticket);
  }

  /** Tickets that wait in the queue of a team that has closed and of which nobody is there any more. */
  async forsaken(): Promise<readonly string[]> {
    const waiting = await this.db.prisma.chat.findMany({ where: { state: 'queued' }, select: { ticketId: true, teamId: true }, orderBy: { id: 'asc' }, take: 500 });
    const left = new Set<string | null>();
    for (const teamId of new Set(waiting.map((chat) => chat.teamId))) {
      const open = isOpenAt(await this.calendars.ofTeam(this.db.prisma, teamId), this.clock.now());
      if (!open && (await this.positions.outlook(teamId)).staffed === 0) left.add(teamId);
    }
    return waiting.filter((chat) => left.has(chat.teamId)).map((chat) => chat.ticketId);
  }

  /** Whoever still waits there is told when he is answered; that lets him out of the queue. */
  async putOff(tx: Tx, actor: Actor, ticketId: string): Promise<void> {
    const ticket = await this.tickets.hold(tx, ticketId);
    if (ticket.state === 'closed') return;
    await this.promises.putOff(tx, actor, ticket);
    // Whom staff has answered meanwhile is promised nothing, and waits for nobody.
    await this.endings.leaveQueue(tx, actor, ticketId, this.clock.now());
  }
}
