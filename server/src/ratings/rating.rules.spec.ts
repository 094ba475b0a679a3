import { RATING_TAGS } from '#contracts/ratings.js';
import { countScores, type KeptRating, type RatedChat, standing, strayTags, tally } from './rating.rules.js';

const NOW = new Date('2026-03-10T12:00:00.000Z');
const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);
const ENDED: RatedChat = { state: 'ended', acceptedAt: hoursAgo(2), endedAt: hoursAgo(1), result: 'solved' };
const given = (hours: number): KeptRating => ({ score: 4, answeredAt: hoursAgo(hours) });
const ASIDE: KeptRating = { score: null, answeredAt: null };

describe('the question about a chat', () => {
  it.each<[string, RatedChat, KeptRating | null, boolean, { ask: boolean; rate: boolean }]>([
    ['is put when it has ended', ENDED, null, true, { ask: true, rate: true }],
    ['is not put while it runs', { ...ENDED, state: 'accepted', endedAt: null }, null, true, { ask: false, rate: false }],
    ['is not put when nobody attended', { ...ENDED, acceptedAt: null }, null, true, { ask: false, rate: false }],
    ['is not put to spam', { ...ENDED, result: 'spam' }, null, true, { ask: false, rate: false }],
    ['is not put where the organisation asks nobody', ENDED, null, false, { ask: false, rate: false }],
    ['is not put twice when it was put aside, but may be answered', ENDED, ASIDE, true, { ask: false, rate: true }],
    ['is not put after a week', { ...ENDED, endedAt: hoursAgo(169) }, null, true, { ask: false, rate: false }],
    ['may be put until then', { ...ENDED, endedAt: hoursAgo(168) }, null, true, { ask: true, rate: true }],
    ['is not put again once answered, and the answer may change for a day', ENDED, given(24), true, { ask: false, rate: true }],
    ['is settled after that day', ENDED, given(25), true, { ask: false, rate: false }],
    ['stays open to change where asking was switched off since', ENDED, given(1), false, { ask: false, rate: true }],
  ])('%s', (_, chat, rating, asked, expected) => expect(standing(chat, rating, asked, NOW)).toEqual(expected));
});

describe('the tags of a rating', () => {
  it('belong to its score', () => {
    expect(strayTags(['friendly', 'quick'], 5, RATING_TAGS)).toEqual([]);
    expect(strayTags(['friendly', 'slow'], 5, RATING_TAGS)).toEqual(['slow']);
    expect(strayTags(['nothing_of_ours'], 1, RATING_TAGS)).toEqual(['nothing_of_ours']);
  });
  it('exist for every score, in every language', () => {
    for (const score of [1, 2, 3, 4, 5]) expect(RATING_TAGS.filter((tag) => tag.scores.includes(score)).length).toBeGreaterThan(2);
    for (const { label } of RATING_TAGS) expect(Object.keys(label)).toEqual(['en', 'zh-CN', 'zh-TW']);
  });
});

it('counts what was answered', () => {
  expect(countScores([5, 5, 1, null])).toEqual([1, 0, 0, 0, 2]);
  expect(tally([true, null, false, true])).toEqual({ yes: 2, no: 1, unsaid: 1 });
});
