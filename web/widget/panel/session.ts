import type { PromiseGiven } from '#contracts/promises.js';
import type { WidgetSession } from '#contracts/widget.js';
import type { WidgetView } from '../api.types.js';
import { KEPT_ACTIVE } from '../bridge.js';
import { api } from './api.js';
import { type AwayDraft, type AwayKind, emptyDraft, storedDraft, storedPlace } from './away.rules.js';
import { watchAvailability } from './availability.js';
import type { HostLine } from './host-line.js';
import { createFiles } from './files.js';
import type { KeptStore } from './kept.js';
import { openSocket, type VisitorSocket } from './socket.js';
import { newId } from './new-id.js';
import { type AwayPlace, isActive, LIST, listed, NEW, newTalk, type Store, totalUnread } from './state.js';
import { createTalks } from './talks.js';

const TOKEN = 'token';
/** The secret of the visit that the shop's page tells of. */
const VISIT = 'visit';
const AWAY = 'away';
const AWAY_DRAFT = 'away:';
const FINAL = ['widget/unknown_key', 'request/origin_refused', 'visitor/blocked'];
const RETRY_MAX_MS = 30_000;
/** Who is here, and how long one waits, is told with the session; an older telling is asked for again. */
const TOLD_FOR_MS = 30_000;
export const keptGreeting = (locale: string) => `greeting:${locale}`;

/** The visitor's standing with the server: session, live line, and what the shop page is told of both. */
export function createSession(store: Store, kept: KeptStore, { say, raise }: HostLine, widgetKey: string) {
  let socket: VisitorSocket | null = null;
  let attempts = 0;
  let starting = false;
  let identity: string | null = null;
  let rejected: string | null = null;
  let retry = 0;
  /** Where the shop page wants the visitor to look; `home` leaves that to the conversations. */
  let view: WidgetView = 'home';
  /** Conversations that so far only unsent messages name: the session says whether they are this visitor's. */
  const unproven = new Set<string>();
  let told = { unread: 0, page: '', at: 0, locale: '' };
  const token = () => kept.get(TOKEN) ?? '';
  const claimed = () => (store.get().wishes.identity === rejected ? null : (store.get().wishes.identity ?? null));
  const talks = createTalks({
    store, kept, raise,
    socket: () => socket,
    describe: async (id) => {
      const answer = await api.conversation(token(), id);
      return answer.ok ? answer.body : null;
    },
  });

  async function start() {
    if (starting || store.get().refused) return;
    starting = true;
    clearTimeout(retry);
    const { wishes } = store.get();
    identity = claimed();
    const answer = await api.session({
      widgetKey, locale: wishes.locale, page: wishes.page, zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      ...(token() ? { visitorToken: token() } : {}),
      ...(identity ? { identityToken: identity } : {}),
      ...(kept.get(VISIT) === null ? {} : { visit: `${kept.get(VISIT)}` }),
    });
    starting = false;
    if (answer.ok) begin(answer.body);
    else failed(answer.code);
    // The shop page said who this is while the call was under way.
    if (identity !== claimed()) void start();
  }
  function failed(code: string) {
    raise('error', { code });
    if (FINAL.includes(code)) return store.set({ refused: code === 'visitor/blocked' ? 'blocked' : 'refused', link: 'idle' });
    if (code === 'widget/identity_invalid') {
      rejected = identity;
      return;
    }
    store.set({ link: 'offline' });
    attempts += 1;
    retry = Number(setTimeout(start, Math.min(RETRY_MAX_MS, 500 * 2 ** attempts)));
  }
  function begin({ visitorToken, conversations, serverTime: _, ...session }: WidgetSession) {
    const other = token() !== '' && token() !== visitorToken;
    attempts = 0;
    told = { ...told, at: Date.now(), page: store.get().wishes.page.url, locale: store.get().wishes.locale };
    kept.set(keptGreeting(store.get().wishes.locale), session.settings.greeting);
    kept.set(TOKEN, visitorToken);
    const { accent, logoUrl, position, theme, shopName } = session.settings;
    const brand = { accent, logoUrl, position, theme, shopName };
    for (const [name, value] of Object.entries(brand)) kept.set(name, value);
    const began = store.get().session;
    const before = other ? {} : Object.fromEntries(Object.entries(store.get().talks).filter(([id]) => !unproven.has(id)));
    unproven.clear();
    const known = conversations.map((info) => [info.id, before[info.id] ?? newTalk(info.id, info)] as const);
    const all = { ...before, ...Object.fromEntries(known), [NEW]: before[NEW] ?? newTalk(NEW) };
    store.set({ session, brand, talks: all, asked: kept.get('asked') !== null || session.visitor.email !== null });
    conversations.forEach(talks.learn);
    restore();
    const writing = store.get().prefill !== null || (store.get().talks[NEW]?.state.pending.length ?? 0) > 0;
    const { at, talks: now } = store.get();
    if (other && began) view = 'home';
    if (other || (!began && !writing)) store.set({ at: entrance() });
    else if (at !== LIST && !Object.hasOwn(now, at)) store.set({ at: NEW });
    if (socket && other) closeLine();
    if (store.get().open || isActive(store.get())) openLine();
  }
  /** Where one comes in: the running conversation, else the list of those that were, else a new one. */
  function entrance(): string {
    if (view !== 'home') return view === 'new' ? NEW : LIST;
    const all = listed(store.get());
    const running = all.find(([, talk]) => talk.info?.state === 'open');
    return running?.[0] ?? (all.length > 0 ? LIST : NEW);
  }
  /** Unsent messages of before the reload. One whose conversation is not ours any more starts a new one. */
  function restore() {
    for (const message of kept.unsent()) {
      const id = message.conversationId !== null && Object.hasOwn(store.get().talks, message.conversationId) ? message.conversationId : NEW;
      const here = id === NEW ? { ...message, conversationId: null, replyTo: undefined } : message;
      talks.apply(id, (state) =>
        state.pending.some((known) => known.clientMessageId === message.clientMessageId) ? state : { ...state, pending: [...state.pending, here] });
    }
  }

  /** What is unsent shows at once, and keeps the panel awake, even where the server does not answer. */
  function showUnsent() {
    for (const { conversationId: id } of kept.unsent()) {
      if (id === null || Object.hasOwn(store.get().talks, id)) continue;
      unproven.add(id);
      store.set({ talks: { ...store.get().talks, [id]: newTalk(id) }, at: id });
    }
    restore();
  }

  function openLine() {
    if (socket || !store.get().session) return;
    store.set({ link: 'connecting' });
    socket = openSocket(token, {
      connected() {
        store.set({ link: 'online' });
        talks.connected();
        if (Date.now() - told.at > TOLD_FOR_MS) void start();
      },
      lost() {
        store.set({ link: 'offline' });
        talks.lost();
      },
      refused(code) {
        closeLine();
        failed(code);
      },
    }, {
      ...talks.listeners,
      'session:revoked'({ reason }) {
        closeLine();
        if (reason === 'blocked') return failed('visitor/blocked');
        kept.set(TOKEN, null);
        void start();
      },
    });
  }
  function closeLine() {
    socket?.close();
    socket = null;
    store.set({ link: 'idle' });
  }

  // Whatever changes, the launcher's badge and the reason to load at all next time follow.
  store.watch((state) => {
    // Before the session has begun, nobody knows that nothing is open.
    if (state.session || isActive(state)) kept.set(KEPT_ACTIVE, isActive(state) ? '1' : null);
    const unread = totalUnread(state);
    if (unread !== told.unread) raise('unread', unread);
    told = { ...told, unread };
  });
  document.addEventListener('visibilitychange', () => talks.read(store.get().at));
  watchAvailability(store, () => api.availability(token()));
  showUnsent();
  store.set({ away: storedPlace(kept.get(AWAY)) });

  return {
    ...talks,
    files: createFiles({ store, kept, token }),
    say, kept, token, start,
    opened() {
      if (Date.now() - told.at > TOLD_FOR_MS) void start();
      else openLine();
      talks.read(store.get().at);
    },
    closed() {
      if (!isActive(store.get())) closeLine();
      for (const id of Object.keys(store.get().talks)) talks.patch(id, { unreadAfter: null });
    },
    wished() {
      const { wishes, session } = store.get();
      // Greeting and questions come in the language of the session.
      if (session && (claimed() !== identity || wishes.locale !== told.locale)) void start();
      else if (session && wishes.page.url !== told.page) void api.change(token(), { page: wishes.page });
      told = { ...told, page: wishes.page.url };
    },
    /** Puts words into the composer for the visitor to complete. */
    prepare: (text: string) => store.set({ prefill: text.replace(/(\w)$/, '$1 ') }),
    typing: (id: string, on: boolean) => id !== NEW && socket?.tell(on, id),
    async recall(conversationId: string, messageId: string) {
      const ack = await socket?.call('message:recall', { conversationId, messageId });
      if (!ack?.ok) store.set({ notice: ack?.error.code === 'message/recall_too_late' ? 'fault.recallLate' : 'banner.actionFailed' });
    },
    rated: (conversationId: string, score: number, solved: boolean | null) => raise('rating', { conversationId, score, solved }),
    prove: (proving: string | null) => store.set({ proving, saving: null }),
    save: (saving: string | null) => store.set({ saving }),
    /** Opens a form, or closes it. It is there again after a reload. */
    leave(away: AwayPlace | null) {
      kept.set(AWAY, away && JSON.stringify(away));
      store.set({ away, notice: null });
    },
    awayDraft: (kind: AwayKind) => storedDraft(kept.get(AWAY_DRAFT + kind)) ?? emptyDraft(newId()),
    keepAwayDraft: (kind: AwayKind, draft: AwayDraft | null) => kept.set(AWAY_DRAFT + kind, draft && JSON.stringify(draft)),
    /** What was left has its conversation: it is where one comes to when the form is closed. */
    async given({ conversationId }: PromiseGiven) {
      kept.set(AWAY, null);
      const answer = await api.conversation(token(), conversationId);
      if (answer.ok) talks.learn(answer.body);
      store.set({ at: conversationId });
      talks.join(conversationId);
      openLine();
    },
    async withdraw(id: string, promiseId: string) {
      const answer = await api.withdraw(token(), promiseId);
      if (!answer.ok && answer.code !== 'promise/not_owed') store.set({ notice: 'banner.actionFailed' });
      await talks.redescribe(id);
    },
    async move(id: string, verb: 'end' | 'reopen') {
      const answer = await api[verb](token(), id);
      if (answer.ok) talks.learn(answer.body);
      else store.set({ notice: 'banner.actionFailed' });
    },
    /** What the visitor says of himself. The form is asked once, whatever the answer. */
    async introduce(answers: { name?: string; email?: string; topic?: string } | null) {
      if (answers && Object.keys(answers).length > 0) {
        const answer = await api.change(token(), answers);
        if (!answer.ok) return store.set({ notice: 'banner.actionFailed' });
      }
      kept.set('asked', '1');
      store.set({ asked: true, notice: null });
    },
    look(wanted: WidgetView) {
      view = wanted;
      if (view !== 'home') this.go(view === 'new' ? NEW : LIST);
    },
    go(at: string) {
      const before = store.get().at;
      talks.patch(before, { unreadAfter: null });
      kept.set(AWAY, null);
      store.set({ at, notice: null, away: null, quoting: null, proving: null, saving: null });
      if (at === LIST) return;
      talks.join(at);
      talks.read(at);
      talks.pump(at);
    },
  };
}
export type Session = ReturnType<typeof createSession>;
