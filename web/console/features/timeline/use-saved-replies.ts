import { useState } from 'react';
import { prefetch } from '../../../ui/lazy-part.js';
import { queryClient } from '../../../client/query.js';
import { cannedRepliesQuery } from '../../../client/canned-replies.data.js';
import { slashAt } from './slash.rules.js';
import { type Box, type, useLookup } from './use-lookup.js';

export const loadReplyPicker = () => import('./reply-picker.js');

export interface Inserted {
  readonly title: string;
  /** What stood there before, and what stands there since. */
  readonly before: string;
  readonly after: string;
}

/** Looks up saved replies while somebody writes: what follows a stroke at the caret is the query. */
export function useSavedReplies(box: Box) {
  const { wanted, again, replace, ...lookup } = useLookup(box, slashAt);
  const [inserted, setInserted] = useState<Inserted | null>(null);

  return {
    ...lookup,
    slash: wanted,
    inserted,
    /** Writes a stroke at the caret, as a key would. */
    begin() {
      const { current } = box;
      if (!current) return;
      current.focus();
      const before = current.value.slice(0, current.selectionStart);
      again();
      type(current, before === '' || /\s$/u.test(before) ? '/' : ' /');
      lookup.look();
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
      const put = replace(text);
      if (put) setInserted({ title, before: put.before.slice(0, put.from) + put.before.slice(put.to), after: put.after });
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
  };
}
