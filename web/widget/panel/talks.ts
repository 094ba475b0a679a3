import type { Attachment } from '#contracts/files.js';
import type { Quote, SystemCode } from '#contracts/messages.js';
import type { Conversation } from '#contracts/widget.js';
import {
  acknowledged, connectionLost, type ConversationState, discarded, earlierSync, headSeen, nextSync, nextToSend, receiptArrived,
  retried, sendDelayed, sending, sendRefused, synced, type SyncRequest, toSend, written,
} from '../../client/conversation.rules.js';
import type { HostLine } from './host-line.js';
import type { KeptStore } from './kept.js';
import { newId } from './new-id.js';
import { nearer } from './queue.rules.js';
import type { VisitorSocket } from './socket.js';
import { listenersOf } from './talk-listeners.js';
import { freshEntries, isWords, NEW, newTalk, type Store, type Talk } from './state.js';

const RETRY_MS = 2000;
const PAGE = 50;

interface Needs {
  store: Store;
  kept: KeptStore;
  raise: HostLine['raise'];
  socket: () => VisitorSocket | null;
  describe: (id: string) => Promise<Conversation | null>;
}

/** The visitor's conversations, kept in step with the server: what is missing is fetched, what is unsent is sent, once and in order. */
export function createTalks({ store, kept, raise, socket, describe }: Needs) {
  const syncing = new Set<string>();
  const heldUntil = new Map<string, number>();
  const describing = new Map<string, 'once' | 'again'>();

  const find = (id: string) => store.get().talks[id];
  const put = (id: string, talk: Talk) => store.set({ talks: { ...store.get().talks, [id]: talk } });
  const patch = (id: string, change: Partial<Talk>) => {
    const talk = find(id);
    if (talk) put(id, { ...talk, ...change });
  };
  const looking = (id: string) => store.get().open && store.get().at === id && document.visibilityState === 'visible';

  function apply(id: string, change: (state: ConversationState) => ConversationState) {
    const talk = find(id);
    const next = talk && change(talk.state);
    if (!talk || !next || next === talk.state) return;
    kept.keepUnsent(talk.state.pending, next.pending);
    if (id === NEW && next.conversationId !== null) adopt(next, next.conversationId);
    else {
      put(id, { ...talk, state: next });
      count(id);
      read(id);
      pump(id);
    }
  }
  /** The first message has its conversation: everything written with it moves there. */
  function adopt(state: ConversationState, id: string) {
    const known = find(id);
    const state_ = known ? { ...known.state, pending: [...known.state.pending, ...state.pending] } : state;
    const talks = { ...store.get().talks, [id]: { ...(known ?? newTalk(id)), state: state_ }, [NEW]: newTalk(NEW) };
    store.set({ talks, at: store.get().at === NEW ? id : store.get().at });
    if (!known) raise('conversation:started', { conversationId: id });
    join(id);
    void redescribe(id);
  }
  function count(id: string) {
    const talk = find(id);
    if (!talk?.state.loaded || talk.state.last <= talk.countedTo) return;
    const fresh = freshEntries(talk);
    const words = fresh.filter(isWords);
    patch(id, {
      countedTo: talk.state.last,
      unread: looking(id) ? 0 : talk.unread + words.length,
      typing: words.length > 0 ? null : talk.typing,
    });
    for (const { id: messageId, text, author } of words) raise('message:received', { conversationId: id, messageId, text, author: author.name });
    for (const { system } of fresh) if (system) systemLine(id, system.code, system.data);
  }
  function systemLine(id: string, code: SystemCode, data: Record<string, unknown>) {
    if (code === 'message.recalled') return;
    if (code === 'chat.joined' || code === 'chat.taken_over') raise('agent:joined', { conversationId: id, name: data['name'] });
    if (code === 'chat.ended') raise('conversation:ended', { conversationId: id });
    if (code !== 'chat.queued' && code !== 'chat.requeued') patch(id, { place: null });
    void redescribe(id);
  }

  function pump(id: string) {
    const talk = find(id);
    const line = socket();
    if (!talk || !line?.connected()) return;
    const wanted = id !== NEW && (talk.info?.state !== 'closed' || store.get().at === id) ? nextSync(talk.state) : null;
    if (wanted) void sync(id, wanted);
    const message = nextToSend(talk.state);
    if (message && (heldUntil.get(id) ?? 0) <= Date.now()) void send(id, message.clientMessageId, line);
  }
  async function sync(id: string, request: SyncRequest) {
    if (syncing.has(id)) return;
    syncing.add(id);
    const ack = await socket()?.call('conversation:sync', { conversationId: id, ...request, limit: PAGE });
    syncing.delete(id);
    if (ack?.ok) apply(id, (state) => synced(state, request, ack));
    else if (ack && !ack.error.retryable) return;
    else hold(id, 0);
    pump(id);
  }
  /** Waits before the next attempt, so that a refusing server is not hammered. */
  function hold(id: string, ms: number) {
    const wait = Math.max(ms, RETRY_MS);
    heldUntil.set(id, Date.now() + wait);
    setTimeout(() => pump(id), wait + 20);
  }
  async function send(id: string, clientMessageId: string, line: VisitorSocket) {
    apply(id, (state) => sending(state, clientMessageId));
    const message = find(id)?.state.pending.find((pending) => pending.clientMessageId === clientMessageId);
    if (!message) return;
    const ack = await line.call('message:send', toSend(message));
    if (ack?.ok) {
      if (id !== NEW && ack.conversationId !== id) follow(id, ack.conversationId);
      apply(id, (state) => acknowledged(state, clientMessageId, ack));
      raise('message:sent', { conversationId: ack.conversationId, messageId: ack.message.id });
    } else if (!ack || ack.error.retryable) {
      hold(id, ack?.error.retryAfterMs ?? 0);
      apply(id, (state) => sendDelayed(state, clientMessageId, ack?.error.code ?? null));
    } else {
      apply(id, (state) => sendRefused(state, clientMessageId, ack.error.code));
      raise('error', { code: ack.error.code });
      void redescribe(id);
    }
  }
  /** A closed conversation goes on in another one: what is still unsent goes there as well. */
  function follow(id: string, target: string) {
    const rest = find(id)?.state.pending.filter((message) => message.state !== 'sending') ?? [];
    if (!find(target)) put(target, newTalk(target));
    if (store.get().at === id) store.set({ at: target });
    for (const message of rest) {
      apply(target, (state) => ({ ...state, pending: [...state.pending, { ...message, conversationId: target, replyTo: undefined }] }));
      patchPending(id, message.clientMessageId);
    }
    join(target);
    void redescribe(target);
  }
  function patchPending(id: string, clientMessageId: string) {
    const talk = find(id);
    if (talk) put(id, { ...talk, state: discarded(talk.state, clientMessageId) });
  }

  function join(id: string) {
    if (id === NEW) return;
    void socket()?.call('conversation:open', { conversationId: id }).then((ack) => {
      if (ack?.ok) apply(id, (state) => headSeen(state, ack.head));
      // Outside the room nothing of this conversation is heard; a new connection joins by itself.
      else if (!ack || ack.error.retryable) setTimeout(() => socket()?.connected() && find(id) && join(id), Math.max(ack?.error.retryAfterMs ?? 0, RETRY_MS));
      pump(id);
    });
  }
  async function redescribe(id: string) {
    if (id === NEW) return;
    if (describing.has(id)) return void describing.set(id, 'again');
    describing.set(id, 'once');
    const info = await describe(id);
    const again = describing.get(id) === 'again';
    describing.delete(id);
    if (info) learn(info);
    if (again) await redescribe(id);
  }
  function learn(info: Conversation) {
    const talk = find(info.id) ?? newTalk(info.id, info);
    put(info.id, { ...talk, info, place: info.chat === 'queued' ? nearer(talk.place, info.queue) : null, readTo: Math.max(talk.readTo, info.readSeq) });
    apply(info.id, (state) => headSeen(receiptArrived(state, { deliveredSeq: info.agentDeliveredSeq, readSeq: info.agentReadSeq }), info.head));
  }

  function read(id: string) {
    const talk = find(id);
    if (!talk?.state.loaded || !looking(id) || talk.state.last <= talk.readTo) return;
    patch(id, { readTo: talk.state.last, unread: 0, unreadAfter: talk.unreadAfter ?? (talk.unread > 0 ? talk.readTo : null) });
    void socket()?.call('conversation:read', { conversationId: id, seq: talk.state.last });
  }

  return {
    apply, learn, pump, join, read, redescribe, patch,
    connected() {
      heldUntil.clear();
      for (const [id, { info }] of Object.entries(store.get().talks)) {
        if (info?.state === 'open' || id === store.get().at) join(id);
        pump(id);
      }
    },
    lost: () => Object.keys(store.get().talks).forEach((id) => apply(id, connectionLost)),
    write(id: string, text: string, files: readonly Attachment[] = [], replyTo?: Quote) {
      apply(id, (state) => written(state, { clientMessageId: newId(), text, ...(files.length > 0 ? { files } : {}), internal: false, replyTo, writtenAt: new Date().toISOString() }));
    },
    retry(id: string, clientMessageId: string) {
      const failed = find(id)?.state.pending.find((message) => message.clientMessageId === clientMessageId);
      heldUntil.delete(id);
      apply(id, (state) => retried(state, clientMessageId, failed?.error === 'message/id_reused' ? newId() : undefined));
    },
    discard: (id: string, clientMessageId: string) => apply(id, (state) => discarded(state, clientMessageId)),
    async earlier(id: string) {
      const request = find(id) && earlierSync(find(id)?.state ?? newTalk(id).state);
      if (request) await sync(id, request);
    },
    listeners: listenersOf({ apply, patch, find, redescribe, raise }),
  };
}
