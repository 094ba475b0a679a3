import { useEffect, useRef } from 'react';
import { isComposing, resolveStroke, strokeOf } from './keys.rules.js';
import { preferences } from './preferences.js';

type Bindings = Record<string, (() => void) | undefined>;
const layers: { current: Bindings }[] = [];
let prefix: string | null = null;
let prefixTimer = 0;

/** Binds keys while the component is on screen. Later layers win; an undefined action lets the layer below have the key. */
export function useKeys(bindings: Bindings): void {
  const layer = useRef(bindings);
  layer.current = bindings;
  useEffect(() => {
    layers.push(layer);
    return () => void layers.splice(layers.indexOf(layer), 1);
  }, []);
}

/** Starts listening once for the whole page. */
export function listenToKeys(): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || isComposing(event) || (event.repeat && event.key === 'Enter')) return;
    const stroke = strokeOf(event);
    if (stroke === null || !mayHandle(event, stroke)) return;
    const bound = layers.flatMap((layer) => Object.entries(layer.current).flatMap(([name, run]) => (run ? [name] : [])));
    const found = resolveStroke(new Set(bound), prefix, stroke);
    window.clearTimeout(prefixTimer);
    prefix = found && 'wait' in found ? found.wait : null;
    if (!found) return;
    event.preventDefault();
    if ('wait' in found) prefixTimer = window.setTimeout(() => (prefix = null), 1200);
    else layers.findLast((layer) => layer.current[found.run])?.current[found.run]?.();
  };
  window.addEventListener('keydown', onKey);
  return () => window.removeEventListener('keydown', onKey);
}

function mayHandle(event: KeyboardEvent, stroke: string): boolean {
  if (stroke.startsWith('mod+')) return true;
  const target = event.target instanceof HTMLElement ? event.target : null;
  const typing = target?.isContentEditable || target?.matches('input:not([type=radio], [type=checkbox]), textarea, select');
  if (typing) return stroke === 'escape';
  // An open dialog or menu owns the keyboard; a focused button owns Enter and Space.
  if (target?.closest('[role=dialog], [role=alertdialog], [role=menu]')) return false;
  if (stroke === 'enter' && target?.closest('button, a')) return false;
  return stroke.length > 1 && !stroke.startsWith('shift+') ? true : preferences.get().letterKeys;
}
