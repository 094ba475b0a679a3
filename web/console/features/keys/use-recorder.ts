import { useEffect, useRef } from 'react';
import { isComposing, strokeOf } from '../../app/keys.rules.js';

const CHORD_MS = 900;
const MODIFIERS = new Set(['Control', 'Shift', 'Alt', 'Meta', 'AltGraph']);

/**
 * Takes the next key that is pressed, or two of them one after the other. Escape gives null. Nothing else on the page hears them;
 * Tab, and the keys of a focused button, stay what they are.
 */
export function useRecorder(on: boolean, take: (stroke: string | null) => void): void {
  const taker = useRef(take);
  taker.current = take;
  useEffect(() => {
    if (!on) return;
    let first: string | null = null;
    let timer = 0;
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Tab' || MODIFIERS.has(event.key)) return;
      if ((event.key === 'Enter' || event.key === ' ') && event.target instanceof Element && event.target.closest('button')) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (isComposing(event) || event.repeat) return;
      window.clearTimeout(timer);
      if (event.key === 'Escape') return taker.current(null);
      const stroke = strokeOf(event);
      if (stroke === null) return;
      if (first !== null) return taker.current(`${first} ${stroke}`);
      // A letter by itself may begin a chord.
      if (!/^[a-z]$/.test(stroke)) return taker.current(stroke);
      first = stroke;
      timer = window.setTimeout(() => {
        first = null;
        taker.current(stroke);
      }, CHORD_MS);
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => {
      window.clearTimeout(timer);
      window.removeEventListener('keydown', onKey, { capture: true });
    };
  }, [on]);
}
