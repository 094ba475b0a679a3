import { z } from 'zod';
import { Id, Instant, line, Locale, PersonRef, TeamRef, text } from './common.js';

export const Score = z.number().int().min(1).max(5);

/** A word a customer may pick beside a score. A key never changes: figures hang on it. */
export const RatingTag = z.strictObject({
  key: z.string().regex(/^[a-z0-9_]{1,60}$/),
  scores: z.array(Score).min(1).max(5),
  label: z.partialRecord(Locale, line(40)),
});
export type RatingTag = z.infer<typeof RatingTag>;

const low = [1, 2, 3];
const high = [4, 5];
export const RATING_TAGS: RatingTag[] = [
  { key: 'friendly', scores: high, label: { en: 'Friendly', 'zh-CN': '服务态度好', 'zh-TW': '態度親切' } },
  { key: 'quick', scores: high, label: { en: 'Quick answers', 'zh-CN': '响应及时', 'zh-TW': '回覆迅速' } },
  { key: 'knew_well', scores: high, label: { en: 'Knew the product', 'zh-CN': '专业能力强', 'zh-TW': '專業清楚' } },
  { key: 'settled', scores: high, label: { en: 'Settled it', 'zh-CN': '问题已解决', 'zh-TW': '順利解決' } },
  { key: 'unfriendly', scores: low, label: { en: 'Unfriendly', 'zh-CN': '服务态度差', 'zh-TW': '態度不佳' } },
  { key: 'slow', scores: low, label: { en: 'Slow answers', 'zh-CN': '响应太慢', 'zh-TW': '回覆太慢' } },
  { key: 'unclear', scores: low, label: { en: 'Unclear answers', 'zh-CN': '解答不清楚', 'zh-TW': '說明不清楚' } },
  { key: 'unsettled', scores: low, label: { en: 'Not settled', 'zh-CN': '问题未解决', 'zh-TW': '沒有解決' } },
  { key: 'had_to_repeat', scores: low, label: { en: 'Had to repeat myself', 'zh-CN': '反复说明', 'zh-TW': '一再重複說明' } },
];

/** The answers of a customer about one chat. `chatId` names the chat that was asked about, so that a later one is not rated by mistake. */
export const RatingAnswers = z.strictObject({
  chatId: Id,
  score: Score,
  tags: z.array(z.string().max(60)).max(20).default([]),
  solved: z.boolean().nullable().default(null),
  comment: text(1000, 0).default(''),
});
export type RatingAnswers = z.infer<typeof RatingAnswers>;
export const RatingDismissal = z.strictObject({ chatId: Id });
export const RatingQuery = z.strictObject({ locale: Locale.default('en') });

/**
 * What the widget may ask about the latest chat of a conversation. `ask`: put the question; false once it was answered or put aside.
 * `can.rate`: answers are taken now, the first or changed ones.
 */
export const RatingRequest = z
  .strictObject({
    chatId: Id.nullable(),
    ask: z.boolean(),
    given: z.strictObject({ score: Score, tags: z.array(z.string()), solved: z.boolean().nullable(), comment: z.string(), at: Instant }).nullable(),
    tags: z.array(z.strictObject({ key: z.string(), label: z.string(), scores: z.array(Score) })),
    can: z.strictObject({ rate: z.boolean() }),
  })
  .meta({ id: 'RatingRequest' });
export type RatingRequest = z.infer<typeof RatingRequest>;

/** One rating as the staff sees it. Labels are those of the caller's organisation; a tag that is gone keeps its key. */
export const Rating = z
  .strictObject({
    id: Id,
    chatId: Id,
    ticketId: Id,
    ticketNumber: z.number().int(),
    score: Score,
    tags: z.array(z.strictObject({ key: z.string(), label: z.record(z.string(), z.string()) })),
    solved: z.boolean().nullable(),
    comment: z.string().nullable(),
    team: TeamRef.nullable(),
    agents: z.array(PersonRef.extend({ replies: z.number().int() })),
    at: Instant,
    changedAt: Instant.nullable(),
  })
  .meta({ id: 'Rating' });
export type Rating = z.infer<typeof Rating>;
export const Ratings = z.strictObject({ items: z.array(Rating) }).meta({ id: 'Ratings' });

export const RatingSummaryQuery = z.strictObject({ days: z.coerce.number().int().min(1).max(366).default(7) });
/** How often each score was given, 1 to 5. */
const Scores = z.array(z.number().int()).length(5);
/**
 * Counts of the chats that ended in the period: own teams, or all with `ticket.read_all`. `asked`: an agent had accepted them, and they were no
 * spam. A chat that several people attended counts for each of them in `agents`, once in everything else.
 */
export const RatingSummary = z
  .strictObject({
    since: Instant,
    asked: z.number().int(),
    answered: z.number().int(),
    dismissed: z.number().int(),
    scores: Scores,
    solved: z.strictObject({ yes: z.number().int(), no: z.number().int(), unsaid: z.number().int() }),
    tags: z.array(z.strictObject({ key: z.string(), label: z.record(z.string(), z.string()), count: z.number().int() })),
    agents: z.array(z.strictObject({ agent: PersonRef, answered: z.number().int(), scores: Scores })),
    latest: z.array(Rating),
  })
  .meta({ id: 'RatingSummary' });
export type RatingSummary = z.infer<typeof RatingSummary>;
