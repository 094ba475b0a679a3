import type { Socket } from 'socket.io-client';
import type { z } from 'zod';
import type { ServerEvent, ServerPayload } from '#contracts/sockets.js';
import { SERVER_EVENTS } from '#contracts/sockets.js';

const SCHEMAS: { readonly [E in ServerEvent]: z.ZodType<ServerPayload<E>> } = SERVER_EVENTS;
const isServerEvent = (name: string): name is ServerEvent => Object.hasOwn(SERVER_EVENTS, name);

/** Everything a socket has heard since, each held against its contract: no field leaves by accident. */
export class Recorder {
  readonly heard: { event: ServerEvent; payload: unknown }[] = [];
  private readonly watchers = new Set<() => void>();

  constructor(socket: Socket) {
    socket.onAny((event: string, payload: unknown) => {
      if (!isServerEvent(event)) throw new Error(`the server sent the event ${event}, which no contract names`);
      this.heard.push({ event, payload: SERVER_EVENTS[event].parse(payload) });
      for (const watcher of [...this.watchers]) watcher();
    });
  }

  of<E extends ServerEvent>(event: E): ServerPayload<E>[] {
    return this.heard.filter((entry) => entry.event === event).map((entry) => SCHEMAS[event].parse(entry.payload));
  }

  /** The first event of that name that fits, heard already or to come. @throws after the deadline, saying what was heard */
  until<E extends ServerEvent>(event: E, fits: (payload: ServerPayload<E>) => boolean = () => true, deadlineMs = 30_000): Promise<ServerPayload<E>> {
    return new Promise((resolve, reject) => {
      const look = (): boolean => {
        const found = this.of(event).find(fits);
        if (found === undefined) return false;
        this.watchers.delete(watcher);
        clearTimeout(late);
        resolve(found);
        return true;
      };
      const watcher = () => void look();
      const late = setTimeout(() => {
        this.watchers.delete(watcher);
        reject(new Error(`no such ${event} within ${deadlineMs} ms; heard ${JSON.stringify(this.heard)}`));
      }, deadlineMs);
      if (!look()) this.watchers.add(watcher);
    });
  }
}
