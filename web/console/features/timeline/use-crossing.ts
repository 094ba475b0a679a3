import { useEffect, useRef, useState } from 'react';
import { useLive } from '../../app/live.js';
import { type Arrival, crossing, seenBy } from './crossing.rules.js';

const KEPT = 50;

/** Holds a reply back that would cross what somebody else has just said. */
export function useCrossing(ticketId: string, text: string) {
  const { conversations, selfId } = useLive();
  const store = conversations.of(ticketId);
  const arrivals = useRef<readonly Arrival[]>([]);
  const begunSeq = useRef(0);
  const [held, setHeld] = useState(0);
  const writing = text.trim() !== '';

  useEffect(() => {
    const look = () => {
      const { last, loaded } = store.get();
      // What was there when the ticket was opened crosses nothing.
      const first = arrivals.current.length === 0;
      if (!loaded || last <= (arrivals.current.at(-1)?.seq ?? 0)) return;
      if (first) begunSeq.current = last;
      arrivals.current = [...arrivals.current.slice(-KEPT), { seq: last, at: first ? -Infinity : performance.now() }];
    };
    arrivals.current = [];
    setHeld(0);
    look();
    return store.subscribe(look);
  }, [store]);
  useEffect(() => {
    begunSeq.current = store.get().last;
    setHeld(0);
  }, [store, writing]);

  return {
    /** How many messages a reply was held back for; 0: none. */
    held,
    /** Asked before sending. True: not now, the writer is told. */
    holds(): boolean {
      const seenSeq = seenBy(arrivals.current, performance.now());
      const count = crossing(store.get().entries, { selfId, begunSeq: begunSeq.current, seenSeq }).length;
      setHeld(count);
      return count > 0;
    },
    /** The server knows of newer words than this page: the writer is told. */
    stoppedBy: setHeld,
    /** The latest words of somebody else, to be read before sending. */
    newest: () => store.get().entries.findLast(({ kind, internal, author, recalledAt }) => kind !== 'system' && !internal && recalledAt === null && author.id !== selfId) ?? null,
    /** The writer knows of them now. */
    reviewed(): void {
      begunSeq.current = store.get().last;
      arrivals.current = arrivals.current.map((arrival) => ({ ...arrival, at: -Infinity }));
      setHeld(0);
    },
  };
}
