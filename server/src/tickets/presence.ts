import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { connectedSince } from '../accounts/connected.rules.js';
import { isStaff } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/db.js';
import { Hints } from '../platform/events/hints.js';
import { Log } from '../platform/log.js';
import { Peers } from '../platform/nodes/peers.js';
import { rooms } from '../platform/sockets/rooms.js';
import { Sockets } from '../platform/sockets/sockets.js';
import { type Watcher, WatchersElsewhere } from './watchers-elsewhere.js';

const REST_MS = 250;
/** A console that reloads is gone for a moment only: the customer need not see that. */
const GRACE_MS = 4_000;

interface Attended {
  readonly id: string;
  readonly agentId: string;
  readonly name: string;
  /** Connected to another node. */
  readonly isElsewhere: boolean;
}

/**
 * Who looks at a conversation, told to the staff who look too; and whether the agent of it is there, told to the
 * customer. At most four times a second each, never an event.
 */
@Injectable()
export class Presence implements OnModuleInit, OnModuleDestroy {
  private readonly dirty = new Set<string>();
  /** Of other nodes: told here, and not told on. */
  private readonly heard = new Set<string>();
  private readonly graces = new Set<NodeJS.Timeout>();
  private timer: NodeJS.Timeout | null = null;
  private stopped = false;

  constructor(
    private readonly sockets: Sockets,
    private readonly elsewhere: WatchersElsewhere,
    private readonly peers: Peers,
    private readonly hints: Hints,
    private readonly db: Database,
    private readonly log: Log,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.sockets.onDisconnect((client) => {
      for (const ticketId of client.open) this.changed(ticketId);
      if (client.isStaff()) this.afterGrace(client.hears());
    });
    this.hints.on('ticket.assigned', (ticketId) => this.changed(ticketId));
    this.elsewhere.onChange((ticketId) => this.schedule(this.heard, ticketId));
  }

  private afterGrace(ticketIds: ReadonlySet<string>): void {
    if (this.stopped || ticketIds.size === 0) return;
    const grace = setTimeout(() => {
      this.graces.delete(grace);
      for (const ticketId of ticketIds) this.changed(ticketId);
    }, GRACE_MS);
    this.graces.add(grace);
  }

  changed(ticketId: string): void {
    this.schedule(this.dirty, ticketId);
  }

  private schedule(tickets: Set<string>, ticketId: string): void {
    if (this.stopped || !this.sockets.isOpen) return;
    tickets.add(ticketId);
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.flush().catch((fault: unknown) => this.log.warn({ fault }, 'presence was not told this time'));
    }, REST_MS);
  }

  private async flush(): Promise<void> {
    for (const ticketId of this.dirty) this.elsewhere.say(ticketId, this.lookers(ticketId));
    const ticketIds = [...new Set([...this.dirty, ...this.heard])];
    this.dirty.clear();
    this.heard.clear();
    for (const ticketId of ticketIds) this.tellStaff(ticketId);
    const awaited = ticketIds.filter((ticketId) => !this.sockets.inRoom('/visitor', rooms.conversation(ticketId)).next().done);
    if (awaited.length > 0) await this.tellCustomers(awaited);
  }

  private tellStaff(ticketId: string): void {
    const room = rooms.conversation(ticketId);
    if (!this.sockets.isHeard('/agent', room)) return;
    const people = new Map([...this.elsewhere.of(ticketId), ...this.lookers(ticketId)].map((one) => [one.id, one]));
    this.sockets.push('/agent', room, 'presence', { conversationId: ticketId, people: [...people.values()] });
  }

  /** Who looks at it through this process. */
  private lookers(ticketId: string): Watcher[] {
    const room = rooms.conversation(ticketId);
    const people = new Map<string, Watcher>();
    // The assignee's sockets are in the room without looking at it.
    for (const { actor, open } of this.sockets.inRoom('/agent', room)) if (isStaff(actor) && open.has(ticketId)) people.set(actor.id, { id: actor.id, name: actor.name, kind: 'agent', online: true });
    for (const { actor } of this.sockets.inRoom('/visitor', room)) if (actor.id) people.set(actor.id, { id: actor.id, name: actor.name, kind: 'customer', online: true });
    return [...people.values()];
  }

  /** Of the agent alone, whom the customer knows anyway: who else looks is none of the customer's business. */
  private async tellCustomers(ticketIds: readonly string[]): Promise<void> {
    const { rows } = await this.db.pool.query<Attended>({
      name: 'presence-agents',
      text: `SELECT k."id", a."id" AS "agentId", a."name",
               EXISTS (SELECT 1 FROM "SocketLease" l WHERE l."accountId" = a."id" AND l."nodeId" <> $2 AND l."endedAt" IS NULL AND l."seenAt" > $3) AS "isElsewhere"
             FROM "Ticket" k JOIN "Account" a ON a."id" = k."assigneeId" WHERE k."id" = ANY($1::uuid[])`,
      values: [ticketIds, this.peers.id, connectedSince(this.clock.now())],
    });
    for (const { id, agentId, name, isElsewhere } of rows) {
      const online = (isElsewhere && !this.peers.isAlone) || !this.sockets.inRoom('/agent', rooms.account(agentId)).next().done;
      this.sockets.push('/visitor', rooms.conversation(id), 'presence', { conversationId: id, people: [{ id: agentId, name, kind: 'agent', online }] });
    }
  }

  onModuleDestroy(): void {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
    for (const grace of this.graces) clearTimeout(grace);
  }
}
