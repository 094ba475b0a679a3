import type { Message } from '#contracts/messages.js';

export interface Arrival {
  readonly seq: number;
  /** Milliseconds on the page's clock. */
  readonly at: number;
}

/** Nobody has read in less time what just came up on the screen. */
export const GLANCE_MS = 1_500;

/** The newest entry that has been on the screen long enough to be read. */
export const seenBy = (arrivals: readonly Arrival[], now: number): number => arrivals.findLast(({ at }) => now - at >= GLANCE_MS)?.seq ?? 0;

interface Writing {
  readonly selfId: string;
  /** The newest entry when the first letter of this reply was typed. */
  readonly begunSeq: number;
  readonly seenSeq: number;
}

/**
 * What a reply would cross: words of the customer that came up a moment ago, and answers that a colleague has given
 * since this one was begun. Notes and system lines cross nothing, nor what one said oneself.
 */
export const crossing = (entries: readonly Message[], { selfId, begunSeq, seenSeq }: Writing): Message[] =>
  entries.filter(
    ({ seq, kind, internal, author, recalledAt }) =>
      kind !== 'system' &&
      !internal &&
      recalledAt === null &&
      author.id !== selfId &&
      ((author.kind === 'customer' && seq > seenSeq) || (author.kind === 'agent' && seq > begunSeq)),
  );
