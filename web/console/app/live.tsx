import type { Me } from '#contracts/accounts.js';
import type { Message } from '#contracts/messages.js';
import type { ServerPayload } from '#contracts/sockets.js';
import { createContext, type ReactNode, use, useEffect, useState } from 'react';
import { type Conversations, createConversations } from '../../client/conversations.js';
import { createOutbox } from '../../client/outbox.js';
import { queryClient } from '../../client/query.js';
import { meQuery } from '../../client/session.data.js';
import { createSocketSession, type SocketSession } from '../../client/socket.js';
import { createStore, createStores, type Store } from '../../client/store.js';
import { afterMessage } from '../../client/tickets.rules.js';
import { knownRow, putRow, refetchLists } from '../../client/tickets.data.js';
import { followPointers } from './pointers.js';

export type Person = ServerPayload<'presence'>['people'][number];
export interface Typer {
  id: string | null;
  kind: 'customer' | 'agent';
  name: string;
}
export type Hearer = (ticketId: string, message: Message) => void;
export interface Live {
  socket: SocketSession;
  conversations: Conversations;
  presence: (ticketId: string) => Store<readonly Person[]>;
  typing: (ticketId: string) => Store<readonly Typer[]>;
  selfId: string;
  /** Calls for every message that arrives from elsewhere; gives back how to stop. */
  heard: (listener: Hearer) => () => void;
  /** The ticket on screen: what arrives there is seen. */
  watched: Store<string | null>;
}

const LiveContext = createContext<Live | null>(null);
export function useLive(): Live {
  const live = use(LiveContext);
  if (!live) throw new Error('useLive outside of LiveProvider');
  return live;
}

/** Holds the live connection of the signed-in person for as long as the shell is shown. */
export function LiveProvider({ me, onRevoked, children }: { me: Me; onRevoked: () => void; children: ReactNode }) {
  const [live] = useState(() => createLive(me, onRevoked));
  useEffect(() => {
    live.socket.start();
    return () => live.socket.stop();
  }, [live]);
  return <LiveContext value={live}>{children}</LiveContext>;
}

const TYPING_MS = 6000;
const LIVE = [['tickets'], ['visits']];

function createLive({ account }: Me, onRevoked: () => void): Live {
  const socket = createSocketSession('/agent', onRevoked);
  const watched = createStore<string | null>(null);
  const conversations = createConversations(
    socket,
    { kind: 'agent', id: account.id, name: account.name },
    createOutbox(account.id, localStorage),
    (id, message) => {
      // A recalled message may be the one that stands in the list.
      if (message.system?.code === 'message.recalled') void refetchLists();
      const row = knownRow(id);
      if (row) putRow(afterMessage(row, message, watched.get() === id && document.hasFocus()));
    },
  );
  const presence = createStores<readonly Person[]>(() => []);
  const typing = createStores<readonly Typer[]>(() => []);
  const hearers = new Set<Hearer>();
  const heard = (listener: Hearer) => {
    hearers.add(listener);
    return () => void hearers.delete(listener);
  };
  const timers = new Map<string, number>();
  const setTyping = (id: string, who: Typer, on: boolean) => {
    const key = `${id} ${who.kind} ${who.id}`;
    window.clearTimeout(timers.get(key));
    const others = typing
      .of(id)
      .get()
      .filter((known) => known.kind !== who.kind || known.id !== who.id);
    typing.of(id).set(on ? [...others, who] : others);
    // The "off" may be lost: nobody types for ever.
    if (on)
      timers.set(
        key,
        window.setTimeout(() => setTyping(id, who, false), TYPING_MS),
      );
  };
  socket.listen({
    message({ conversationId, message }) {
      conversations.arrived(conversationId, message);
      for (const listener of hearers) listener(conversationId, message);
      const { kind, id, name } = message.author;
      if (kind === 'customer' || kind === 'agent') setTyping(conversationId, { kind, id, name }, false);
    },
    heads: (heads) => conversations.heads(heads),
    receipt(receipt) {
      if (receipt.by.kind === 'customer') conversations.receipt(receipt.conversationId, receipt);
    },
    typing({ conversationId, by, on }) {
      if (by.id !== account.id || by.kind !== 'agent') setTyping(conversationId, by, on);
    },
    presence: ({ conversationId, people }) => presence.of(conversationId).set(people),
    changed: followPointers(account.id),
    'session:revoked'({ reason }) {
      // Rights have changed, but the session may live: the line comes back and is refused if it does not.
      if (reason === 'revoked') void queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
      else onRevoked();
    },
  });
  // What changed while there was no line was told to nobody, and what is first on screen was read before there was one.
  socket.whenConnected(() => LIVE.forEach((queryKey) => void queryClient.invalidateQueries({ queryKey })));
  return { socket, conversations, presence: presence.of, typing: typing.of, selfId: account.id, watched, heard };
}
