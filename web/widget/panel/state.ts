import type { Message } from '#contracts/messages.js';
import type { Conversation, WidgetSession } from '#contracts/widget.js';
import { type ConversationState, emptyConversation, isOwn, type Self } from '../../client/conversation.rules.js';
import type { Brand, PanelWishes } from '../bridge.js';
import type { AwayKind } from './away.rules.js';
import type { Place } from './queue.rules.js';
import type { TextKey } from './texts.js';

/** The one conversation that has no number yet. */
export const NEW = 'new';
export const LIST = 'list';

export interface AwayPlace {
  readonly kind: AwayKind;
  readonly from: string | null;
}

export interface Talk {
  readonly state: ConversationState;
  /** Null until the server described it. */
  readonly info: Conversation | null;
  readonly unread: number;
  /** Entries up to here have been counted as unread or raised as events. */
  readonly countedTo: number;
  readonly readTo: number;
  /** Where the divider "new messages" stands, while one looks. */
  readonly unreadAfter: number | null;
  readonly place: Place | null;
  readonly typing: string | null;
  readonly agentOnline: boolean;
  /** How often somebody's window has rated it since. */
  readonly rated: number;
  /** How often the server has looked at a page that this conversation names. */
  readonly looked: number;
}

export interface PanelState {
  readonly wishes: PanelWishes;
  readonly lasting: boolean;
  readonly open: boolean;
  /** Grows with every wish of the shop page to have the composer focused. */
  readonly focus: number;
  readonly link: 'idle' | 'connecting' | 'online' | 'offline';
  readonly refused: 'refused' | 'blocked' | null;
  readonly session: Omit<WidgetSession, 'visitorToken' | 'conversations' | 'serverTime'> | null;
  readonly brand: Brand;
  readonly at: string;
  readonly talks: Readonly<Record<string, Talk>>;
  /** The pre-chat form has been answered or skipped. */
  readonly asked: boolean;
  readonly notice: TextKey | null;
  readonly prefill: string | null;
  /** The message that the next one answers. */
  readonly quoting: { readonly id: string; readonly message: Message } | null;
  /** The form one fills in, and the conversation it continues. */
  readonly away: AwayPlace | null;
  /** The conversation in which the visitor began to prove an address by himself. */
  readonly proving: string | null;
  /** The conversation that the visitor is about to save. */
  readonly saving: string | null;
}

export const visitor: Self = { kind: 'customer', id: null, name: '' };

export const newTalk = (id: string, info: Conversation | null = null): Talk => ({
  state: emptyConversation(id === NEW ? null : id, visitor),
  info, unread: info?.unread ?? 0, countedTo: info?.head ?? 0, readTo: info?.readSeq ?? 0, unreadAfter: null,
  place: info?.queue ?? null, typing: null, agentOnline: true, rated: 0, looked: 0,
});

/** New entries from others since the last count: what badges and events are about. */
export function freshEntries(talk: Talk) {
  return talk.state.entries.filter((entry) => entry.seq > talk.countedTo && !isOwn(talk.state, entry));
}
export const isWords = (entry: ConversationState['entries'][number]) => entry.kind !== 'system' && entry.author.kind !== 'customer';

export const totalUnread = (state: PanelState) => Object.values(state.talks).reduce((sum, talk) => sum + talk.unread, 0);

/** Worth a live line even while the panel is folded. */
export const isActive = (state: PanelState) =>
  Object.values(state.talks).some((talk) => talk.info?.state === 'open' || talk.unread > 0 || talk.state.pending.length > 0);

export const lastMoment = (talk: Talk) => talk.state.pending.at(-1)?.writtenAt ?? talk.state.entries.at(-1)?.createdAt ?? talk.info?.last?.at ?? talk.info?.createdAt ?? '';
/** Known conversations, the latest first. */
export const listed = (state: PanelState): [string, Talk][] =>
  Object.entries(state.talks).filter(([id]) => id !== NEW).toSorted(([, a], [, b]) => lastMoment(b).localeCompare(lastMoment(a)));


export function createStore<T>(initial: T) {
  let value = initial;
  const watchers = new Set<(value: T) => void>();
  return {
    get: () => value,
    set(change: Partial<T>) {
      value = { ...value, ...change };
      for (const watcher of watchers) watcher(value);
    },
    watch(watcher: (value: T) => void) {
      watchers.add(watcher);
      return () => {
        watchers.delete(watcher);
      };
    },
  };
}
export type Store = ReturnType<typeof createStore<PanelState>>;
