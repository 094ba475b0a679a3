import type { RatingTag } from '#contracts/ratings.js';

const HOUR_MS = 3_600_000;
/** After that nobody remembers the chat well enough for a first answer. */
export const RATE_WITHIN_HOURS = 168;
/** How long an answer may be changed by who gave it. */
export const CHANGE_WITHIN_HOURS = 24;

export interface RatedChat {
  readonly state: string;
  readonly acceptedAt: Date | null;
  readonly endedAt: Date | null;
  readonly result: string | null;
}
export interface KeptRating {
  readonly score: number | null;
  readonly answeredAt: Date | null;
}

/** Worth a question: somebody attended, it has ended, and it was no spam. */
const isRateable = (chat: RatedChat): boolean => chat.state === 'ended' && chat.acceptedAt !== null && chat.endedAt !== null && chat.result !== 'spam';
const within = (from: Date | null, hours: number, now: Date): boolean => from !== null && now.getTime() - from.getTime() <= hours * HOUR_MS;

/** `ask`: put the question now. `rate`: take answers now. A question put aside is never put again, but may still be answered. */
export function standing(chat: RatedChat, rating: KeptRating | null, asked: boolean, now: Date): { ask: boolean; rate: boolean } {
  if (!isRateable(chat)) return { ask: false, rate: false };
  if (rating && rating.score !== null) return { ask: false, rate: within(rating.answeredAt, CHANGE_WITHIN_HOURS, now) };
  const open = asked && within(chat.endedAt, RATE_WITHIN_HOURS, now);
  return { ask: open && rating === null, rate: open };
}

/** The tags that do not belong to the score, or to nothing at all. */
export const strayTags = (tags: readonly string[], score: number, list: readonly RatingTag[]): string[] =>
  tags.filter((key) => !list.some((tag) => tag.key === key && tag.scores.includes(score)));

/** How often each score from 1 to 5 occurs. */
export function countScores(scores: readonly (number | null)[]): number[] {
  return [1, 2, 3, 4, 5].map((score) => scores.filter((given) => given === score).length);
}

export const tally = (values: readonly (boolean | null)[]) => ({
  yes: values.filter((value) => value === true).length,
  no: values.filter((value) => value === false).length,
  unsaid: values.filter((value) => value === null).length,
});
