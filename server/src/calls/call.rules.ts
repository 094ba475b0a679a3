import { mayCallAgain } from '#contracts/calls.rules.js';
import type { CallDirection, CallResult, WithdrawnReason } from '#contracts/promises.js';

/** What a call does to the callback of its ticket. */
export type CallEffect = { readonly end: 'nothing' | 'kept' | 'kept_and_made' | 'agreed' } | { readonly end: 'withdrawn'; readonly reason: WithdrawnReason };

/**
 * Whoever spoke to us has his callback, whoever of the two had called. An attempt that is to be repeated agrees on another time;
 * without one it is honest to stop. A call of theirs that found nobody here ends nothing that we owe.
 */
export function effectOf(direction: CallDirection, result: CallResult, again: boolean): CallEffect {
  if (result === 'reached' || result === 'resolved') return { end: 'kept' };
  if (result === 'callback_wanted') return { end: 'kept_and_made' };
  if (again && mayCallAgain(result)) return { end: 'agreed' };
  if (direction === 'in') return { end: 'nothing' };
  if (result === 'wrong_number') return { end: 'withdrawn', reason: 'wrong_number' };
  return result === 'left_word' ? { end: 'kept' } : { end: 'withdrawn', reason: 'unreachable' };
}

/** Whoever spoke to us is at that number; who left word, was not there or is somebody else may be anybody. */
export const isSpokenTo = (result: CallResult): boolean => result === 'reached' || result === 'resolved' || result === 'callback_wanted';

const MOST_AHEAD_MS = 30 * 24 * 3_600_000;
/** Whether a call can be agreed on for then: ahead, and not so far that nobody remembers it. */
export const isAhead = (dueAt: Date, now: Date): boolean => dueAt > now && dueAt.getTime() - now.getTime() <= MOST_AHEAD_MS;
