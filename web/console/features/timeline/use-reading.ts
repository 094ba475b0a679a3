import { useEffect, useRef, useState } from 'react';
import { talkRead } from '../../../client/followers.data.js';
import { knownRow, putRow, refetchLists } from '../../../client/tickets.data.js';
import { useStore } from '../../../client/store.js';
import { useLive } from '../../app/live.js';
import { usePane } from '../../app/pane.js';

const PAUSE_MS = 250;

/** Tells the server how far this person has read: what is at the foot of the talk that has the focus, in a window that has it. */
export function useReading(ticketId: string, last: number, atEnd: boolean): { seen: number } {
  const { conversations, socket, selfId } = useLive();
  const pane = usePane();
  const online = useStore(socket.status) === 'online';
  const [focused, setFocused] = useState(() => document.hasFocus());
  const [seen, setSeen] = useState(0);
  const told = useRef(0);
  useEffect(() => {
    const look = () => setFocused(document.hasFocus() && !document.hidden);
    window.addEventListener('focus', look);
    window.addEventListener('blur', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      window.removeEventListener('focus', look);
      window.removeEventListener('blur', look);
      document.removeEventListener('visibilitychange', look);
    };
  }, []);
  useEffect(() => {
    if (!atEnd || !focused || !pane.focused || !online || last === 0 || last <= told.current) return;
    const timer = window.setTimeout(() => {
      setSeen(last);
      void conversations.read(ticketId, last).then((answer) => {
        if (!answer?.ok) return;
        told.current = last;
        talkRead();
        // What remains is either a colleague's or was one's own mark; the server knows.
        if ((knownRow(ticketId)?.unread ?? 0) > 0) void refetchLists();
      });
      const row = knownRow(ticketId);
      // Whoever looks on beside the assignee leaves it unread.
      if (row && row.unread > 0 && (row.assignee?.id ?? selfId) === selfId) putRow({ ...row, unread: 0 });
    }, PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [conversations, selfId, ticketId, last, atEnd, focused, pane.focused, online]);
  return { seen };
}
