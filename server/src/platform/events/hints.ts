import { Injectable } from '@nestjs/common';
import type { EventName, EventPayload } from '../../events.js';

type Listener<N extends EventName> = (subject: string, payload: EventPayload<N>) => void;

/**
 * What the committing process tells its own sockets and relay at once. A hint may be lost: whoever listens must
 * also find out by itself (heads, sweeps, polls).
 */
@Injectable()
export class Hints {
  private readonly listeners = new Map<EventName, ((subject: string, payload: never) => void)[]>();
  private readonly nudges: (() => void)[] = [];

  on<N extends EventName>(name: N, listener: Listener<N>): void {
    this.listeners.set(name, [...(this.listeners.get(name) ?? []), listener]);
  }

  /** Called after any event has committed. */
  onAny(nudge: () => void): void {
    this.nudges.push(nudge);
  }

  happened<N extends EventName>(name: N, subject: string, payload: EventPayload<N>): void {
    for (const listener of this.listeners.get(name) ?? []) (listener as Listener<N>)(subject, payload);
    for (const nudge of this.nudges) nudge();
  }
}
