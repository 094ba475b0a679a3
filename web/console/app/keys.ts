import { useEffect, useRef } from 'react';
import { type KeyName, STANDARD_KEYS } from './key-table.js';
import { isCombined, isComposing, isPlain, resolveStroke, strokeOf } from './keys.rules.js';
import { preferences } from './preferences.js';

type Bindings = { readonly [Name in KeyName]?: (() => void) | undefined };
const layers: { current: Bindings }[] = [];
let prefix: string | null = null;
let prefixTimer = 0;

const STANDARD: Readonly<Record<string, string>> = STANDARD_KEYS;
/** The strokes of a key as this person has chosen them. */
const strokesFor = (name: string): string[] => (preferences.get().keys[name] ?? STANDARD[name] ?? '').split(',');
/** How a key is shown beside what it does; nothing where it has none. */
export const keysOf = (name: KeyName): string | undefined => strokesFor(name)[0] || undefined;

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
    const bound = new Map<string, () => void>();
    for (const layer of layers)
      for (const [name, run] of Object.entries(layer.current)) if (run) for (const said of strokesFor(name)) bound.set(said, run);
    const found = resolveStroke(new Set(bound.keys()), prefix, stroke);
    window.clearTimeout(prefixTimer);
    prefix = found && 'wait' in found ? found.wait : null;
    if (!found) return;
    event.preventDefault();
    if ('wait' in found) prefixTimer = window.setTimeout(() => (prefix = null), 1200);
    else bound.get(found.run)?.();
  };
  window.addEventListener('keydown', onKey);
  return () => window.removeEventListener('keydown', onKey);
}

function mayHandle(event: KeyboardEvent, stroke: string): boolean {
  if (isCombined(stroke)) return true;
  const target = event.target instanceof HTMLElement ? event.target : null;
  const typing = target?.isContentEditable || target?.matches('input:not([type=radio], [type=checkbox]), textarea, select');
  if (typing) return stroke === 'escape';
  // An open dialog or menu owns the keyboard; a focused button owns Enter and Space.
  if (target?.closest('[role=dialog], [role=alertdialog], [role=menu]')) return false;
  if (stroke === 'enter' && target?.closest('button, a')) return false;
  if (stroke === 'space' && target?.closest('button, input, summary')) return false;
  return isPlain(stroke) ? preferences.get().letterKeys : true;
}
