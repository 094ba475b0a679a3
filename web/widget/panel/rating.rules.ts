import type { RatingRequest } from '#contracts/ratings.js';

export const SCORES = [1, 2, 3, 4, 5] as const;
const NAMES = ['names.1', 'names.2', 'names.3', 'names.4', 'names.5'] as const;
/** The key of what so many stars mean. */
export const nameOf = (score: number) => NAMES[score - 1] ?? 'names.3';

export interface Answers {
  readonly score: number | null;
  readonly tags: readonly string[];
  readonly solved: boolean | null;
  readonly comment: string;
}
export const EMPTY: Answers = { score: null, tags: [], solved: null, comment: '' };
type Tags = RatingRequest['tags'];

export const shownTags = (tags: Tags, score: number) => tags.filter((tag) => tag.scores.includes(score));

/** Another score has other words: what was picked stays only where it still fits. */
export const fitting = ({ score, tags, solved, comment }: Answers, list: Tags): Answers => ({
  score, solved, comment,
  tags: tags.filter((key) => score !== null && shownTags(list, score).some((tag) => tag.key === key)),
});
