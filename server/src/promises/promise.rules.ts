import type { PromiseKind, PromiseState } from '#contracts/promises.js';

/** The moves of a promise. Every change of state goes through this table. */
export const PROMISE_MOVES = {
  break: { from: ['open'], to: 'broken' },
  keep: { from: ['open', 'broken'], to: 'kept' },
  makeGood: { from: ['open', 'broken'], to: 'late' },
  /** A callback is agreed on anew. */
  renew: { from: ['open', 'broken'], to: 'open' },
  withdraw: { from: ['open', 'broken'], to: 'withdrawn' },
  /** What kept it was taken back. */
  oweAgain: { from: ['kept', 'late'], to: 'open' },
  /** The merge is undone with which it was dropped. */
  takeUp: { from: ['withdrawn'], to: 'open' },
} as const satisfies Record<string, { from: readonly PromiseState[]; to: PromiseState }>;
export type PromiseMove = keyof typeof PROMISE_MOVES;

export function isAllowed(move: PromiseMove, state: string): boolean {
  const from: readonly string[] = PROMISE_MOVES[move].from;
  return from.includes(state);
}

/** Still owed. */
export const UNMET = ['open', 'broken'] as const satisfies readonly PromiseState[];
export const isUnmet = (state: string): boolean => state === 'open' || state === 'broken';

export interface Due {
  readonly state: string;
  readonly dueAt: Date | null;
  readonly warnAt: Date | null;
  readonly warnedAt: Date | null;
  readonly brokenAt: Date | null;
}

/** What the clock does to a promise now. Its very minute is still in time. */
export function dueNow({ state, dueAt, warnAt, warnedAt }: Due, now: Date): 'none' | 'warn' | 'break' {
  if (state !== 'open') return 'none';
  if (dueAt && now > dueAt) return 'break';
  return warnAt && !warnedAt && now >= warnAt ? 'warn' : 'none';
}

/** How an answer at `at` ends it: in time, unless this time passed before or an earlier one that was promised did. */
export function moveForAnswer({ dueAt, brokenAt }: Due, at: Date): 'keep' | 'makeGood' {
  const missedBefore = brokenAt !== null && (dueAt === null || brokenAt < dueAt);
  return missedBefore || (dueAt !== null && at > dueAt) ? 'makeGood' : 'keep';
}

/** A written answer is kept by the staff's public word; a callback by a call. */
export const isKeptByWriting = (kind: PromiseKind): boolean => kind !== 'callback';
