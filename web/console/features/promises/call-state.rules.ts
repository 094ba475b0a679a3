import { mayCallAgain, mustCallAgain } from '#contracts/calls.rules.js';
import type { CallDirection, CallResult } from '#contracts/promises.js';

/** What a person has said of a call so far. */
export interface CallState {
  readonly direction: CallDirection;
  readonly result: CallResult | null;
  /** Whether somebody calls again; null: nobody said, so it goes by the result. */
  readonly again: boolean | null;
  readonly ownerId: string;
  readonly note: string;
  readonly solve: boolean;
}
export const emptyCall = (direction: CallDirection, meId: string): CallState => ({ direction, result: null, again: null, ownerId: meId, note: '', solve: false });

/** Whether another call is agreed on: always where the customer wants one; whoever we did not reach is called again unless somebody says otherwise. */
export function callsAgain({ result, again, direction }: CallState): boolean {
  if (result === null || !mayCallAgain(result)) return false;
  return mustCallAgain(result) || (again ?? (result === 'not_reached' && direction === 'out'));
}

export const maySolve = ({ result }: CallState): boolean => result === 'reached' || result === 'resolved';

/** The call as it is recorded; null while something is missing. */
export function callOf(state: CallState, dueAt: number | null) {
  const { direction, result, ownerId, note, solve } = state;
  const again = callsAgain(state);
  if (result === null || (again && dueAt === null)) return null;
  return {
    direction, result,
    ...(note.trim() === '' ? {} : { note: note.trim() }),
    ...(again && dueAt !== null ? { callback: { dueAt: new Date(dueAt).toISOString(), ownerId } } : {}),
    solve: solve && maySolve(state),
  };
}
