import { useCallback, useEffect, useRef } from 'react';
import { useLive } from '../../app/live.js';

const REPEAT_MS = 2500;
const IDLE_MS = 3000;

/** Lets the other side know that an answer is being written; a note is nobody's business. */
export function useTypingSignal(ticketId: string): { typed: () => void; stopped: () => void } {
  const { socket } = useLive();
  const last = useRef(0);
  const idle = useRef(0);
  const stopped = useCallback(() => {
    window.clearTimeout(idle.current);
    if (last.current === 0) return;
    last.current = 0;
    socket.tell({ conversationId: ticketId, on: false });
  }, [socket, ticketId]);
  const typed = useCallback(() => {
    window.clearTimeout(idle.current);
    idle.current = window.setTimeout(stopped, IDLE_MS);
    if (Date.now() - last.current < REPEAT_MS) return;
    last.current = Date.now();
    socket.tell({ conversationId: ticketId, on: true });
  }, [socket, ticketId, stopped]);
  useEffect(() => stopped, [stopped]);
  return { typed, stopped };
}
