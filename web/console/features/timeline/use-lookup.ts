import { type KeyboardEvent, type RefObject, useRef, useState } from 'react';
import { isComposing } from '../../app/keys.rules.js';

export type Box = RefObject<HTMLTextAreaElement | null>;
/** Takes a key that belongs to the list, and says whether it did. */
export type TakeKey = (event: KeyboardEvent) => boolean;

/** What is being looked up at the caret. */
export interface Wanted {
  /** Where its sign stands. */
  readonly from: number;
  /** Where the caret stands, right after the query. */
  readonly to: number;
  readonly query: string;
}

const OURS = new Set(['Enter', 'Tab', 'ArrowUp', 'ArrowDown']);

/** A list that opens over the composer while somebody writes a sign and a query after it. The focus stays in the box; the list asks for its keys. */
export function useLookup(box: Box, at: (text: string, caret: number) => Wanted | null) {
  const [wanted, setWanted] = useState<Wanted | null>(null);
  /** Where a sign stands that was meant as a sign: Escape closed its list. */
  const [dismissed, setDismissed] = useState<number | null>(null);
  const [active, setActive] = useState<string | null>(null);
  const take = useRef<TakeKey | null>(null);
  const open = wanted !== null && wanted.from !== dismissed;
  const close = () => setDismissed(wanted?.from ?? null);

  return {
    wanted: open ? wanted : null,
    take,
    active: open ? active : null,
    setActive,
    look() {
      const { current } = box;
      if (!current) return;
      const found = current.selectionStart === current.selectionEnd ? at(current.value, current.selectionStart) : null;
      setWanted(found);
      if (found?.from !== dismissed) setDismissed(null);
    },
    /** Forgets that a list was closed. */
    again: () => setDismissed(null),
    /** Puts words where sign and query stand. @returns what stood there before, null where nothing is looked up */
    replace(text: string): { from: number; to: number; before: string; after: string } | null {
      const { current } = box;
      if (!current || !wanted) return null;
      const before = current.value;
      current.focus();
      current.setSelectionRange(wanted.from, wanted.to);
      type(current, text);
      setWanted(null);
      return { from: wanted.from, to: wanted.to, before, after: current.value };
    },
    onKeyDown(event: KeyboardEvent): boolean {
      // A key that an input method swallowed moves nothing in the list.
      if (!open || isComposing(event.nativeEvent) || event.ctrlKey || event.metaKey || event.altKey) return false;
      if (event.key === 'Escape') close();
      else if (!OURS.has(event.key)) return false;
      // Until the list is here, Enter must not send the sign to anybody.
      else if (take.current && !take.current(event)) return false;
      event.preventDefault();
      event.stopPropagation();
      return true;
    },
  };
}

/**
 * Types into a field as a person would, so that the browser's own undo takes it back. Deprecated without a successor; where it is
 * missing, the text is set and React told of it.
 */
export function type(field: HTMLTextAreaElement, text: string): void {
  const done = text === '' ? document.execCommand('delete') : document.execCommand('insertText', false, text);
  if (done) return;
  field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
