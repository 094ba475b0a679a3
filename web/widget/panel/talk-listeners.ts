import { type ConversationState, headSeen, messageArrived, receiptArrived } from '../../client/conversation.rules.js';
import type { HostLine } from './host-line.js';
import { nearer } from './queue.rules.js';
import type { SocketListeners } from './socket.js';
import type { Talk } from './state.js';

const TYPING_SHOWN_MS = 6000;

interface Reach {
  apply(id: string, change: (state: ConversationState) => ConversationState): void;
  patch(id: string, change: Partial<Talk>): void;
  find(id: string): Talk | undefined;
  redescribe(id: string): Promise<void>;
  raise: HostLine['raise'];
}

/** What the server says without being asked, applied to the conversation it is about. */
export function listenersOf({ apply, patch, find, redescribe, raise }: Reach): SocketListeners {
  const typing = new Map<string, number>();
  return {
    message: ({ conversationId, message }) => apply(conversationId, (state) => messageArrived(state, message)),
    heads: (heads) => heads.forEach(({ conversationId, head }) => apply(conversationId, (state) => headSeen(state, head))),
    receipt({ conversationId, by, ...receipt }) {
      if (by.kind === 'agent') apply(conversationId, (state) => receiptArrived(state, receipt));
      else if (receipt.readSeq >= (find(conversationId)?.state.last ?? 0)) patch(conversationId, { unread: 0, readTo: receipt.readSeq });
    },
    typing({ conversationId, by, on }) {
      if (by.kind !== 'agent') return;
      clearTimeout(typing.get(conversationId));
      if (on) typing.set(conversationId, Number(setTimeout(() => patch(conversationId, { typing: null }), TYPING_SHOWN_MS)));
      patch(conversationId, { typing: on ? by.name : null });
    },
    presence({ conversationId, people }) {
      const agent = people.find((person) => person.kind === 'agent');
      if (agent) patch(conversationId, { agentOnline: agent.online });
    },
    queue({ conversationId, position, etaSeconds }) {
      const shown = nearer(find(conversationId)?.place ?? null, { position, etaSeconds });
      patch(conversationId, { place: shown });
      raise('queue', { conversationId, ...shown });
    },
    changed({ kind, id }) {
      if (kind === 'link_preview') patch(id, { looked: (find(id)?.looked ?? 0) + 1 });
      if (kind === 'rating') patch(id, { rated: (find(id)?.rated ?? 0) + 1 });
      if ((kind === 'ticket' || kind === 'chat') && find(id)) void redescribe(id);
    },
  };
}
