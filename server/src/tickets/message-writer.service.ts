import { Inject, Injectable } from '@nestjs/common';
import type { AuthorKind, Message, MessageKind } from '#contracts/messages.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { Failpoint } from '../platform/failpoint.js';
import { newId } from '../platform/ids.js';
import { Metrics } from '../platform/metrics.js';
import { Problem } from '../platform/problem.js';
import type { StoredMessage } from './message.rules.js';
import { MessagePublisher, type PostedMessage } from './message-publisher.js';

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
// A commit costs the same for one as for twenty messages. So a second runs beside the first only when it is worth it,
// or when the first takes long: it may wait for a lock that concerns nobody else.
const WORTH_A_SECOND = 32;
const PATIENCE_MS = 5;
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
  private patientUntil = 0;

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
    const written = messages.map((message, index) => settle(message, rows[index]));
    this.publisher.publishAfterCommit(tx, written.flatMap((one, index) => posted(one, messages[index]) ?? []));
    return written;
  }

  private schedule(): void {
    if (this.scheduled || !this.isDue()) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      this.flush();
    });
  }

  private isDue(): boolean {
    if (this.batchesInFlight === 0) return this.waiting.length > 0;
    if (this.batchesInFlight >= MAX_BATCHES_IN_FLIGHT || this.waiting.length === 0) return false;
    return this.waiting.length >= WORTH_A_SECOND || performance.now() >= this.patientUntil;
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
    this.patientUntil = performance.now() + PATIENCE_MS;
    setTimeout(() => this.schedule(), PATIENCE_MS + 1);
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
    const fresh: PostedMessage[] = [];
    batch.forEach((entry, index) => {
      try {
        const written = settle(entry.message, rows[index]);
        const one = posted(written, entry.message);
        if (one) fresh.push(one);
        entry.done(written);
      } catch (fault) {
        entry.failed(fault);
      }
    });
    this.metrics.messages.inc(fresh.length);
    this.metrics.batchSize.observe(batch.length);
    // The acknowledgements leave in the microtasks between here and there.
    setImmediate(() => {
      this.failpoint.pass('after_ack_before_publish');
      this.publisher.publish(fresh);
    });
  }
}

// Fields are named one by one here and below: to copy "all but one" of an object is what costs most per message.
const encode = (messages: readonly NewMessage[]): string =>
  JSON.stringify(
    messages.map((message, ord) => ({
      ord,
      id: newId(),
      ticketId: message.ticketId,
      senderId: message.senderId ?? undefined,
      clientMessageId: message.clientMessageId ?? undefined,
      authorKind: message.authorKind,
      authorName: message.authorName,
      kind: message.kind,
      body: message.text ?? undefined,
      card: message.card ?? undefined,
      system: message.system ?? undefined,
      internal: message.internal,
    })),
  );

const ticketsOf = (messages: readonly NewMessage[]): string[] => [...new Set(messages.map((message) => message.ticketId))];

function stored(message: NewMessage, row: Row): StoredMessage {
  return {
    id: row.id,
    ticketId: row.ticketId,
    staffSeq: row.staffSeq,
    publicSeq: row.publicSeq,
    senderId: message.senderId,
    clientMessageId: message.clientMessageId,
    authorKind: message.authorKind,
    authorName: message.authorName,
    kind: message.kind,
    text: message.text,
    card: message.card,
    system: message.system,
    internal: message.internal,
    recalledAt: null,
    createdAt: row.createdAt,
  };
}

type Settled = Written & { readonly stirred: boolean };

function settle(message: NewMessage, row: Row | undefined): Settled {
  if (!row) throw new Error('the writer answered fewer rows than it got');
  const { outcome, stirred } = row;
  if (outcome === 'reused') throw new Problem('message/id_reused');
  return outcome === 'posted' || outcome === 'repeat' ? { outcome, stirred, message: stored(message, row) } : { outcome, stirred };
}

/** What there is to tell others: a repeat was told when it was first written. */
function posted(written: Settled, message: NewMessage | undefined): PostedMessage | null {
  return written.outcome === 'posted' ? { message: written.message, stirred: written.stirred, fromSocketId: message?.fromSocketId } : null;
}

/** Integrity and data faults are about the content of one row, not about the database being away. */
function isRefusal(fault: unknown): boolean {
  const code: unknown = fault instanceof Error ? Reflect.get(fault, 'code') : undefined;
  return typeof code === 'string' && (/^2[23]/.test(code) || code === '40P01' || code === '40001');
}
