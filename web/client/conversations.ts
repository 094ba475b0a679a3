import type { Attachment } from '#contracts/files.js';
import type { Mention, Message, Quote } from '#contracts/messages.js';
import {
  acknowledged,
  connectionLost,
  discarded,
  earlierSync,
  emptyConversation,
  headSeen,
  messageArrived,
  nextSync,
  nextToSend,
  receiptArrived,
  retried,
  type Self,
  sendDelayed,
  sending,
  sendRefused,
  synced,
  type SyncRequest,
  toSend,
  written,
} from './conversation.rules.js';
import type { Outbox } from './outbox.js';
import type { SocketSession } from './socket.js';
import { createStores } from './store.js';

const RETRY_MS = [500, 1000, 2000, 4000, 8000, 15_000];
const PAGE = 60;

/** Runs the rules of every conversation this page knows: keeps what was written, sends it, joins rooms, closes gaps. */
export function createConversations(
  socket: SocketSession,
  self: Self,
  outbox: Outbox,
  onEntry: (id: string, message: Message) => void,
  newId: () => string = () => crypto.randomUUID(),
) {
  const unsent = outbox.all();
  const stores = createStores((id) =>
    emptyConversation(
      id,
      self,
      unsent.filter((message) => message.conversationId === id),
    ),
  );
  const opened = new Map<string, number>();
  const syncing = new Set<string>();

  /** Tries again soon, unless the line is cut: then the next connection does. */
  function again(id: string, what: (id: string) => Promise<void>, wait = RETRY_MS[0]): void {
    setTimeout(() => opened.has(id) && socket.status.get() === 'online' && void what(id), wait);
  }

  async function sync(id: string): Promise<void> {
    if (syncing.has(id)) return;
    syncing.add(id);
    const store = stores.of(id);
    let answered = true;
    for (let request = nextSync(store.get()); request && opened.has(id); request = nextSync(store.get())) {
      const before = store.get();
      answered = await page(id, request);
      if (!answered || (before.loaded && store.get().last === before.last)) break;
    }
    syncing.delete(id);
    if (!answered) again(id, sync);
  }

  async function page(id: string, request: SyncRequest): Promise<boolean> {
    const answer = await socket.ask('conversation:sync', { conversationId: id, ...request, limit: PAGE });
    if (!answer?.ok) return false;
    const store = stores.of(id);
    store.set(synced(store.get(), request, answer));
    return true;
  }

  /** Join first, then fetch: what is pushed in between waits in the state. */
  async function join(id: string): Promise<void> {
    const answer = await socket.ask('conversation:open', { conversationId: id });
    if (answer?.ok) {
      const store = stores.of(id);
      store.set(headSeen(store.get(), answer.head));
      await sync(id);
      return;
    }
    // Refused for good: the page says so by what REST answers. Otherwise nobody else would try again while the line holds,
    // and outside the room nothing of this conversation is heard.
    if (answer && !answer.error.retryable) return;
    again(id, join, answer?.error.retryAfterMs);
  }

  async function pump(id: string): Promise<void> {
    const store = stores.of(id);
    for (let next = nextToSend(store.get()); next && socket.status.get() === 'online'; next = nextToSend(store.get())) {
      const key = next.clientMessageId;
      store.set(sending(store.get(), key));
      const { mentions } = next;
      const answer = await socket.ask('message:send', { ...toSend(next), ...(mentions && { mentionIds: mentions.map((one) => one.id) }) });
      if (answer?.ok) {
        const state = acknowledged(store.get(), key, answer);
        store.set(mentions ? { ...state, entries: state.entries.map((one) => (one.clientMessageId === key ? { ...one, mentions: [...mentions] } : one)) } : state);
        outbox.forget(key);
        const recorded = store.get().entries.findLast((message) => message.id === answer.message.id);
        if (recorded) onEntry(id, recorded);
        void sync(id);
        continue;
      }
      if (answer && !answer.error.retryable) {
        store.set(sendRefused(store.get(), key, answer.error.code));
        continue;
      }
      store.set(sendDelayed(store.get(), key, answer?.error.code ?? null));
      const wait = answer?.error.retryAfterMs ?? RETRY_MS[Math.min(next.attempts, RETRY_MS.length - 1)];
      setTimeout(() => void pump(id), wait);
      return;
    }
  }

  socket.whenLost(() => {
    for (const id of stores.keys()) stores.of(id).set(connectionLost(stores.of(id).get()));
  });
  socket.whenConnected(() => {
    for (const id of opened.keys()) void join(id);
    for (const id of new Set([...stores.keys(), ...unsent.flatMap((message) => message.conversationId ?? [])])) void pump(id);
  });

  return {
    of: stores.of,
    /** Counts openers, so that two panes of one conversation do not close it for each other. */
    open(id: string): () => void {
      opened.set(id, (opened.get(id) ?? 0) + 1);
      if (opened.get(id) === 1) void join(id);
      return () => {
        const left = (opened.get(id) ?? 1) - 1;
        if (left > 0) return void opened.set(id, left);
        opened.delete(id);
        void socket.ask('conversation:close', { conversationId: id });
      };
    },
    async earlier(id: string): Promise<boolean> {
      const request = earlierSync(stores.of(id).get());
      return request ? page(id, request) : false;
    },
    /** Shows at once, is stored at once, is sent as soon as it can be. False: it could not be stored, so it lives only on this page. */
    send(id: string, text: string, internal: boolean, files: readonly Attachment[] = [], replyTo?: Quote, mentions: readonly Mention[] = []): boolean {
      const store = stores.of(id);
      const clientMessageId = newId();
      store.set(written(store.get(), { clientMessageId, text, ...(files.length > 0 ? { files } : {}), internal, replyTo, ...(mentions.length > 0 && { mentions }), writtenAt: new Date().toISOString() }));
      const kept = store
        .get()
        .pending.filter((message) => message.clientMessageId === clientMessageId)
        .every((message) => outbox.keep(message));
      void pump(id);
      return kept;
    },
    retry(id: string, clientMessageId: string): void {
      const store = stores.of(id);
      const reused = store.get().pending.some((message) => message.clientMessageId === clientMessageId && message.error === 'message/id_reused');
      const freshId = reused ? newId() : clientMessageId;
      store.set(retried(store.get(), clientMessageId, freshId));
      if (reused) outbox.forget(clientMessageId);
      for (const message of store.get().pending) outbox.keep(message);
      void pump(id);
    },
    discard(id: string, clientMessageId: string): void {
      stores.of(id).set(discarded(stores.of(id).get(), clientMessageId));
      outbox.forget(clientMessageId);
    },
    arrived(id: string, message: Message): void {
      const store = stores.of(id);
      store.set(messageArrived(store.get(), message));
      if (message.clientMessageId && message.author.id === self.id) outbox.forget(message.clientMessageId);
      onEntry(id, message);
      void sync(id);
    },
    heads(heads: readonly { conversationId: string; head: number }[]): void {
      for (const { conversationId: id, head } of heads) {
        if (!opened.has(id)) continue;
        stores.of(id).set(headSeen(stores.of(id).get(), head));
        void sync(id);
      }
    },
    receipt(id: string, receipt: { deliveredSeq: number; readSeq: number }): void {
      stores.of(id).set(receiptArrived(stores.of(id).get(), receipt));
    },
    read: (id: string, seq: number) => socket.ask('conversation:read', { conversationId: id, seq }),
    recall: (id: string, messageId: string) => socket.ask('message:recall', { conversationId: id, messageId }),
  };
}
export type Conversations = ReturnType<typeof createConversations>;
