import type { Ack, ClientAcks, ClientEvent, ClientPayload } from '#contracts/sockets.js';
import type { Message } from '#contracts/messages.js';
import {
  acknowledged,
  connectionLost,
  earlierSync,
  emptyConversation,
  headSeen,
  isOwn,
  messageArrived,
  nextSync,
  nextToSend,
  sendDelayed,
  sending,
  sendRefused,
  storedPending,
  synced,
  toSend,
  written,
  type ConversationState,
  type PendingMessage,
  type Self,
} from '../../web/client/conversation.rules.js';
import { hashOf, type FinalView, type History, type HistoryLine, type Stream } from './history.js';

const PAUSE_MS = 150;

/** One connection from its beginning to its end. The library's socket outlives it, so it cannot stand for it. */
export type Connection = object;

/** What the page is part of. */
export interface PageHost {
  readonly proc: string;
  readonly node: string;
  readonly stream: Stream;
  readonly history: History;
  /** Null while there is no connection. */
  connection(): Connection | null;
  /** One question to the server. Null: no answer came, so nobody knows whether it was done. */
  ask<E extends ClientEvent>(event: E, payload: ClientPayload<E>): Promise<Ack<E> | null>;
  /** A first message has been given its conversation. */
  adopted(page: ConversationPage, conversationId: string): void;
}

/**
 * One conversation on one page: the rules the screens use, connected to the wire, and every step written into the history.
 * What `display` names is what the rules put on the screen, in the order in which it appeared.
 */
export class ConversationPage {
  private rules: ConversationState;
  private opened: Connection | null = null;
  private busy = new Set<'open' | 'sync' | 'send'>();
  private readonly answered = new Set<string>();
  private readonly pauses = new Set<ReturnType<typeof setTimeout>>();
  private closed = false;

  constructor(
    private readonly host: PageHost,
    conversationId: string | null,
    self: Self,
    stored: readonly unknown[] = [],
  ) {
    this.rules = emptyConversation(
      conversationId,
      self,
      stored.flatMap((value) => storedPending(value) ?? []),
    );
    if (conversationId !== null) this.log({ op: 'join' });
    this.turn();
  }

  get conversationId() {
    return this.rules.conversationId;
  }

  /** How many messages wait for their answer. */
  get outbox() {
    return this.rules.pending.length;
  }

  /** Nothing waits, and everything known to exist is shown from the first entry on. */
  get settled() {
    return this.rules.loaded && this.outbox === 0 && this.rules.last >= this.rules.head && this.rules.first === 1;
  }

  /** For a person who wonders why a page does not come to rest. */
  get state() {
    const { first, last, head, pending, loaded } = this.rules;
    return `${this.conversationId ?? 'new'} ${loaded ? `${first}..${last}, head ${head}` : 'not loaded'}, ${pending.length} pending, busy with ${[...this.busy].join('+') || 'nothing'}`;
  }

  get last() {
    return this.rules.last;
  }

  write(text: string, clientMessageId: string, internal = false) {
    this.become(written(this.rules, { clientMessageId, text, internal, writtenAt: new Date().toISOString() }));
  }

  connected() {
    this.turn();
  }

  disconnected() {
    this.busy.clear();
    this.become(connectionLost(this.rules));
  }

  arrived(message: Message) {
    this.received(message);
    this.become(messageArrived(this.rules, message));
  }

  headAt(head: number) {
    this.become(headSeen(this.rules, head));
  }

  /** Asks for all older entries too, so that the end of the run can compare everything. */
  loadAll() {
    const older = this.rules.loaded ? earlierSync(this.rules) : null;
    if (older && !this.busy.has('sync')) void this.sync(older);
  }

  view(): FinalView {
    const { entries, pending } = this.rules;
    const { proc, stream } = this.host;
    return { proc, stream, conv: this.conversationId ?? '', shown: entries.map((entry) => entry.id), pending: pending.map((one) => one.clientMessageId) };
  }

  /** What a page keeps over a reload: only what was not yet acknowledged. */
  stored(): unknown[] {
    return this.rules.pending.map((message): unknown => JSON.parse(JSON.stringify(message)));
  }

  close() {
    this.closed = true;
    for (const pause of this.pauses) clearTimeout(pause);
  }

  private become(next: ConversationState) {
    const before = this.rules.entries;
    this.rules = next;
    if (next.entries !== before) this.displayed(before, next.entries);
    this.turn();
  }

  /** Does whatever the rules say is next. */
  private turn() {
    const connection = this.host.connection();
    if (this.closed || !connection) return;
    if (this.conversationId !== null && this.opened !== connection) {
      if (!this.busy.has('open')) void this.open(connection);
    } else if (this.conversationId !== null && !this.busy.has('sync')) {
      const request = nextSync(this.rules);
      if (request) void this.sync(request);
    }
    const message = nextToSend(this.rules);
    if (message && !this.busy.has('send')) void this.send(message);
  }

  private async open(connection: Connection) {
    const { conversationId } = this;
    if (conversationId === null) return;
    this.busy.add('open');
    const answer = await this.host.ask('conversation:open', { conversationId });
    if (this.host.connection() !== connection) return;
    if (!answer?.ok) return this.later('open');
    this.busy.delete('open');
    this.opened = connection;
    this.become(headSeen(this.rules, answer.head));
  }

  private async sync(request: ReturnType<typeof nextSync> & object) {
    const { conversationId } = this;
    const connection = this.host.connection();
    if (conversationId === null) return;
    this.busy.add('sync');
    const answer = await this.host.ask('conversation:sync', { conversationId, limit: 100, ...request });
    if (this.host.connection() !== connection) return;
    if (!answer?.ok) return this.later('sync');
    this.busy.delete('sync');
    for (const message of answer.messages) this.received(message);
    this.become(synced(this.rules, request, answer));
  }

  private async send(message: PendingMessage) {
    const { clientMessageId: cmid, text } = message;
    const connection = this.host.connection();
    this.busy.add('send');
    this.rules = sending(this.rules, cmid);
    this.log({ op: 'send', cmid, hash: hashOf(text) });
    const answer = await this.host.ask('message:send', toSend(message));
    if (answer?.ok) this.answer(cmid, answer);
    if (answer && !answer.ok) this.log({ op: 'nack', cmid, note: answer.error.code });
    if (this.host.connection() !== connection || this.closed) return;
    if (answer?.ok) {
      this.busy.delete('send');
      return this.acknowledge(cmid, answer);
    }
    if (answer && !answer.error.retryable) this.become(sendRefused(this.rules, cmid, answer.error.code));
    else this.become(sendDelayed(this.rules, cmid, answer?.error.code ?? null));
    this.later('send', answer?.error.retryAfterMs);
  }

  private acknowledge(cmid: string, ack: ClientAcks['message:send']) {
    const before = this.conversationId;
    this.become(acknowledged(this.rules, cmid, ack));
    if (before === null && this.conversationId !== null) this.turn();
  }

  private answer(cmid: string, { conversationId, message: { id, seq } }: ClientAcks['message:send'], note?: string) {
    if (this.conversationId === null) {
      this.host.adopted(this, conversationId);
      this.host.history.add({ proc: this.host.proc, node: this.host.node, stream: this.host.stream, op: 'join', conv: conversationId });
    }
    this.answered.add(cmid);
    this.log({ op: 'ack', cmid, id, seq, conv: conversationId, ...(note ? { note } : {}) });
  }

  private received(message: Message) {
    const { id, seq, clientMessageId: cmid } = message;
    this.log({ op: 'recv', id, seq, hash: hashOf(message.text ?? '') });
    // An own message that comes back in a sync is an answer too: the outcome of its sending is known from here on.
    const pending = this.rules.pending.some((one) => one.clientMessageId === cmid);
    if (cmid !== null && pending && isOwn(this.rules, message) && !this.answered.has(cmid) && this.conversationId !== null) {
      this.answer(cmid, { conversationId: this.conversationId, message }, 'seen');
    }
  }

  private displayed(before: readonly Message[], after: readonly Message[]) {
    const offset = before[0] ? after.findIndex((entry) => entry.id === before[0]?.id) : 0;
    const kept = offset >= 0 && before.every((entry, at) => after[at + offset]?.id === entry.id);
    const older = kept ? after.slice(0, offset).toReversed() : [];
    const newer = kept ? after.slice(offset + before.length) : after;
    for (const { id, seq, text } of [...older, ...newer]) this.log({ op: 'display', id, seq, hash: hashOf(text ?? '') });
  }

  private later(what: 'open' | 'sync' | 'send', ms = PAUSE_MS) {
    const pause = setTimeout(() => {
      this.pauses.delete(pause);
      this.busy.delete(what);
      this.turn();
    }, ms);
    this.pauses.add(pause);
  }

  private log(line: Pick<HistoryLine, 'op'> & Partial<HistoryLine>) {
    const { proc, node, stream, history } = this.host;
    history.add({ proc, node, stream, conv: this.conversationId, ...line });
  }
}
