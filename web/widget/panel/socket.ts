import { io } from 'socket.io-client';
import { endSilentConnections } from '../../client/silence.js';
import type { Ack, ClientEvent, ClientPayload, ServerEvent, ServerPayload } from '#contracts/sockets.js';

const ACK_WITHIN_MS = 8000;

export interface SocketHandlers {
  connected(): void;
  lost(): void;
  /** The server refuses this visitor; trying again with the same token is of no use. */
  refused(code: string): void;
}
export type SocketListeners = { [E in ServerEvent]?: (payload: ServerPayload<E>) => void };

/** The live line of one visitor. It reconnects by itself until it is closed or refused. */
export function openSocket(token: () => string, handlers: SocketHandlers, listeners: SocketListeners) {
  const socket = io('/visitor', {
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    forceNew: true,
    reconnectionDelay: 400,
    reconnectionDelayMax: 8000,
    auth: (give) => give({ visitorToken: token() }),
  });
  const silence = endSilentConnections(socket);
  socket.on('connect', handlers.connected);
  socket.on('disconnect', (reason) => {
    handlers.lost();
    // The server hung up on purpose, so the client does not come back by itself.
    if (reason === 'io server disconnect') handlers.refused('server/unavailable');
  });
  socket.on('connect_error', (error) => {
    handlers.lost();
    if (!socket.active) handlers.refused(String(Object(Reflect.get(error, 'data')).code ?? error.message));
  });
  for (const [event, listener] of Object.entries(listeners)) socket.on(event, listener);
  const nudge = () => {
    if (!socket.connected && socket.active) socket.disconnect().connect();
  };
  addEventListener('online', nudge);

  return {
    connected: () => socket.connected,
    /** The acknowledgement, or null when none came: the cut or the timeout says nothing about what the server did. */
    call: <E extends ClientEvent>(event: E, payload: ClientPayload<E>): Promise<Ack<E> | null> =>
      new Promise((resolve) => {
        if (!socket.connected) return resolve(null);
        const asked = performance.now();
        socket.timeout(ACK_WITHIN_MS).emit(event, payload, (error: Error | null, ack: Ack<E>) => {
          if (error) silence.unanswered(asked);
          resolve(error ? null : ack);
        });
      }),
    tell(on: boolean, conversationId: string) {
      if (socket.connected) socket.volatile.emit('typing', { conversationId, on });
    },
    close() {
      removeEventListener('online', nudge);
      socket.off().disconnect();
    },
  };
}
export type VisitorSocket = ReturnType<typeof openSocket>;
