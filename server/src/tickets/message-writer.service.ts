import { Inject, Injectable } from '@nestjs/common';
import type { Attachment } from '#contracts/files.js';
import type { AuthorKind, Mention, Message, MessageKind } from '#contracts/messages.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { Failpoint } from '../platform/failpoint.js';
import { newId } from '../platform/ids.js';
import { Metrics } from '../platform/metrics.js';
import type { StoredMessage, StoredQuote } from './message.rules.js';
import { MessagePublisher, type PostedMessage } from './message-publisher.js';
import { answer, encode, isRefusal, type MessageRow, mixedCall, stored, ticketsOf } from './message-rows.js';
import { isPlain, plainCall, type PlainRow } from './plain-messages.js';

/** A message that wants its place in the timeline. */
export interface NewMessage {
  readonly ticketId: string;
  readonly senderId: string | null;
  readonly clientMessageId: string | null;
  readonly authorKind: AuthorKind;
  readonly authorName: string;
  readonly kind: MessageKind;
  readonly text: string | null;
  /** Written by whoever gives the message its files, in the same transaction; here only to be told on. */
  readonly attachments?: readonly Attachment[] | null;
  readonly card: Record<string, unknown> | null;
  readonly system: Message['system'];
  readonly internal: boolean;
  /** What it answers; MessageQuotes stores it in the same transaction. */
  readonly replyTo?: StoredQuote | undefined;
  /** Whom a note mentions; NoteMentions stores it in the same transaction. */
  readonly mentions?: readonly Mention[] | undefined;
  /** The socket that has the answer as acknowledgement and needs no `message` event. */
  readonly fromSocketId?: string | undefined;
}

export type Written =
  | { readonly outcome: 'posted' | 'repeat'; readonly message: StoredMessage }
  | { readonly outcome: 'closed' | 'merged' | 'missing' };

interface Waiting {
  readonly message: NewMessage;
  readonly done: (written: Written) => void;
  readonly failed: (fault: unknown) => void;
}

type Settled = { readonly entry: Waiting } & ({ readonly written: Written; readonly stirred: boolean } | { readonly fault: unknown });

/** What of a batch has its answer, and what another way of writing has to answer. */
interface Progress {
  readonly settled: readonly Settled[];
  readonly left: readonly Waiting[];
}

const MAX_BATCH = 400;
const MAX_BATCHES_IN_FLIGHT = 2;
// Below this a batch is not worth dividing: a commit costs about as much as a dozen messages.
const FEW = 32;
// A second batch runs beside the first only when that takes long: it may wait for a lock that concerns nobody else.
// Otherwise the two would share what one takes alone, and both would be smaller.
const PATIENCE_MS = 5;

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
  /** How many were answered last: they are about to go on talking. */
  private told = 0;

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
    const rows = await tx.$queryRaw<MessageRow[]>`SELECT * FROM post_messages(${ticketsOf(messages)}::uuid[], ${encode(messages)}::json, ${this.clock.now()}::timestamptz)`;
    const answers = messages.map((message, index) => answer(message, rows[index]));
    this.publisher.publishAfterCommit(tx, answers.flatMap(({ written, stirred }, index) => posted(written, stirred, messages[index]) ?? []));
    return answers.map(({ written }) => written);
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
    return performance.now() >= this.patientUntil;
  }

  /** Takes what may go now. Messages alone in their conversation and plain go the short way, the others the long one. */
  private flush(): void {
    const batch: Waiting[] = [];
    const later: Waiting[] = [];
    const counts = new Map<string, number>();
    // Half of those who talk: while the database writes the one half, this process hears and answers the other.
    const limit = Math.min(MAX_BATCH, Math.max(FEW, Math.ceil((this.waiting.length + this.told) / 2)));
    for (const entry of this.waiting) {
      const { ticketId } = entry.message;
      const before = counts.get(ticketId);
      // -1: not in this batch, and so nothing of that conversation is.
      if (before === -1 || batch.length >= limit || this.busyTickets.has(ticketId)) {
        counts.set(ticketId, before ?? -1);
        later.push(entry);
        continue;
      }
      counts.set(ticketId, (before ?? 0) + 1);
      batch.push(entry);
    }
    this.waiting = later;
    if (batch.length === 0) return;
    this.patientUntil = performance.now() + PATIENCE_MS;
    setTimeout(() => this.schedule(), PATIENCE_MS + 1);
    const goesShort = ({ message }: Waiting) => counts.get(message.ticketId) === 1 && isPlain(message);
    const plain = batch.filter(goesShort);
    this.begin(plain, true);
    if (plain.length < batch.length) this.begin(batch.filter((entry) => !goesShort(entry)), false);
    this.schedule();
  }

  private begin(batch: readonly Waiting[], plain: boolean): void {
    if (batch.length === 0) return;
    this.batchesInFlight += 1;
    for (const { message } of batch) this.busyTickets.add(message.ticketId);
    this.metrics.batchSize.observe(batch.length);
    void this.carry(batch, plain);
  }

  /** Takes a batch to its answers. Neither way throws: a fault is an answer too. */
  private async carry(batch: readonly Waiting[], plain: boolean): Promise<void> {
    const { settled, left } = plain ? await this.commitPlain(batch) : await this.commitMixed(batch);
    for (const { entry } of settled) this.busyTickets.delete(entry.message.ticketId);
    if (left.length > 0) void this.carry(left, false);
    else this.batchesInFlight -= 1;
    this.told = settled.length;
    // The database gets its next batch before this one is told to anybody: that takes about as long as a commit.
    if (this.isDue()) this.flush();
    this.tell(settled);
  }

  private async commitPlain(batch: readonly Waiting[]): Promise<Progress> {
    const entries = [...batch].sort((a, b) => (a.message.ticketId < b.message.ticketId ? -1 : 1));
    const ids = entries.map(() => newId());
    const now = this.clock.now();
    try {
      this.failpoint.pass('before_commit');
      const { rows } = await this.db.pool.query<PlainRow>(plainCall(entries.map((entry) => entry.message), ids, now));
      this.failpoint.pass('after_commit_before_ack');
      const settled: Settled[] = [];
      for (const [ord, staffSeq, publicSeq, later, stirred] of rows) {
        const [entry, id] = [entries[ord - 1], ids[ord - 1]];
        if (!entry || id === undefined) throw new Error('the writer answered for a message it did not get');
        settled.push({ entry, stirred, written: { outcome: 'posted', message: stored(entry.message, { id, staffSeq, publicSeq, createdAt: later ?? now }) } });
      }
      if (settled.length === entries.length) return { settled, left: [] };
      const answered = new Set(settled.map(({ entry }) => entry));
      return { settled, left: entries.filter((entry) => !answered.has(entry)) };
    } catch (fault) {
      // A repeat among them, most likely: nothing of the batch is written.
      if (isRefusal(fault)) return { settled: [], left: batch };
      return { settled: batch.map((entry) => ({ entry, fault })), left: [] };
    }
  }

  private async commitMixed(batch: readonly Waiting[]): Promise<Progress> {
    const messages = batch.map((entry) => entry.message);
    try {
      this.failpoint.pass('before_commit');
      const { rows } = await this.db.pool.query<MessageRow>(mixedCall(messages, this.clock.now()));
      this.failpoint.pass('after_commit_before_ack');
      return { settled: batch.map((entry, index) => settle(entry, rows[index])), left: [] };
    } catch (fault) {
      if (batch.length === 1 || !isRefusal(fault)) return { settled: batch.map((entry) => ({ entry, fault })), left: [] };
      // One message the database refuses must not take the others with it.
      const settled: Settled[] = [];
      for (const entry of batch) settled.push(...(await this.commitMixed([entry])).settled);
      return { settled, left: [] };
    }
  }

  private tell(settled: readonly Settled[]): void {
    const fresh: PostedMessage[] = [];
    for (const one of settled) {
      if ('fault' in one) {
        one.entry.failed(one.fault);
        continue;
      }
      const news = posted(one.written, one.stirred, one.entry.message);
      if (news) fresh.push(news);
      one.entry.done(one.written);
    }
    if (fresh.length === 0) return;
    this.metrics.messages.inc(fresh.length);
    // The acknowledgements leave in the microtasks between here and there.
    setImmediate(() => {
      this.failpoint.pass('after_ack_before_publish');
      this.publisher.publish(fresh);
    });
  }
}

function settle(entry: Waiting, row: MessageRow | undefined): Settled {
  try {
    return { entry, ...answer(entry.message, row) };
  } catch (fault) {
    return { entry, fault };
  }
}

/** What there is to tell others: a repeat was told when it was first written. */
function posted(written: Written, stirred: boolean, message: NewMessage | undefined): PostedMessage | null {
  return written.outcome === 'posted' ? { message: written.message, stirred, fromSocketId: message?.fromSocketId } : null;
}
