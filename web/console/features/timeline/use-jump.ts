import { type RefObject, useCallback } from 'react';
import { useLive } from '../../app/live.js';

const MOST_PAGES = 40;
const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** Goes to an entry by its place, fetching older pages until it is there, and lets it be seen. */
export function useJump(scroller: RefObject<HTMLElement | null>, ticketId: string): (seq: number) => void {
  const { conversations } = useLive();
  return useCallback(
    (seq) => {
      const find = () => scroller.current?.querySelector<HTMLElement>(`[data-seq="${seq}"]`);
      const go = async () => {
        for (let page = 0; page < MOST_PAGES && !find(); page += 1) {
          if (!(await conversations.earlier(ticketId))) break;
          await nextFrame();
        }
        const entry = find();
        if (!entry) return;
        void entry.scrollIntoView({ block: 'center' });
        entry.tabIndex = -1;
        entry.focus({ preventScroll: true });
        entry.animate([{ backgroundColor: 'var(--accent-tint)' }, { backgroundColor: 'transparent' }], { duration: 1500, easing: 'ease-out' });
      };
      void go();
    },
    [conversations, scroller, ticketId],
  );
}
