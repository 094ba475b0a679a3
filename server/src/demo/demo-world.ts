import { v7 } from 'uuid';

/** What the tickets of the demo hang on to. */
export interface DemoWorld {
  readonly channelId: string;
  readonly storeId: string;
  readonly teams: ReadonlyMap<string, string>;
  readonly people: ReadonlyMap<string, { readonly id: string; readonly name: string }>;
}

/** What the demo data name must be there; anything else is a fault of the data. */
export function known<K, V>(map: ReadonlyMap<K, V>, key: K): V {
  const value = map.get(key);
  if (value === undefined) throw new Error(`the demo data name an unknown ${String(key)}`);
  return value;
}

/** An id that sorts where its time says, as those made at that time would. */
export const idAt = (at: Date): string => v7({ msecs: at.getTime() });
