import { useEffect, useRef, useState } from 'react';
import { Kbd } from './kbd.js';

interface Tip {
  text: string;
  keys: string | undefined;
  side: string | undefined;
  box: DOMRect;
}

/**
 * One tooltip for the whole page, shown for whatever carries `data-tip`: a list of a thousand rows costs nothing.
 * It repeats the accessible name for people who see, so it is hidden from readers.
 */
export default function TooltipLayer() {
  const [tip, setTip] = useState<Tip | null>(null);
  const timer = useRef(0);
  useEffect(() => {
    const hide = () => {
      window.clearTimeout(timer.current);
      setTip(null);
    };
    const show = (event: Event) => {
      const target = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-tip]') : null;
      hide();
      if (!target || (event.type === 'focusin' && !target.matches(':focus-visible'))) return;
      const { tip: text = '', tipKey, tipSide } = target.dataset;
      timer.current = window.setTimeout(() => {
        if (target.isConnected && target.getAttribute('aria-expanded') !== 'true')
          setTip({ text, keys: tipKey, side: tipSide, box: target.getBoundingClientRect() });
      }, 450);
    };
    const onPointer = (event: PointerEvent) => event.pointerType === 'mouse' && show(event);
    const onKey = (event: KeyboardEvent) => event.key !== 'Tab' && hide();
    document.addEventListener('pointerover', onPointer);
    document.addEventListener('focusin', show);
    document.addEventListener('pointerdown', hide);
    document.addEventListener('focusout', hide);
    document.addEventListener('keydown', onKey);
    document.addEventListener('scroll', hide, true);
    return () => {
      hide();
      document.removeEventListener('pointerover', onPointer);
      document.removeEventListener('focusin', show);
      document.removeEventListener('pointerdown', hide);
      document.removeEventListener('focusout', hide);
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('scroll', hide, true);
    };
  }, []);
  return tip && <Bubble tip={tip} />;
}

function Bubble({ tip }: { tip: Tip }) {
  const { box, side } = tip;
  const above = side === 'top' || (side !== 'right' && box.bottom + 48 > window.innerHeight);
  const style =
    side === 'right'
      ? { left: box.right + 8, top: box.top + box.height / 2, translate: '0 -50%' }
      : {
          left: Math.min(Math.max(box.left + box.width / 2, 72), window.innerWidth - 72),
          top: above ? box.top - 6 : box.bottom + 6,
          translate: above ? '-50% -100%' : '-50% 0',
        };
  return (
    <div
      aria-hidden
      style={style}
      className="pointer-events-none fixed z-60 flex items-center gap-2 rounded-control border border-line bg-surface px-2 py-1 text-12 whitespace-nowrap text-text shadow-float"
    >
      {tip.text}
      {tip.keys && <Kbd keys={tip.keys} />}
    </div>
  );
}
