import { useEffect, useRef, useState } from 'preact/hooks';
import { useLater } from './later.js';

const HOLD_MS = 420;

/** A finger that rests on something opens its menu; one that moves is scrolling. The menu's code comes with the first one. */
export function useHold() {
  const [held, setHeld] = useState(false);
  const timer = useRef(0);
  const Menu = useLater(held, async () => (await import('./message-menu.js')).MessageMenu);
  useEffect(() => () => clearTimeout(timer.current), []);
  const stop = () => clearTimeout(timer.current);
  return {
    Menu,
    done: () => setHeld(false),
    on: {
      onPointerDown(event: PointerEvent) {
        if (event.pointerType !== 'mouse') timer.current = Number(setTimeout(() => setHeld(true), HOLD_MS));
      },
      onPointerUp: stop,
      onPointerCancel: stop,
      onPointerMove(event: PointerEvent) {
        if (Math.abs(event.movementX) + Math.abs(event.movementY) > 6) stop();
      },
      onContextMenu(event: MouseEvent) {
        if (event instanceof PointerEvent && event.pointerType === 'touch') event.preventDefault();
      },
    },
  };
}
