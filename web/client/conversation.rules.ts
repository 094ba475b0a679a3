import type { Attachment } from '#contracts/files.js';
import type { Mention, Message, MessageSend, Quote } from '#contracts/messages.js';
import { storedFiles } from './file.rules.js';
import { storedQuote, withRecalls } from './quotes.rules.js';

/**
 * One conversation as a client knows it: a run of the timeline without holes, and what was written but not yet acknowledged.
 * Pure: no clock, no socket, no storage. The session that owns it feeds events in and asks `nextSync` and `nextToSend` what to do.
 *
 * Rules (protocol "Live messages"): an entry is shown only as `seq = last + 1`; anything further on waits in `ahead` until a sync
 * has closed the gap; a number already passed is a duplicate. An unacknowledged message keeps its `clientMessageId` for ever, so
 * sending it again after a reload or a cut can only give the first answer.
 */
export interface ConversationState {
  /** Null while the visitor's first message has not been acknowledged. */
  readonly conversationId: string | null;
  readonly self: Self;
  readonly loaded: boolean;
  /** Ascending, dense: `entries[i].seq === first + i`. */
  readonly entries: readonly Message[];
  /** Number of the oldest entry held; 1 when nothing older exists. */
  readonly first: number;
  readonly last: number;
  /** Highest number known to exist. */
  readonly head: number;
  readonly ahead: readonly Message[];
  readonly pending: readonly PendingMessage[];
  /** How far the other side got, in our stream. */
  readonly deliveredSeq: number;
  readonly readSeq: number;
}

/** Who writes here. `id` null: the stream has only one writer of this kind (a visitor's own). */
export interface Self {
  readonly kind: 'customer' | 'agent';
  readonly id: string | null;
  readonly name: string;
}

export interface PendingMessage {
  readonly conversationId: string | null;
  readonly clientMessageId: string;
  readonly text: string;
  /** Uploaded before, taken along by this message. */
  readonly files?: readonly Attachment[];
  readonly internal: boolean;
  /** What it answers. */
  readonly replyTo?: Quote | undefined;
  /** Whom a note mentions. What is done with them is the business of the one client that knows notes. */
  readonly mentions?: readonly Mention[];
  /** ISO instant of the writer's clock: for display only, the server's number decides the order. */
  readonly writtenAt: string;
  readonly state: 'queued' | 'sending' | 'failed';
  readonly attempts: number;
  /** Why the last attempt failed; with `state: 'failed'` it is not tried again by itself. */
  readonly error: string | null;
}

export interface SyncAnswer {
  readonly messages: readonly Message[];
  readonly head: number;
}
export type SyncRequest = { readonly afterSeq: number } | { readonly beforeSeq: number } | Record<string, never>;
export type Mark = 'sent' | 'delivered' | 'read';

/** Beyond this the rest is left to the sync, which brings it anyway. */
const AHEAD_LIMIT = 400;

export const emptyConversation = (conversationId: string | null, self: Self, pending: readonly PendingMessage[] = []): ConversationState => ({
  conversationId,
  self,
  loaded: false,
  entries: [],
  first: 1,
  last: 0,
  head: 0,
  ahead: [],
  pending,
  deliveredSeq: 0,
  readSeq: 0,
});

/** An entry pushed by the server. */
export function messageArrived(state: ConversationState, message: Message): ConversationState {
  if (state.loaded && message.seq <= state.last) return state;
  return settle({ ...state, head: Math.max(state.head, message.seq), ahead: insertAhead(state.ahead, message) });
}

/** A number from `heads` or from the answer to `conversation:open`. */
export const headSeen = (state: ConversationState, head: number): ConversationState => (head > state.head ? { ...state, head } : state);

/** What to ask for now, or null when nothing is missing. */
export function nextSync(state: ConversationState): SyncRequest | null {
  if (!state.loaded) return {};
  return state.head > state.last ? { afterSeq: state.last } : null;
}
export const earlierSync = (state: ConversationState): SyncRequest | null => (state.loaded && state.first > 1 ? { beforeSeq: state.first } : null);

/** The answer to a sync; `request` says which one, because answers may overlap with pushes or with each other. */
export function synced(state: ConversationState, request: SyncRequest, answer: SyncAnswer): ConversationState {
  const head = Math.max(state.head, answer.head);
  if ('beforeSeq' in request) return prepend({ ...state, head }, answer.messages);
  if (state.loaded) return settle({ ...state, head, ahead: answer.messages.reduce(insertAhead, state.ahead) });
  const oldest = answer.messages[0];
  const first = oldest ? oldest.seq : answer.head + 1;
  return settle({ ...state, head, loaded: true, entries: [], first, last: first - 1, ahead: answer.messages.reduce(insertAhead, state.ahead) });
}

export function receiptArrived(state: ConversationState, receipt: { deliveredSeq: number; readSeq: number }): ConversationState {
  const readSeq = Math.max(state.readSeq, receipt.readSeq);
  const deliveredSeq = Math.max(state.deliveredSeq, receipt.deliveredSeq, readSeq);
  return readSeq === state.readSeq && deliveredSeq === state.deliveredSeq ? state : { ...state, readSeq, deliveredSeq };
}

/** How far an own entry got. */
export const markOf = (state: ConversationState, seq: number): Mark => (seq <= state.readSeq ? 'read' : seq <= state.deliveredSeq ? 'delivered' : 'sent');

export const isOwn = (state: ConversationState, message: Message): boolean =>
  message.author.kind === state.self.kind && (state.self.id === null || message.author.id === state.self.id);

/** Takes up what a person wrote: it shows at once and is sent in its turn. */
export function written(state: ConversationState, message: Pick<PendingMessage, 'clientMessageId' | 'text' | 'files' | 'internal' | 'replyTo' | 'mentions' | 'writtenAt'>): ConversationState {
  if (state.pending.some((known) => known.clientMessageId === message.clientMessageId)) return state;
  const entry: PendingMessage = { ...message, conversationId: state.conversationId, state: 'queued', attempts: 0, error: null };
  return { ...state, pending: [...state.pending, entry] };
}

/**
 * The next message to put on the wire, or null. One at a time, in the order written: with two in flight a lost first attempt
 * would turn them round. A failed one waits for its writer and holds up nobody.
 */
export function nextToSend(state: ConversationState): PendingMessage | null {
  if (state.pending.some((message) => message.state === 'sending')) return null;
  return state.pending.find((message) => message.state === 'queued') ?? null;
}

export const sending = (state: ConversationState, clientMessageId: string): ConversationState =>
  change(state, clientMessageId, (message) => ({ ...message, state: 'sending', attempts: message.attempts + 1 }));

/** No answer came (cut, timeout) or the server asked to come back: same message, same id, later. */
export const sendDelayed = (state: ConversationState, clientMessageId: string, error: string | null): ConversationState =>
  change(state, clientMessageId, (message) => ({ ...message, state: 'queued', error }));

export const sendRefused = (state: ConversationState, clientMessageId: string, error: string): ConversationState =>
  change(state, clientMessageId, (message) => ({ ...message, state: 'failed', error }));

/** The writer asks to try again. `freshId` only where the server said that the old id belongs to other content. */
export const retried = (state: ConversationState, clientMessageId: string, freshId?: string): ConversationState =>
  change(state, clientMessageId, (message) => ({ ...message, state: 'queued', error: null, clientMessageId: freshId ?? clientMessageId }));

export const discarded = (state: ConversationState, clientMessageId: string): ConversationState => ({
  ...state,
  pending: state.pending.filter((message) => message.clientMessageId !== clientMessageId),
});

/** The connection is gone: whatever was on the wire is queued again. */
export const connectionLost = (state: ConversationState): ConversationState =>
  state.pending.some((message) => message.state === 'sending')
    ? { ...state, pending: state.pending.map((message) => (message.state === 'sending' ? { ...message, state: 'queued' } : message)) }
    : state;

/**
 * The server has committed the message. A first message names its new conversation; one written to a closed conversation may
 * name another, which then brings the entry by its own sync.
 */
export function acknowledged(
  state: ConversationState,
  clientMessageId: string,
  ack: { conversationId: string; message: { id: string; seq: number; createdAt: string } },
): ConversationState {
  const mine = state.pending.find((message) => message.clientMessageId === clientMessageId);
  if (!mine) return state;
  const rest = state.pending.filter((message) => message !== mine);
  if (state.conversationId !== null && state.conversationId !== ack.conversationId) return { ...state, pending: rest };
  const adopted = state.conversationId === null;
  const next: ConversationState = {
    ...state,
    conversationId: ack.conversationId,
    loaded: state.loaded || (adopted && ack.message.seq === 1),
    pending: rest.map((message) => (adopted ? { ...message, conversationId: ack.conversationId } : message)),
  };
  return messageArrived(next, {
    id: ack.message.id,
    seq: ack.message.seq,
    clientMessageId,
    author: { kind: state.self.kind, id: state.self.id, name: state.self.name },
    kind: mine.files?.length ? 'file' : 'text',
    text: mine.text === '' ? null : mine.text,
    attachments: [...(mine.files ?? [])],
    card: null,
    system: null,
    internal: mine.internal,
    recalledAt: null,
    createdAt: ack.message.createdAt,
    ...(mine.replyTo ? { replyTo: mine.replyTo } : {}),
  });
}

/** The wire form of a pending message. */
export function toSend(message: PendingMessage): MessageSend {
  const { clientMessageId, text, files = [] } = message;
  const send: MessageSend = files.length > 0 ? { clientMessageId, kind: 'file', attachmentIds: files.map((file) => file.id), ...(text === '' ? {} : { text }) } : { clientMessageId, kind: 'text', text };
  if (message.conversationId !== null) send.conversationId = message.conversationId;
  if (message.internal) send.internal = true;
  if (message.replyTo) send.replyTo = message.replyTo.id;
  return send;
}

/** Reads one stored pending message; null for anything that is not one (another version, a damaged store). */
export function storedPending(value: unknown): PendingMessage | null {
  if (typeof value !== 'object' || value === null) return null;
  const field = (name: keyof PendingMessage): unknown => Reflect.get(value, name);
  const [conversationId, clientMessageId, text, writtenAt] = [field('conversationId'), field('clientMessageId'), field('text'), field('writtenAt')];
  const [attempts, error] = [field('attempts'), field('error')];
  const files = storedFiles(field('files'));
  if (conversationId !== null && typeof conversationId !== 'string') return null;
  if (typeof clientMessageId !== 'string' || typeof text !== 'string' || typeof writtenAt !== 'string') return null;
  return {
    conversationId,
    clientMessageId,
    text,
    ...(files.length > 0 ? { files } : {}),
    writtenAt,
    internal: field('internal') === true,
    replyTo: storedQuote(field('replyTo')),
    state: field('state') === 'failed' ? 'failed' : 'queued',
    attempts: typeof attempts === 'number' ? attempts : 0,
    error: typeof error === 'string' ? error : null,
  };
}

function change(state: ConversationState, id: string, how: (message: PendingMessage) => PendingMessage): ConversationState {
  return { ...state, pending: state.pending.map((message) => (message.clientMessageId === id ? how(message) : message)) };
}

function insertAhead(ahead: readonly Message[], message: Message): readonly Message[] {
  const at = ahead.findIndex((known) => known.seq >= message.seq);
  if (at === -1) return ahead.length >= AHEAD_LIMIT ? ahead : [...ahead, message];
  if (ahead[at]?.seq === message.seq) return ahead;
  return [...ahead.slice(0, at), message, ...ahead.slice(at)].slice(0, AHEAD_LIMIT);
}

/** Moves what now fits from `ahead` to the end of the run, and strikes pending messages that turn out to be recorded. */
function settle(state: ConversationState): ConversationState {
  if (!state.loaded) return state;
  const fits: Message[] = [];
  let last = state.last;
  for (const message of state.ahead) {
    if (message.seq !== last + 1) continue;
    fits.push(message);
    last = message.seq;
  }
  const ahead = state.ahead.filter((message) => message.seq > last);
  const recorded = new Set(fits.filter((message) => isOwn(state, message)).map((message) => message.clientMessageId));
  const pending = recorded.size > 0 ? state.pending.filter((message) => !recorded.has(message.clientMessageId)) : state.pending;
  const entries = [...state.entries, ...fits];
  // What was recalled while an answer to it was on its way is recalled in that answer too.
  return { ...state, last, ahead, pending, entries: withRecalls(entries, fits.some((message) => message.replyTo) ? entries : fits) };
}

function prepend(state: ConversationState, older: readonly Message[]): ConversationState {
  const fits: Message[] = [];
  let first = state.first;
  for (const message of older.toSorted((a, b) => b.seq - a.seq)) {
    if (message.seq !== first - 1) continue;
    fits.unshift(message);
    first = message.seq;
  }
  if (fits.length === 0) return state;
  const entries = [...fits, ...state.entries];
  return { ...state, first, entries: withRecalls(entries, entries) };
}
