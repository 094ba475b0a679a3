import { Inject, Injectable } from '@nestjs/common';
import { type EventName, type EventPayload, isEventName } from '../../events.js';
import { Peers, type Topic } from '../nodes/peers.js';
import { Recent } from './recent.js';

/**
 * Who must hear of it. `here`: the process that committed, because one is enough. `everywhere`: every node, as soon
 * as it is told. `certainly`: every node within two seconds, told or not, because rights hang on it.
 */
export type Reach = 'here' | 'everywhere' | 'certainly';
/** `afar`: it comes from another process, perhaps late, so rows are asked rather than the payload believed. */
type Listener<N extends EventName> = (subject: string, payload: EventPayload<N>, afar: boolean) => void;

/** An event as other processes hear of it. */
export interface Told {
  readonly id: string;
  readonly name: string;
  readonly subject: string;
  readonly payload: unknown;
}

/** Longer than anybody looks back for what he was not told (EventWatch). */
const REMEMBERED_MS = 60_000;

/**
 * What the committing process tells sockets and relay at once, here and on the other nodes. A hint may be lost:
 * whoever listens must also find out by itself (heads, sweeps, polls).
 */
@Injectable()
export class Hints {
  private readonly listeners = new Map<string, { reach: Reach; listener: (subject: string, payload: never, afar: boolean) => void }[]>();
  private readonly nudges: (() => void)[] = [];
  private readonly known = new Recent(REMEMBERED_MS);
  private readonly elsewhere: Topic<Told>;

  constructor(@Inject(Peers) peers: Pick<Peers, 'topic'>) {
    this.elsewhere = peers.topic('hints', 'all');
    this.elsewhere.hear((told) => this.found(told));
  }

  on<N extends EventName>(name: N, listener: Listener<N>, reach: Reach = 'everywhere'): void {
    this.listeners.set(name, [...(this.listeners.get(name) ?? []), { reach, listener }]);
  }

  /** Called after any event has committed. */
  onAny(nudge: () => void): void {
    this.nudges.push(nudge);
  }

  /** The events that somebody on this node must hear of, wherever they were recorded. */
  names(reach: 'everywhere' | 'certainly'): string[] {
    return [...this.listeners].flatMap(([name, all]) => (all.some((one) => one.reach === 'certainly' || one.reach === reach) ? [name] : []));
  }

  /** This process has committed it. */
  happened<N extends EventName>(id: string, name: N, subject: string, payload: EventPayload<N>): void {
    this.known.add(id);
    for (const { listener } of this.listeners.get(name) ?? []) (listener as Listener<N>)(subject, payload, false);
    for (const nudge of this.nudges) nudge();
    this.elsewhere.tell({ id, name, subject, payload });
  }

  /** Another process has: told or found, the second time is nothing new. */
  found({ id, name, subject, payload }: Told): void {
    if (!isEventName(name) || !this.known.add(id)) return;
    for (const { reach, listener } of this.listeners.get(name) ?? []) {
      if (reach !== 'here') (listener as Listener<EventName>)(subject, payload as EventPayload<EventName>, true);
    }
    for (const nudge of this.nudges) nudge();
  }

  /** Known without any consequence: it was over before this process could have missed it. */
  skip(id: string): void {
    this.known.add(id);
  }
}
