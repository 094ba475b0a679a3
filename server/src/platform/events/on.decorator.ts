import type { EventName, EventPayload } from '../../events.js';
import type { Tx } from '../db.js';

/** What a reaction gets: ids only. It re-reads rows, and assumes neither order nor singleness. */
export interface Happened<N extends EventName = EventName> {
  readonly id: string;
  readonly name: N;
  readonly subject: string;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly payload: EventPayload<N>;
  readonly createdAt: Date;
  readonly depth: number;
}

export const REACTIONS = Symbol('reactions');
export interface ReactionMark {
  event: EventName;
  method: string;
}

/**
 * Marks a method as reaction to an event. It runs at least once, in its own transaction, after the event has
 * committed; a receipt makes a second run do nothing.
 */
export function On<N extends EventName>(event: N) {
  return (target: object, method: string, _: TypedPropertyDescriptor<(tx: Tx, happened: Happened<N>) => Promise<void>>): void => {
    const marks: ReactionMark[] = Reflect.getMetadata(REACTIONS, target) ?? [];
    Reflect.defineMetadata(REACTIONS, [...marks, { event, method }], target);
  };
}
