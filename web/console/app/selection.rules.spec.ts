import { extended, MOST_BY_NAME, NOTHING, toggled } from './selection.rules.js';

const rows = ['a', 'b', 'c', 'd', 'e'];

describe('a selection', () => {
  it('marks and takes marks away', () => {
    expect(toggled(NOTHING, 'b')).toEqual({ ids: ['b'], anchor: 'b', all: false });
    expect(toggled(toggled(NOTHING, 'b'), 'b')).toBe(NOTHING);
    expect(toggled({ ids: ['a', 'b'], anchor: 'b', all: true }, 'a')).toEqual({ ids: ['b'], anchor: 'a', all: false });
  });

  it('extends both ways from where it began', () => {
    const begun = toggled(NOTHING, 'c');
    expect(extended(begun, rows, 'e').ids).toEqual(['c', 'd', 'e']);
    expect(extended(begun, rows, 'a').ids).toEqual(['c', 'a', 'b']);
    expect(extended(extended(begun, rows, 'e'), rows, 'b').ids).toEqual(['c', 'd', 'e', 'b']);
  });

  it('begins where it is extended to when its beginning has left the list', () => {
    expect(extended({ ids: ['x'], anchor: 'x', all: false }, rows, 'b')).toEqual({ ids: ['x', 'b'], anchor: 'b', all: false });
    expect(extended(NOTHING, rows, 'gone')).toBe(NOTHING);
  });

  it('names no more than a request may', () => {
    const many = Array.from({ length: MOST_BY_NAME + 5 }, (_, index) => `${index}`);
    expect(extended(toggled(NOTHING, '0'), many, many.at(-1) ?? '').ids).toHaveLength(MOST_BY_NAME);
  });
});
