import type { Locale } from '#contracts/common.js';
import type { Rating, RatingRequest, RatingTag } from '#contracts/ratings.js';
import type { LoadedRating } from './rating.record.js';

type Teams = ReadonlyMap<string, { id: string; name: string }>;

export const labelled = (keys: readonly string[], list: readonly RatingTag[]) =>
  keys.map((key) => ({ key, label: { ...list.find((tag) => tag.key === key)?.label } }));

/** Nothing for a question that was put aside: there is nothing to show. */
export function presentRating(rating: LoadedRating, teams: Teams, list: readonly RatingTag[]): Rating[] {
  if (rating.score === null) return [];
  return [
    {
      id: rating.id,
      chatId: rating.chatId,
      ticketId: rating.ticketId,
      ticketNumber: rating.ticket.number,
      score: rating.score,
      tags: labelled(rating.tags, list),
      solved: rating.solved,
      comment: rating.comment,
      team: teams.get(rating.teamId ?? '') ?? null,
      agents: rating.agents.map(({ account, replies }) => ({ ...account, replies })),
      at: (rating.answeredAt ?? rating.createdAt).toISOString(),
      changedAt: rating.changedAt?.toISOString() ?? null,
    },
  ];
}

type Given = Pick<LoadedRating, 'score' | 'tags' | 'solved' | 'comment' | 'answeredAt' | 'createdAt'>;

/** The question as the widget puts it; tags without a word in the customer's language are not offered. */
export function presentRequest(chatId: string | null, rating: Given | null, may: { ask: boolean; rate: boolean }, list: readonly RatingTag[], locale: Locale): RatingRequest {
  const { score = null } = rating ?? {};
  return {
    chatId,
    ask: may.ask,
    given: rating && score !== null ? { score, tags: rating.tags, solved: rating.solved, comment: rating.comment ?? '', at: (rating.answeredAt ?? rating.createdAt).toISOString() } : null,
    tags: list.flatMap(({ key, scores, label }) => (label[locale] ? [{ key, scores, label: label[locale] }] : [])),
    can: { rate: may.rate },
  };
}
