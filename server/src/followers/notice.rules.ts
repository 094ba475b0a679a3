/** Who is at his desk has looked by then; who has not is told by a letter. */
export const LETTER_AFTER_MS = 10 * 60_000;
/** Of tickets that somebody is given one letter tells within so long: the first that he has not looked at. Who comes back finds the rest. */
export const ONE_LETTER_MS = 3_600_000;
/** What a letter has told of is looked at again so often, until it was seen: it costs little and its list stays short. */
export const LOOK_AGAIN_MS = 24 * 3_600_000;
/** Notices are kept so long, seen or not. */
export const KEPT_MS = 90 * 24 * 3_600_000;

interface Found {
  /** The talk was read to there. */
  readonly read: boolean;
  /** The note that it points to was recalled. */
  readonly recalled: boolean;
  readonly letterAt: Date | null;
}
/** What a notice that is due has become: `seen`, `overlooked` (a letter tells of it, once), or `waiting` to be seen. */
export function lookOf({ read, recalled, letterAt }: Found, now: Date): 'seen' | 'overlooked' | 'waiting' {
  if (read || recalled) return 'seen';
  return letterAt !== null && letterAt <= now ? 'overlooked' : 'waiting';
}
