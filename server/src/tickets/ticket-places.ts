import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Database } from '../platform/db.js';
import { Log } from '../platform/log.js';

const KEEP_MS = 500;
const MOST = 1_000;

// Never waits: whoever holds a place is about to write it, and what is skipped is noted again.
const KEEP = `
  WITH free AS (SELECT "ticketId" FROM "TicketPlace" WHERE "ticketId" = ANY($1::uuid[]) FOR NO KEY UPDATE SKIP LOCKED),
    kept AS (
      UPDATE "TicketPlace" pl SET "waitingSince" = t."waitingSince", "movedAt" = t."lastMessageAt" FROM free JOIN "Timeline" t ON t."ticketId" = free."ticketId"
      WHERE pl."ticketId" = free."ticketId" AND (pl."waitingSince", pl."movedAt") IS DISTINCT FROM (t."waitingSince", t."lastMessageAt")
    )
  SELECT pl."ticketId" FROM "TicketPlace" pl WHERE pl."ticketId" = ANY($1::uuid[]) AND NOT EXISTS (SELECT 1 FROM free WHERE free."ticketId" = pl."ticketId")`;
const MEND = `
  WITH stale AS (
    SELECT pl."ticketId" FROM "TicketPlace" pl JOIN "Timeline" t ON t."ticketId" = pl."ticketId"
    WHERE pl."shelf" <> 'done' AND (pl."waitingSince", pl."movedAt") IS DISTINCT FROM (t."waitingSince", t."lastMessageAt")
    LIMIT $1 FOR NO KEY UPDATE OF pl SKIP LOCKED
  )
  UPDATE "TicketPlace" pl SET "waitingSince" = t."waitingSince", "movedAt" = t."lastMessageAt" FROM stale JOIN "Timeline" t ON t."ticketId" = stale."ticketId" WHERE pl."ticketId" = stale."ticketId"`;

/**
 * Brings the order of the lists after the messages. A message notes its ticket here, which costs it nothing; whoever asks
 * for a list in this process has every note written first, and other nodes have it a moment later (decision 0023).
 */
@Injectable()
export class TicketPlaces implements OnApplicationShutdown {
  private moved = new Set<string>();
  private writing: Promise<void> | null = null;
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly db: Database, private readonly log: Log) {}

  note(ticketId: string): void {
    this.moved.add(ticketId);
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.keep().catch((fault: unknown) => this.log.warn({ fault }, 'places in the queue are kept a little later'));
    }, KEEP_MS);
  }

  /** Resolves once every place that was noted before this call is written, but for those that another transaction writes now. */
  async keep(): Promise<void> {
    // What is being written may have been read before the newest note.
    if (this.writing) await this.writing;
    if (this.moved.size === 0) return;
    this.writing ??= this.write().finally(() => (this.writing = null));
    await this.writing;
  }

  private async write(): Promise<void> {
    const ids = [...this.moved];
    this.moved = new Set();
    try {
      const { rows } = await this.db.pool.query<{ ticketId: string }>({ name: 'ticket-places-keep', text: KEEP, values: [ids] });
      for (const { ticketId } of rows) this.note(ticketId);
    } catch (fault) {
      for (const id of ids) this.note(id);
      throw fault;
    }
  }

  /** Mends what a killed process had noted and not written. */
  async mend(): Promise<void> {
    await this.db.pool.query({ name: 'ticket-places-mend', text: MEND, values: [MOST] });
  }

  onApplicationShutdown(): void {
    if (this.timer) clearTimeout(this.timer);
  }
}
