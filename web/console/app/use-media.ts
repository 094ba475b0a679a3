import { useSyncExternalStore } from 'react';

/** Whether a media query matches now. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    () => window.matchMedia(query).matches,
  );
}
/** Below this one pane is shown at a time. */
export const MID = '(min-width: 900px)';
/** Below this the context pane is a drawer. */
export const DESK = '(min-width: 1280px)';
/** From here on the views stand in a pane of their own. */
export const WIDE = '(min-width: 1680px)';
