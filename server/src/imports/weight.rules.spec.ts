import { fitting, weightOf } from './weight.rules.js';

describe('a commit of an import', () => {
  test.each([
    ['all that is light enough', [1, 2, 3], 6, 3],
    ['as many as fit', [4, 4, 4], 9, 2],
    ['one that is too heavy alone, first', [20, 1], 9, 1],
    ['what is before one that is too heavy', [1, 20, 1], 9, 1],
    ['nothing where nothing is left', [], 9, 0],
  ])('takes %s', (_, weights, most, taken) => {
    expect(fitting(weights, most)).toBe(taken);
  });

  test('counts words for themselves: many short ones are more work than a long one', () => {
    expect(weightOf({ messages: [{}, {}] }, 20)).toBe(3_020);
    expect([weightOf({ text: 'x' }, 20), weightOf(null, 4), weightOf({ messages: 'none' }, 20)]).toEqual([1_020, 1_004, 1_020]);
  });
});
