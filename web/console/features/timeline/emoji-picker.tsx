import { type KeyboardEvent, type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { EMOJI_GROUPS } from '../../../client/emoji.js';

interface Props {
  anchor: RefObject<HTMLElement | null>;
  onPick: (symbol: string) => void;
  /** `back`: the focus belongs to the button again. */
  onClose: (back: boolean) => void;
}
const STEPS: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 8, ArrowUp: -8, Home: -1000, End: 1000 };

/** Above the composer; arrows walk through it, Escape leaves it, and several can be taken one after the other. */
export default function EmojiPicker({ anchor, onPick, onClose }: Props) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  // Once: whoever has walked on must not be taken back when the talk behind changes.
  useLayoutEffect(() => box.current?.querySelector('button')?.focus(), []);
  useEffect(() => {
    const away = ({ target }: Event) => {
      const inside = target instanceof Node && (box.current?.contains(target) || anchor.current?.contains(target));
      if (!inside) onClose(false);
    };
    document.addEventListener('pointerdown', away);
    return () => document.removeEventListener('pointerdown', away);
  }, [anchor, onClose]);
  const walk = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      return onClose(true);
    }
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const all = [...(box.current?.querySelectorAll('button') ?? [])];
    const at = all.findIndex((button) => button === document.activeElement);
    const forward = getComputedStyle(event.currentTarget).direction === 'rtl' && Math.abs(step) === 1 ? -step : step;
    all[Math.max(0, Math.min(all.length - 1, at + forward))]?.focus();
  };
  return (
    <div
      ref={box}
      role="dialog"
      aria-label={t('timeline:composer.emoji')}
      tabIndex={-1}
      onKeyDown={walk}
      className="floating absolute start-4 bottom-12 z-20 w-[18.5rem] max-w-[calc(100vw-2rem)] rounded-panel border border-line bg-surface p-2 shadow-float"
    >
      {EMOJI_GROUPS.map(([name, symbols]) => (
        <div key={name} role="group" aria-label={t(`timeline:composer.emojiGroup.${name}`)} className="mb-1.5 grid grid-cols-8 gap-0.5 border-b border-line pb-1.5 last:mb-0 last:border-b-0 last:pb-0">
          {symbols.split(' ').map((symbol) => (
            <button key={symbol} type="button" onClick={() => onPick(symbol)} className="flex aspect-square items-center justify-center rounded-control text-20 hover:bg-press focus-visible:bg-press">
              {symbol}
            </button>
          ))}
        </div>
      ))}
    </div>
  );
}
