import { useSyncExternalStore } from 'react';

/** A value outside React that components can watch. */
export interface Store<T> {
  get: () => T;
  set: (next: T) => void;
  subscribe: (listener: () => void) => () => void;
}

export function createStore<T>(initial: T): Store<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set: (next) => {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

export const useStore = <T>(store: Store<T>): T => useSyncExternalStore(store.subscribe, store.get);

/** Many values by key, created when first asked for. */
export function createStores<T>(initial: (key: string) => T): { of: (key: string) => Store<T>; keys: () => string[] } {
  const stores = new Map<string, Store<T>>();
  return {
    of: (key) => {
      const known = stores.get(key);
      if (known) return known;
      const made = createStore(initial(key));
      stores.set(key, made);
      return made;
    },
    keys: () => [...stores.keys()],
  };
}
