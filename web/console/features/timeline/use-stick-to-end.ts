import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

const NEAR = 48;

/**
 * Keeps a talk where its reader is: at the end it follows what is new; anywhere else nothing moves, also when older entries are put above.
 */
export function useStickToEnd(scroller: RefObject<HTMLElement | null>, { first, last, loaded }: { first: number; last: number; loaded: boolean }) {
  const [atEnd, setAtEnd] = useState(true);
  const stuck = useRef(true);
  const height = useRef(0);
  const oldest = useRef(first);

  const toEnd = useCallback(() => {
    const box = scroller.current;
    if (box) box.scrollTop = box.scrollHeight;
  }, [scroller]);

  const onScroll = useCallback(() => {
    const box = scroller.current;
    if (!box) return;
    stuck.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
    height.current = box.scrollHeight;
    setAtEnd(stuck.current);
  }, [scroller]);

  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    // Only where the browser did not anchor by itself: it does not at the very top.
    if (!stuck.current && first < oldest.current && box.scrollTop < NEAR) box.scrollTop += box.scrollHeight - height.current;
    if (stuck.current) toEnd();
    oldest.current = first;
    height.current = box.scrollHeight;
  }, [scroller, first, last, loaded, toEnd]);

  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    // The composer grows, the phone's keyboard opens, a font arrives: the end stays in sight.
    const watch = new ResizeObserver(() => stuck.current && toEnd());
    watch.observe(box);
    for (const child of box.children) watch.observe(child);
    return () => watch.disconnect();
  }, [scroller, loaded, toEnd]);

  return { atEnd, toEnd, onScroll };
}
