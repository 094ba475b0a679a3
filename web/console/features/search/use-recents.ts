import { useState } from 'react';
import { readRecents, remembered } from './recents.rules.js';

/** What this person looked for of late, in this browser alone. Where nothing can be stored it is forgotten with the page. */
export function useRecents(accountId: string) {
  const key = `ac.searches.${accountId}`;
  const [recents, setRecents] = useState<string[]>(() => readRecents(attempt(() => localStorage.getItem(key)) ?? null));
  const keep = (list: string[]) => {
    setRecents(list);
    attempt(() => localStorage.setItem(key, JSON.stringify(list)));
  };
  return { recents, remember: (typed: string) => keep(remembered(recents, typed)), forget: () => keep([]) };
}

function attempt<T>(deed: () => T): T | undefined {
  try {
    return deed();
  } catch {
    // Storage is closed to this page: searches are remembered until it is left.
    return undefined;
  }
}
