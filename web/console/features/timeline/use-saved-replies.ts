import { type RefObject, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { isComposing } from '../../app/keys.rules.js';
import { prefetch } from '../../../ui/lazy-part.js';
import { queryClient } from '../../../client/query.js';
import { cannedRepliesQuery } from '../../../client/canned-replies.data.js';
import { type Slash, slashAt } from './slash.rules.js';

export const loadReplyPicker = () => import('./reply-picker.js');
type Box = RefObject<HTMLTextAreaElement | null>;
/** Takes a key that belongs to the list, and says whether it did. */
export type TakeKey = (event: KeyboardEvent) => boolean;

export interface Inserted {
  readonly title: string;
  /** What stood there before, and what stands there since. */
  readonly before: string;
  readonly after: string;
}

const OURS = new Set(['Enter', 'Tab', 'ArrowUp', 'ArrowDown']);

/** Looks up saved replies while somebody writes: what follows a stroke at the caret is the query. */
export function useSavedReplies(box: Box) {
  const [slash, setSlash] = useState<Slash | null>(null);
  /** Where a stroke stands that was meant as a stroke: Escape closed its list. */
  const [dismissed, setDismissed] = useState<number | null>(null);
  const [inserted, setInserted] = useState<Inserted | null>(null);
  const [active, setActive] = useState<string | null>(null);
  const take = useRef<TakeKey | null>(null);

  const look = () => {
    const { current } = box;
    if (!current) return;
    const found = current.selectionStart === current.selectionEnd ? slashAt(current.value, current.selectionStart) : null;
    setSlash(found);
    if (found?.from !== dismissed) setDismissed(null);
  };
  const open = slash !== null && slash.from !== dismissed;
  const close = () => setDismissed(slash?.from ?? null);

  return {
    slash: open ? slash : null,
    look,
    close,
    take,
    active: open ? active : null,
    setActive,
    inserted,
    /** Writes a stroke at the caret, as a key would. */
    begin() {
      const { current } = box;
      if (!current) return;
      current.focus();
      const before = current.value.slice(0, current.selectionStart);
      setDismissed(null);
      type(current, before === '' || /\s$/u.test(before) ? '/' : ' /');
      look();
    },
    /** Writes something where the caret stands. */
    put(text: string) {
      const { current } = box;
      if (!current) return;
      current.focus();
      type(current, text);
    },
    /** Puts a reply where its stroke and query stand. */
    insert(title: string, text: string) {
      const { current } = box;
      if (!current || !slash) return;
      const before = current.value;
      current.focus();
      current.setSelectionRange(slash.from, slash.to);
      type(current, text);
      setInserted({ title, before: before.slice(0, slash.from) + before.slice(slash.to), after: current.value });
      setSlash(null);
    },
    undo() {
      const { current } = box;
      if (!current || !inserted) return;
      current.focus();
      current.select();
      type(current, inserted.before);
      setInserted(null);
    },
    /** What is wanted soon: fetched while the first words are written. */
    prepare() {
      prefetch(loadReplyPicker);
      void queryClient.prefetchQuery(cannedRepliesQuery);
    },
    onKeyDown(event: KeyboardEvent): boolean {
      // A key that an input method swallowed moves nothing in the list.
      if (!open || isComposing(event.nativeEvent) || event.ctrlKey || event.metaKey || event.altKey) return false;
      if (event.key === 'Escape') close();
      else if (!OURS.has(event.key)) return false;
      // Until the list is here, Enter must not send the stroke to the customer.
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
function type(field: HTMLTextAreaElement, text: string): void {
  const done = text === '' ? document.execCommand('delete') : document.execCommand('insertText', false, text);
  if (done) return;
  field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
