import { useEffect } from 'react';
import { createStore, useStore } from '../../client/store.js';

export interface PageCommand {
  key: string;
  label: string;
  keys?: string | undefined;
  run: () => void;
  /** The same for one that is named already. */
  take?: (name: string) => void;
}

const commands = createStore<readonly PageCommand[]>([]);

/** Offers the palette what the page on screen can do. */
export function useOffer(offered: readonly PageCommand[]): void {
  useEffect(() => {
    if (offered.length === 0) return;
    commands.set(offered);
    return () => {
      if (commands.get() === offered) commands.set([]);
    };
  });
}
export const useOffered = (): readonly PageCommand[] => useStore(commands);
