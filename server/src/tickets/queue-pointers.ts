import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Database } from '../platform/db.js';
import { EventWatch } from '../platform/events/watch.js';
import { Log } from '../platform/log.js';
import { rooms } from '../platform/sockets/rooms.js';
import { Sockets } from '../platform/sockets/sockets.js';

const QUIET_MS = 1_000;
/** While some node is cut off and cannot tell what it did, lists look for themselves. */
const STRAINED_MS = 5_000;

interface Place {
  id: string;
  teamId: string | null;
  assigneeId: string | null;
}

/**
 * Tells lists that they changed, by pointer and at most once a second per ticket group: the cost of a message
 * must not grow with the number of agents who look at the queue.
 */
@Injectable()
export class QueuePointers implements OnModuleInit, OnApplicationShutdown {
  private readonly tickets = new Set<string>();
  private readonly people = new Set<string>();
  private timer: NodeJS.Timeout | null = null;
  private strain: NodeJS.Timeout | null = null;
  private sentAt = 0;
  private version = 0;

  constructor(private readonly db: Database, private readonly sockets: Sockets, private readonly watch: EventWatch, private readonly log: Log) {}

  onModuleInit(): void {
    this.watch.onLapse(() => this.everybody());
    this.strain = setInterval(() => this.watch.isStrained && this.everybody(), STRAINED_MS);
  }

  private everybody(): void {
    for (const client of this.sockets.all()) if (client.isStaff()) client.emit('changed', { kind: 'queue', id: 'tickets', version: 0 });
  }

  /** @param alsoOf accounts in whose own lists it stands, or stood, wherever the ticket belongs */
  stirred(ticketId: string, alsoOf: readonly string[] = []): void {
    if (!this.sockets.isOpen) return;
    this.tickets.add(ticketId);
    for (const accountId of alsoOf) this.people.add(accountId);
    if (this.timer) return;
    const wait = Math.max(0, QUIET_MS - (performance.now() - this.sentAt));
    this.timer = setTimeout(() => {
      this.timer = null;
      this.sentAt = performance.now();
      this.flush().catch((fault: unknown) => this.log.warn({ fault }, 'queue pointers were not sent; lists catch up by themselves'));
    }, wait);
  }

  private async flush(): Promise<void> {
    const ids = [...this.tickets];
    const people = [...this.people];
    this.tickets.clear();
    this.people.clear();
    const { rows } = await this.db.pool.query<Place>({
      name: 'pointer-places',
      text: 'SELECT "id", "teamId", "assigneeId" FROM "Ticket" WHERE "id" = ANY($1::uuid[])',
      values: [ids],
    });
    this.version += 1;
    const own = [...people.map((id) => rooms.account(id)), ...rows.flatMap((row) => [...(row.teamId ? [rooms.team(row.teamId)] : []), ...(row.assigneeId ? [rooms.account(row.assigneeId)] : [])])];
    // What belongs to no team stands in everybody's lists.
    const groups = new Set(rows.some((row) => row.teamId === null) ? [rooms.staff()] : [rooms.everything(), ...own]);
    for (const group of groups) this.sockets.push('/agent', group, 'changed', { kind: 'queue', id: 'tickets', version: this.version });
  }

  onApplicationShutdown(): void {
    if (this.timer) clearTimeout(this.timer);
    if (this.strain) clearInterval(this.strain);
  }
}
