import type { Ack, ClientEvent, ClientPayload, ServerEvent, ServerPayload } from '#contracts/sockets.js';
import { io, type Socket } from 'socket.io-client';
import { endSilentConnections } from './silence.js';
import { createStore } from './store.js';

const ANSWER_TIMEOUT_MS = 8000;

export type Connection = 'connecting' | 'online' | 'offline';
type Handlers = { [E in ServerEvent]?: (payload: ServerPayload<E>) => void };
type Listens = { [E in ServerEvent]: (payload: ServerPayload<E>) => void };
type Emits = { [E in ClientEvent]: (payload: ClientPayload<E>, ack: (answer: Ack<E>) => void) => void };

/** The live connection of a signed-in person: asks with an answer or null, hears what the server pushes. */
export function createSocketSession(namespace: '/agent', onRefused: (code: string) => void) {
  const socket: Socket<Listens, Emits> = io(namespace, { transports: ['websocket'], reconnectionDelay: 400, reconnectionDelayMax: 5000, autoConnect: false });
  const silence = endSilentConnections(socket);
  const status = createStore<Connection>('connecting');
  const onConnect = new Set<() => void>();
  socket.on('connect', () => {
    status.set('online');
    for (const then of onConnect) then();
  });
  socket.on('disconnect', (reason) => {
    status.set('offline');
    // The one case in which the library does not come back by itself.
    if (reason === 'io server disconnect') window.setTimeout(() => socket.connect(), 1000);
  });
  socket.on('connect_error', (error) => {
    status.set('offline');
    const code = refusalOf(error);
    if (code === 'session/required' || code === 'permission/missing') onRefused(code);
    else if (!socket.active) window.setTimeout(() => socket.connect(), 2000);
  });
  return {
    status,
    start: () => void socket.connect(),
    stop: () => void socket.disconnect(),
    whenConnected: (then: () => void) => void onConnect.add(then),
    whenLost: (then: () => void) => void socket.on('disconnect', then),
    listen(handlers: Handlers): void {
      for (const event of eventsOf(handlers)) on(socket, event, handlers);
    },
    /** Null: no answer (not connected, cut, or too late); the caller may ask again. */
    async ask<E extends ClientEvent>(event: E, payload: ClientPayload<E>): Promise<Ack<E> | null> {
      if (!socket.connected) return null;
      return new Promise((resolve) => {
        const asked = performance.now();
        const timer = window.setTimeout(() => {
          silence.unanswered(asked);
          resolve(null);
        }, ANSWER_TIMEOUT_MS);
        const cut = () => {
          window.clearTimeout(timer);
          resolve(null);
        };
        socket.once('disconnect', cut);
        const answered = (answer: Ack<E>) => {
          window.clearTimeout(timer);
          socket.off('disconnect', cut);
          resolve(answer);
        };
        socket.emit(event, ...([payload, answered] as Parameters<Emits[E]>));
      });
    },
    /** May be lost, and nobody waits for it. */
    tell(payload: ClientPayload<'typing'>): void {
      if (socket.connected) socket.volatile.emit('typing', payload, () => undefined);
    },
  };
}
export type SocketSession = ReturnType<typeof createSocketSession>;

const eventsOf = (handlers: Handlers) => Object.keys(handlers) as ServerEvent[];

function on<E extends ServerEvent>(socket: Socket<Listens, Emits>, event: E, handlers: Handlers): void {
  const handler = handlers[event];
  if (handler) socket.on(event, handler as never);
}

/** The server refuses a handshake with `error.data.code`. */
function refusalOf(error: Error & { data?: unknown }): string | null {
  const data = error.data;
  if (typeof data !== 'object' || data === null || !('code' in data)) return null;
  return typeof data.code === 'string' ? data.code : null;
}
