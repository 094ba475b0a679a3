import type { ComponentType } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Message } from '#contracts/messages.js';

const HOLD_MS = 420;
interface MenuProps {
  id: string;
  message: Message;
  now: number;
  onDone(): void;
}

/** A finger that rests on something opens its menu; one that moves is scrolling. The menu's code comes with the first one. */
export function useHold() {
  const [held, setHeld] = useState(false);
  const [loaded, setLoaded] = useState<{ Menu: ComponentType<MenuProps> } | null>(null);
  const timer = useRef(0);
  useEffect(() => {
    if (held && !loaded) void import('./message-menu.js').then(({ MessageMenu }) => setLoaded({ Menu: MessageMenu }));
  }, [held, loaded]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const stop = () => clearTimeout(timer.current);
  return {
    Menu: held ? (loaded?.Menu ?? null) : null,
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
