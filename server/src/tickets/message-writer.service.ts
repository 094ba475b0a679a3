import { Inject, Injectable } from '@nestjs/common';
import type { AuthorKind, Message, MessageKind } from '#contracts/messages.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { Failpoint } from '../platform/failpoint.js';
import { newId } from '../platform/ids.js';
import { Metrics } from '../platform/metrics.js';
import { Problem } from '../platform/problem.js';
import type { StoredMessage } from './message.rules.js';
import { MessagePublisher } from './message-publisher.js';

/** A message that wants its place in the timeline. */
export interface NewMessage {
  readonly ticketId: string;
  readonly senderId: string | null;
  readonly clientMessageId: string | null;
  readonly authorKind: AuthorKind;
  readonly authorName: string;
  readonly kind: MessageKind;
  readonly text: string | null;
  readonly card: Record<string, unknown> | null;
  readonly system: Message['system'];
  readonly internal: boolean;
  /** The socket that has the answer as acknowledgement and needs no `message` event. */
  readonly fromSocketId?: string | undefined;
}

export type Written =
  | { readonly outcome: 'posted' | 'repeat'; readonly message: StoredMessage }
  | { readonly outcome: 'closed' | 'merged' | 'missing' };

interface Row {
  outcome: 'posted' | 'repeat' | 'reused' | 'closed' | 'merged' | 'missing';
  id: string;
  ticketId: string;
  staffSeq: number;
  publicSeq: number | null;
  createdAt: Date;
  stirred: boolean;
}

interface Waiting {
  readonly message: NewMessage;
  readonly done: (written: Written) => void;
  readonly failed: (fault: unknown) => void;
}

const MAX_BATCH = 400;
const MAX_BATCHES_IN_FLIGHT = 2;
const CALL = 'SELECT * FROM post_messages($1::uuid[], $2::json, $3::timestamptz)';

/**
 * Group commit: what arrives while a commit runs goes into the next one. One statement, one commit, then the
 * acknowledgements. A conversation is in at most one batch in flight, so its order is the order of arrival.
 * The one place of the house that opens a transaction for many callers (docs/decisions/0008).
 */
@Injectable()
export class MessageWriter {
  private waiting: Waiting[] = [];
  private readonly busyTickets = new Set<string>();
  private batchesInFlight = 0;
  private scheduled = false;

  constructor(
    private readonly db: Database,
    private readonly publisher: MessagePublisher,
    private readonly failpoint: Failpoint,
    private readonly metrics: Metrics,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Writes one message durably. The same (sender, clientMessageId) always gets its first answer.
   * @throws Problem message/id_reused; server/unavailable when the outcome is unknown (retry with the same id)
   */
  write(message: NewMessage): Promise<Written> {
    return new Promise((done, failed) => {
      this.waiting.push({ message, done, failed });
      this.schedule();
    });
  }

  /** The same inside the transaction of another verb; published after its commit. */
  async writeIn(tx: Tx, messages: readonly NewMessage[]): Promise<Written[]> {
    const rows = await tx.$queryRaw<Row[]>`SELECT * FROM post_messages(${ticketsOf(messages)}::uuid[], ${encode(messages)}::json, ${this.clock.now()}::timestamptz)`;
    this.publisher.publishAfterCommit(tx, this.posted(messages, rows));
    return messages.map((message, index) => settle(message, rows[index]));
  }

  private schedule(): void {
    if (this.scheduled || this.waiting.length === 0 || this.batchesInFlight >= MAX_BATCHES_IN_FLIGHT) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      this.flush();
    });
  }

  private flush(): void {
    const batch: Waiting[] = [];
    const later: Waiting[] = [];
    const skipped = new Set<string>();
    for (const entry of this.waiting) {
      const { ticketId } = entry.message;
      if (batch.length >= MAX_BATCH || this.busyTickets.has(ticketId) || skipped.has(ticketId)) {
        skipped.add(ticketId);
        later.push(entry);
      } else batch.push(entry);
    }
    this.waiting = later;
    if (batch.length === 0) return;
    this.batchesInFlight += 1;
    for (const { message } of batch) this.busyTickets.add(message.ticketId);
    void this.commit(batch).finally(() => {
      this.batchesInFlight -= 1;
      for (const { message } of batch) this.busyTickets.delete(message.ticketId);
      this.schedule();
    });
    this.schedule();
  }

  private async commit(batch: readonly Waiting[]): Promise<void> {
    try {
      await this.commitTogether(batch);
    } catch (fault) {
      // One message the database refuses must not take the others with it.
      if (batch.length === 1 || !isRefusal(fault)) return batch.forEach((entry) => entry.failed(fault));
      for (const entry of batch) await this.commit([entry]);
    }
  }

  private async commitTogether(batch: readonly Waiting[]): Promise<void> {
    const messages = batch.map((entry) => entry.message);
    this.failpoint.pass('before_commit');
    const { rows } = await this.db.pool.query<Row>({ name: 'post-messages', text: CALL, values: [ticketsOf(messages), encode(messages), this.clock.now()] });
    this.failpoint.pass('after_commit_before_ack');
    batch.forEach((entry, index) => {
      try {
        entry.done(settle(entry.message, rows[index]));
      } catch (fault) {
        entry.failed(fault);
      }
    });
    const posted = this.posted(messages, rows);
    this.metrics.messages.inc(posted.length);
    this.metrics.batchSize.observe(batch.length);
    // The acknowledgements leave in the microtasks between here and there.
    setImmediate(() => {
      this.failpoint.pass('after_ack_before_publish');
      this.publisher.publish(posted);
    });
  }

  private posted(messages: readonly NewMessage[], rows: readonly Row[]) {
    return messages.flatMap((message, index) => {
      const row = rows[index];
      return row?.outcome === 'posted' ? [{ message: stored(message, row), stirred: row.stirred, fromSocketId: message.fromSocketId }] : [];
    });
  }
}

const encode = (messages: readonly NewMessage[]): string =>
  JSON.stringify(
    messages.map(({ text, fromSocketId: _, ...message }, ord) => ({ ...message, ord, id: newId(), body: text })),
  );

const ticketsOf = (messages: readonly NewMessage[]): string[] => [...new Set(messages.map((message) => message.ticketId))];

function stored(message: NewMessage, row: Row): StoredMessage {
  const { fromSocketId: _, ...content } = message;
  return { ...content, id: row.id, ticketId: row.ticketId, staffSeq: row.staffSeq, publicSeq: row.publicSeq, recalledAt: null, createdAt: row.createdAt };
}

function settle(message: NewMessage, row: Row | undefined): Written {
  if (!row) throw new Error('the writer answered fewer rows than it got');
  if (row.outcome === 'reused') throw new Problem('message/id_reused');
  if (row.outcome === 'posted' || row.outcome === 'repeat') return { outcome: row.outcome, message: stored(message, row) };
  return { outcome: row.outcome };
}

/** Integrity and data faults are about the content of one row, not about the database being away. */
function isRefusal(fault: unknown): boolean {
  const code: unknown = fault instanceof Error ? Reflect.get(fault, 'code') : undefined;
  return typeof code === 'string' && (/^2[23]/.test(code) || code === '40P01' || code === '40001');
}
