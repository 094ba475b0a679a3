import { Injectable, type OnModuleInit } from '@nestjs/common';
import { inReach } from '../accounts/reach.policy.js';
import { isStaff } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Hints } from '../platform/events/hints.js';
import { Relay } from '../platform/events/relay.js';
import { Log } from '../platform/log.js';
import { rooms } from '../platform/sockets/rooms.js';
import { Sockets } from '../platform/sockets/sockets.js';
import { Presence } from './presence.js';
import { QueuePointers } from './queue-pointers.js';
import { isDone } from './ticket-state.rules.js';

/** Which rooms hear of which event, and what a change of hands means for sockets that are already in. */
@Injectable()
export class TicketsRooms implements OnModuleInit {
  constructor(
    private readonly hints: Hints,
    private readonly sockets: Sockets,
    private readonly pointers: QueuePointers,
    private readonly presence: Presence,
    private readonly relay: Relay,
    private readonly db: Database,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    for (const name of ['ticket.opened', 'ticket.facts_changed', 'ticket.snoozed', 'ticket.woken'] as const) this.hints.on(name, (ticketId) => this.changed(ticketId));
    this.hints.on('ticket.state_changed', (ticketId, { to, assigneeId }) => {
      this.changed(ticketId);
      // What was done when he connected is his to hear again.
      if (assigneeId && !isDone(to)) this.bring(ticketId, assigneeId);
    });
    this.hints.on('ticket.assigned', (ticketId, payload, afar) => {
      this.changed(ticketId);
      if (payload.previousId) this.sockets.push('/agent', rooms.account(payload.previousId), 'changed', { kind: 'queue', id: 'tickets', version: 0 });
      if (afar) return this.placeAgain(ticketId);
      if (payload.assigneeId) this.bring(ticketId, payload.assigneeId);
      this.expelStrangers(ticketId, payload);
    }, 'certainly');
    this.sockets.onConnect((client) => {
      if (client.isStaff()) this.bringAll(client.actor.id).catch((fault: unknown) => this.log.warn({ fault }, 'an agent did not join his conversations; heads will tell him'));
    });
    // Later messages may open a new event from here on; whatever a reaction of this one reads is complete.
    this.relay.onLease('message.posted', async (ticketIds) => {
      await this.db.pool.query({ name: 'timeline-unannounce', text: `UPDATE "Timeline" SET "announced" = false WHERE "ticketId" = ANY($1::uuid[])`, values: [ticketIds] });
    });
  }

  private changed(ticketId: string): void {
    this.sockets.push('/agent', rooms.conversation(ticketId), 'changed', { kind: 'ticket', id: ticketId, version: 0 });
    this.pointers.stirred(ticketId);
  }

  /** The assignee hears every message of his tickets, whatever he looks at. */
  private bring(ticketId: string, accountId: string): void {
    for (const client of this.sockets.inRoom('/agent', rooms.account(accountId))) client.listen(ticketId);
  }

  private async bringAll(accountId: string): Promise<void> {
    const tickets = await this.db.prisma.ticket.findMany({ where: { assigneeId: accountId, state: { notIn: ['solved', 'closed'] } }, select: { id: true }, orderBy: { id: 'desc' }, take: 500 });
    for (const { id } of tickets) {
      this.bring(id, accountId);
      this.presence.changed(id);
    }
  }

  /** What another process tells may be older than what we know; the row is not. */
  private placeAgain(ticketId: string): void {
    this.db.prisma.ticket.findUnique({ where: { id: ticketId }, select: { teamId: true, assigneeId: true } }).then(
      (place) => {
        if (place?.assigneeId) this.bring(ticketId, place.assigneeId);
        this.expelStrangers(ticketId, place ?? { teamId: null, assigneeId: null });
      },
      (fault: unknown) => {
        this.log.warn({ fault }, 'whose ticket it is now is unknown; nobody hears it here until he asks again');
        for (const client of [...this.sockets.inRoom('/agent', rooms.conversation(ticketId))]) client.expel(ticketId);
      },
    );
  }

  private expelStrangers(ticketId: string, place: { teamId: string | null; assigneeId: string | null }): void {
    for (const client of [...this.sockets.inRoom('/agent', rooms.conversation(ticketId))]) {
      if (!isStaff(client.actor) || inReach(client.actor, place)) continue;
      client.expel(ticketId);
      client.emit('changed', { kind: 'ticket', id: ticketId, version: 0 });
    }
  }
}
