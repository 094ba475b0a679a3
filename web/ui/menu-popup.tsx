import { Menu as Base } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import { Fragment, type RefObject } from 'react';
import { cx } from './class-names.js';
import { Kbd } from './kbd.js';
import type { MenuGroup } from './menu.js';

interface Props {
  anchor: RefObject<HTMLElement | null>;
  groups: readonly MenuGroup[];
  side?: 'bottom' | 'top' | 'right';
  align?: 'start' | 'end';
  onClose: () => void;
}

const ITEM =
  'flex min-h-8 cursor-default items-center gap-2.5 rounded-control px-2 py-1 text-13 outline-none select-none data-disabled:opacity-50 data-highlighted:bg-press';

/** Loaded when a menu is first wanted. */
export default function MenuPopup({ anchor, groups, side = 'bottom', align = 'start', onClose }: Props) {
  return (
    <Base.Root open onOpenChange={(open) => !open && onClose()} modal={false}>
      <Base.Portal>
        <Base.Positioner anchor={anchor} side={side} align={align} sideOffset={6} collisionPadding={8} className="z-50 outline-none">
          <Base.Popup
            finalFocus={anchor}
            className="floating max-h-[min(28rem,var(--available-height))] min-w-48 overflow-y-auto rounded-panel border border-line bg-surface p-1 text-text shadow-float outline-none"
          >
            {groups.map((group, index) => (
              <Fragment key={group.label ?? index}>
                {index > 0 && <Base.Separator className="mx-1 my-1 h-px bg-line" />}
                <Base.Group>
                  {group.label && <Base.GroupLabel className="px-2 pt-1.5 pb-1 text-12 text-muted">{group.label}</Base.GroupLabel>}
                  {group.items.map((item) => (
                    <Base.Item
                      key={item.key}
                      disabled={item.disabled}
                      onClick={item.onSelect}
                      {...(item.checked === undefined ? {} : { role: 'menuitemradio', 'aria-checked': item.checked })}
                      className={cx(ITEM, item.danger && 'text-red')}
                    >
                      {item.icon && <span className="inline-flex w-4 justify-center text-muted">{item.icon}</span>}
                      <span className="min-w-0 flex-1">
                        <span className="block truncate">{item.label}</span>
                        {item.hint && <span className="block text-12 text-muted">{item.hint}</span>}
                      </span>
                      {item.checked && <Check size={16} className="text-accent-text" aria-hidden />}
                      {item.keys && <Kbd keys={item.keys} />}
                    </Base.Item>
                  ))}
                </Base.Group>
              </Fragment>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
