/** Who is at his desk has looked by then; who has not is told by a letter. */
export const LETTER_AFTER_MS = 10 * 60_000;
/** Notices are kept so long, seen or not. */
export const KEPT_MS = 90 * 24 * 3_600_000;
