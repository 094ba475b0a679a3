import type { Kept } from '../bridge.js';

export interface Store {
  get(name: string): string | null;
  set(name: string, value: string | null): void;
  all(): Kept;
  wipe(): void;
}

/**
 * The shop's first-party storage, one entry per name, so that two tabs never overwrite each other's unsent messages.
 * Falls back to memory where storage is refused or full; `onFading` then tells the panel to warn.
 */
export function openStore(prefix: string, storage: () => Storage, onFading?: () => void): Store {
  const memory = new Map<string, string>();
  let lasting = true;
  const attempt = <T>(use: (storage: Storage) => T): T | null => {
    try {
      return use(storage());
    } catch {
      lasting = false;
      onFading?.();
      return null;
    }
  };
  const stored = () => attempt((local) => Object.entries<string>({ ...local }).filter(([name]) => name.startsWith(prefix))) ?? [];

  return {
    get: (name) => memory.get(name) ?? attempt((local) => local.getItem(prefix + name)),
    set(name, value) {
      memory.delete(name);
      const done = attempt((local) => {
        if (value === null) local.removeItem(prefix + name);
        else local.setItem(prefix + name, value);
        return true;
      });
      if (!done && value !== null) memory.set(name, value);
    },
    all: () => ({
      entries: Object.fromEntries([...stored().map(([name, value]) => [name.slice(prefix.length), value]), ...memory]),
      lasting,
    }),
    wipe() {
      memory.clear();
      for (const [name] of stored()) attempt((local) => local.removeItem(name));
    },
  };
}
