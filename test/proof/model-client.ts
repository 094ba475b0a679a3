import { io, type Socket } from 'socket.io-client';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Ack, ClientEvent, ClientPayload, ServerPayload } from '#contracts/sockets.js';
import type { Self } from '../../web/client/conversation.rules.js';
import { endSilentConnections } from '../../web/client/silence.js';
import { type Connection, ConversationPage, type PageHost } from './conversation-page.js';
import { GIVEN_UP, hashOf, type FinalView, type History, type Stream } from './history.js';

const ANSWER_TIMEOUT_MS = 6000;
const BURST_PAUSE_MS = 200;

export interface ClientPlan {
  proc: string;
  /** Name of the link it goes through. */
  node: string;
  url: string;
  namespace: '/visitor' | '/agent';
  auth: Record<string, string>;
  headers?: Record<string, string>;
  self: Self;
  history: History;
  /** Called with every conversation that a first message opened. */
  opened?: (conversationId: string) => void;
}

/** One open page of a visitor or an agent, with as many conversations as it has opened. */
export class ModelClient implements PageHost {
  readonly proc: string;
  readonly node: string;
  readonly stream: Stream;
  readonly history: History;
  private live: Connection | null = null;
  private socket: Socket | null = null;
  private silence: ReturnType<typeof endSilentConnections> | null = null;
  private pages: ConversationPage[] = [];
  /** Codes of refused connections and `session:revoked`, newest last. */
  readonly refusals: string[] = [];

  constructor(private readonly plan: ClientPlan) {
    this.proc = plan.proc;
    this.node = plan.node;
    this.stream = plan.namespace === '/visitor' ? 'public' : 'staff';
    this.history = plan.history;
    this.connect();
  }

  connection() {
    return this.live;
  }

  async ask<E extends ClientEvent>(event: E, payload: ClientPayload<E>): Promise<Ack<E> | null> {
    const { socket } = this;
    if (!socket || !this.live) return null;
    const asked = performance.now();
    try {
      const answer: Ack<E> = await socket.timeout(ANSWER_TIMEOUT_MS).emitWithAck(event, payload);
      return answer;
    } catch {
      this.silence?.unanswered(asked);
      return null;
    }
  }

  /** The server has said that this session is over. */
  private get isBarred() {
    return ['session:revoked', 'session/required'].includes(this.refusals.at(-1) ?? '');
  }

  get state() {
    return this.live ? 'connected' : `not connected, last refused with ${this.refusals.at(-1) ?? 'nothing'}`;
  }

  adopted(_page: ConversationPage, conversationId: string) {
    this.plan.opened?.(conversationId);
  }

  open(conversationId: string | null) {
    const known = this.pages.find((page) => page.conversationId === conversationId);
    if (known) return known;
    const page = new ConversationPage(this, conversationId, this.plan.self);
    this.pages.push(page);
    return page;
  }

  get conversations() {
    return this.pages;
  }

  /** Everything is closed at once; a new page starts with what its storage kept. */
  reload() {
    const kept = this.pages.map((page) => ({ conversationId: page.conversationId, stored: page.stored() }));
    this.disconnect();
    this.history.add({ proc: this.proc, node: this.node, op: 'reload' });
    this.pages = kept.map(({ conversationId, stored }) => new ConversationPage(this, conversationId, this.plan.self, stored));
    this.connect();
  }

  disconnect() {
    this.live = null;
    for (const page of this.pages) page.close();
    this.socket?.removeAllListeners();
    this.socket?.disconnect();
    this.socket = null;
  }

  /**
   * The same message several times at once, as an impatient or broken client would; again until one answer came.
   * It is a person of its own in the history, because it does not wait its turn.
   */
  async burst(page: ConversationPage, text: string, copies: number) {
    const { conversationId } = page;
    if (conversationId === null) return;
    const cmid = randomUUID();
    const line = { proc: `${this.proc}/burst ${cmid}`, node: this.node, stream: this.stream, conv: conversationId, cmid };
    const once = async () => {
      this.history.add({ ...line, op: 'send', hash: hashOf(text) });
      const answer = await this.ask('message:send', { conversationId, clientMessageId: cmid, kind: 'text', text });
      if (answer?.ok) {
        const { id, seq } = answer.message;
        this.history.add({ ...line, op: 'ack', id, seq, conv: answer.conversationId });
        page.headAt(seq);
      }
      if (answer && !answer.ok) this.history.add({ ...line, op: 'nack', note: answer.error.code });
      return answer?.ok === true;
    };
    for (let answered = false; !answered;) {
      if (!this.socket) return;
      if (this.isBarred) {
        this.history.add({ ...line, op: 'nack', note: GIVEN_UP });
        return;
      }
      if (this.live) answered = (await Promise.all(Array.from({ length: copies }, once))).includes(true);
      if (!answered) await pause(BURST_PAUSE_MS);
    }
  }

  views(): FinalView[] {
    return this.pages.filter((page) => page.conversationId !== null).map((page) => page.view());
  }

  private connect() {
    const { url, namespace, auth, headers } = this.plan;
    const socket = io(`${url}${namespace}`, {
      auth,
      transports: ['websocket'],
      forceNew: true,
      timeout: 4000,
      reconnectionDelay: 100,
      reconnectionDelayMax: 1500,
      ...(headers ? { extraHeaders: headers } : {}),
    });
    this.socket = socket;
    this.silence = endSilentConnections(socket);
    socket.on('connect', () => {
      this.live = {};
      for (const page of this.pages) page.connected();
    });
    socket.on('disconnect', (reason) => {
      this.live = null;
      for (const page of this.pages) page.disconnected();
      // The library does not come back by itself after the server ended the connection in good order.
      if (reason === 'io server disconnect' && !this.isBarred) socket.connect();
    });
    socket.on('connect_error', (error) => {
      this.refusals.push(error.message);
      // A refusal by the server itself (it may only be starting) is tried again like a lost connection.
      if (!socket.active && !this.isBarred) this.again(socket);
    });
    socket.on('session:revoked', () => this.refusals.push('session:revoked'));
    socket.on(
      'message',
      ({ conversationId, message }: ServerPayload<'message'>) =>
        this.pageOf(conversationId)?.arrived(message) ?? this.unexpected(conversationId, message.id, message.seq),
    );
    socket.on('heads', (heads: ServerPayload<'heads'>) => {
      for (const { conversationId, head } of heads) this.pageOf(conversationId)?.headAt(head);
    });
  }

  private again(socket: Socket) {
    setTimeout(() => {
      if (this.socket === socket && !socket.connected) socket.connect();
    }, 500).unref();
  }

  private pageOf(conversationId: string) {
    return this.pages.find((page) => page.conversationId === conversationId);
  }

  /** What came without having been asked for is on record: the checker decides whether it was a leak. */
  private unexpected(conv: string, id: string, seq: number) {
    const { proc, node, stream } = this;
    this.history.add({ proc, node, stream, conv, id, seq, op: 'recv' });
  }
}
