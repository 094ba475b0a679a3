import { besideOf, fitting, panesOf, withoutPane, withPane } from './panes.rules.js';

const id = (n: number) => `0199a000-0000-7000-8000-00000000000${n}`;
const [a, b, c, d, e] = [id(1), id(2), id(3), id(4), id(5)];

describe('the talks beside each other', () => {
  it.each([
    ['one alone', undefined, a, null, [a]],
    ['all that are named, in their order', `${a},${b}`, b, null, [a, b]],
    ['another in the place of the one that had the focus', `${a},${b},${c}`, d, a, [d, b, c]],
    ['another in the last place after a reload', `${a},${b}`, d, null, [a, d]],
    ['each once', `${a},${a},${b}`, a, null, [a, b]],
    ['four at most', [a, b, c, d, e].join(','), a, null, [a, b, c, d]],
    ['nothing that is no identifier', `<script>,${a},../x`, a, null, [a]],
  ])('are %s', (_, beside, focused, before, panes) => {
    expect(panesOf(beside, focused, before)).toEqual(panes);
  });

  it('stand in the address only when there are several', () => {
    expect(besideOf([a])).toEqual({});
    expect(besideOf([a, b])).toEqual({ beside: `${a},${b}` });
  });

  it('take one more to the right, and never a fifth or a double', () => {
    expect(withPane([a], a, b)).toEqual([a, b]);
    expect(withPane([a, b], a, b)).toEqual([a, b]);
    expect(withPane([a, b, c, d], d, e)).toEqual([a, b, e, d]);
    expect(withPane([a, b, c, d], a, e)).toEqual([a, b, c, e]);
  });

  it('give the focus to a neighbour when the one that had it goes', () => {
    expect(withoutPane([a, b, c], b, b)).toEqual({ panes: [a, c], focused: c });
    expect(withoutPane([a, b, c], c, c)).toEqual({ panes: [a, b], focused: b });
    expect(withoutPane([a, b, c], c, a)).toEqual({ panes: [b, c], focused: c });
    expect(withoutPane([a], a, a)).toEqual({ panes: [], focused: null });
  });

  it('are as many as fit', () => {
    expect([0, 700, 1000, 1292, 5000].map(fitting)).toEqual([2, 2, 3, 4, 4]);
  });
});
