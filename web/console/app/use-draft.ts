import { useState } from 'react';
import { useSubmit } from './use-submit.js';

export interface Versioned<T> {
  value: T;
  version: number;
}

/**
 * A copy of a row to edit, saved as a whole against the version it was taken from: what somebody else saved meanwhile is neither
 * overwritten nor pushed over what is being typed. An untouched copy follows the row.
 */
export function useDraft<T>(row: Versioned<T>, save: (draft: T, version: number) => Promise<Versioned<T>>) {
  const [base, setBase] = useState(row);
  const [draft, setDraft] = useState(row.value);
  const [saved, setSaved] = useState(false);
  const changed = JSON.stringify(draft) !== JSON.stringify(base.value);
  const take = (next: Versioned<T>) => {
    setBase(next);
    setDraft(next.value);
  };
  if (row.version > base.version && !changed) take(row);
  const { busy, error, onSubmit } = useSubmit(async () => {
    take(await save(draft, base.version));
    setSaved(true);
  });
  return {
    draft,
    set: (change: Partial<T>) => {
      setSaved(false);
      setDraft((now) => ({ ...now, ...change }));
    },
    onSubmit,
    bar: {
      changed,
      busy,
      saved: saved && !changed,
      error: error?.text,
      onReload: error?.code === 'request/stale' && row.version > base.version ? () => take(row) : undefined,
    },
  };
}
