import type { Socket } from 'socket.io-client';
import type { Ack, ClientEvent, ClientPayload, ServerEvent, ServerPayload } from '#contracts/sockets.js';

/** Resolves when the server lets the socket in; rejects with the code it refuses with. */
export async function connected(socket: Socket): Promise<Socket> {
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', (fault: Error & { data?: { code?: string } }) => {
      socket.disconnect();
      reject(new Error(fault.data?.code ?? fault.message));
    });
  });
  return socket;
}

/** The next event of that name. Ask before what causes it. */
export function heard<E extends ServerEvent>(socket: Socket, event: E): Promise<ServerPayload<E>> {
  return new Promise((resolve) => socket.once<string>(event, resolve));
}

/** Sends one event and gives its acknowledgement. */
export const say = <E extends ClientEvent>(socket: Socket, event: E, payload: ClientPayload<E>): Promise<Ack<E>> =>
  socket.timeout(30_000).emitWithAck(event, payload);

/** Sends anything at all, as a careless or hostile client would. */
export const shout = (socket: Socket, event: string, ...args: readonly unknown[]): Promise<unknown> => socket.timeout(30_000).emitWithAck(event, ...args);

/** Resolves when the server has ended the socket, and says in how many milliseconds. */
export async function ended(socket: Socket): Promise<number> {
  const since = performance.now();
  if (socket.connected) await new Promise((resolve) => socket.once('disconnect', resolve));
  return performance.now() - since;
}
