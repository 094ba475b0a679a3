/** What a person who ends or closes has before his eyes; all places are of the staff stream. */
export interface Sight {
  /** When the customer began to wait for an answer; null when nobody waits. */
  readonly waitingSince: Date | null;
  /** The newest entry that the customer wrote; 0 without one. */
  readonly lastCustomerSeq: number;
  readonly head: number;
  /** How far this person has marked the timeline as read. */
  readonly readSeq: number;
  /** The newest entry on this person's screen, as the verb says. */
  readonly shownSeq: number | undefined;
}

/**
 * Does an end or a closure also answer the customer? Only when the person had seen the last word: one that was
 * committed a moment before, and is on nobody's screen, goes on waiting. Nobody has seen what is not written yet,
 * so a claim beyond the head counts for nothing.
 */
export function answersLastWord({ waitingSince, lastCustomerSeq, head, readSeq, shownSeq = 0 }: Sight): boolean {
  return waitingSince === null || Math.max(readSeq, shownSeq <= head ? shownSeq : 0) >= lastCustomerSeq;
}
