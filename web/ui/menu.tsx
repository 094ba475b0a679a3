import { type ComponentProps, type ReactNode, Suspense, useRef, useState } from 'react';
import { lazyPart, prefetch } from './lazy-part.js';

export interface MenuItem {
  key: string;
  label: ReactNode;
  hint?: ReactNode;
  icon?: ReactNode;
  keys?: string | undefined;
  /** Set on choices: a tick stands at the chosen one. */
  checked?: boolean;
  disabled?: boolean;
  danger?: boolean;
  onSelect: () => void;
}
export interface MenuGroup {
  label?: string;
  items: readonly MenuItem[];
}

const load = () => import('./menu-popup.js');
const MenuPopup = lazyPart(load);

interface Props extends Omit<ComponentProps<'button'>, 'children'> {
  groups: readonly MenuGroup[];
  side?: 'bottom' | 'top' | 'right';
  align?: 'start' | 'end';
  children: ReactNode;
}

/** A button that opens a menu. The popup's code is fetched when the pointer or the focus comes near. */
export function Menu({ groups, side, align, children, ...button }: Props) {
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  return (
    <>
      <button
        ref={anchor}
        type="button"
        aria-haspopup="menu"
        aria-expanded={open}
        onPointerEnter={() => prefetch(load)}
        onFocus={() => prefetch(load)}
        onClick={() => setOpen(true)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          setOpen(true);
        }}
        {...button}
      >
        {children}
      </button>
      {open && (
        <Suspense fallback={null}>
          <MenuPopup anchor={anchor} groups={groups} side={side} align={align} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
