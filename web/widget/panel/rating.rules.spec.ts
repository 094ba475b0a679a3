import { EMPTY, fitting, shownTags } from './rating.rules.js';

const TAGS = [
  { key: 'friendly', label: 'Friendly', scores: [4, 5] },
  { key: 'slow', label: 'Slow', scores: [1, 2, 3] },
  { key: 'shop', label: 'The shop', scores: [1, 2, 3, 4, 5] },
];

it('offers the words of the score', () => {
  expect(shownTags(TAGS, 5).map(({ key }) => key)).toEqual(['friendly', 'shop']);
  expect(shownTags(TAGS, 1).map(({ key }) => key)).toEqual(['slow', 'shop']);
});

it('keeps what still fits when the score changes, and everything else that was said', () => {
  const answers = { score: 2, tags: ['friendly', 'shop', 'gone'], solved: false, comment: 'Well' };
  expect(fitting(answers, TAGS)).toEqual({ ...answers, tags: ['shop'] });
  expect(fitting({ ...EMPTY, tags: ['shop'] }, TAGS).tags).toEqual([]);
});
