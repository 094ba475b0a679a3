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

  stirred(ticketId: string): void {
    if (!this.sockets.isOpen) return;
    this.tickets.add(ticketId);
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
    this.tickets.clear();
    const { rows } = await this.db.pool.query<Place>({
      name: 'pointer-places',
      text: 'SELECT "id", "teamId", "assigneeId" FROM "Ticket" WHERE "id" = ANY($1::uuid[])',
      values: [ids],
    });
    this.version += 1;
    const groups = new Set(rows.flatMap((row) => [row.teamId ? rooms.team(row.teamId) : null, row.assigneeId ? rooms.account(row.assigneeId) : null]));
    groups.add(rooms.everything());
    for (const group of groups) if (group) this.sockets.push('/agent', group, 'changed', { kind: 'queue', id: 'tickets', version: this.version });
  }

  onApplicationShutdown(): void {
    if (this.timer) clearTimeout(this.timer);
    if (this.strain) clearInterval(this.strain);
  }
}
