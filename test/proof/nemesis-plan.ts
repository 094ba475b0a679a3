import type { World } from './world.js';

export interface CrashableDatabase {
  crash(): Promise<void> | void;
  start(): Promise<unknown>;
}

export interface NemesisPlan {
  /** The first is the one with failpoints; the others suffer the same faults at the same moments. */
  worlds: readonly World[];
  database: CrashableDatabase;
  random: () => number;
  /** How many milliseconds between two faults of one loop; the loops overlap. */
  restMs: number;
  /** After how many milliseconds everything is healed and left alone for a while; null: never. */
  calmEveryMs: number | null;
}

/** How often each kind of fault struck. */
export type Struck = Record<string, number>;
