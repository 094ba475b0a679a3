/** What a word of a talk costs beside its letters: rows of its own, and the places where it is found. */
const PER_WORD = 1_000;
/** Of one ticket with all its words, so that one commit takes it. */
export const MOST_TICKET = 8 * 2 ** 20;

/** How much work a record makes. @param letters how long it is, written down */
export const weightOf = (data: unknown, letters: number): number => letters + PER_WORD * (1 + wordsIn(data));
const wordsIn = (data: unknown): number => (typeof data === 'object' && data !== null && 'messages' in data && Array.isArray(data.messages) ? data.messages.length : 0);

/** How many of the next ones go together: no more than `most` weighs, but one in any case. */
export function fitting(weights: readonly number[], most: number): number {
  let sum = 0;
  const over = weights.findIndex((weight) => (sum += weight) > most);
  return over === -1 ? weights.length : Math.max(1, over);
}
