import { useState } from 'react';
import { useSubmit } from './use-submit.js';

/** A copy of a row to edit, saved as a whole; knows whether it differs. */
export function useDraft<T>(saved: T, save: (draft: T) => Promise<unknown>) {
  const [draft, setDraft] = useState(saved);
  const [done, setDone] = useState(false);
  const submit = useSubmit(async () => {
    await save(draft);
    setDone(true);
  });
  return {
    ...submit,
    draft,
    changed: JSON.stringify(draft) !== JSON.stringify(saved),
    saved: done,
    set: (change: Partial<T>) => {
      setDone(false);
      setDraft((now) => ({ ...now, ...change }));
    },
  };
}
