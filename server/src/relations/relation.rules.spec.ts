import { lineageFault, opposite, seenFrom, stored } from './relation.rules.js';

describe('what one ticket is to another', () => {
  it.each([
    ['a', 'b', 'related', { kind: 'related', fromId: 'a', toId: 'b' }],
    ['b', 'a', 'related', { kind: 'related', fromId: 'a', toId: 'b' }],
    ['a', 'b', 'child', { kind: 'child', fromId: 'a', toId: 'b' }],
    ['a', 'b', 'parent', { kind: 'child', fromId: 'b', toId: 'a' }],
  ] as const)('%s to %s as %s is stored one way, and read back from both', (one, other, kind, row) => {
    expect(stored(one, other, kind)).toEqual(row);
    expect([seenFrom(one, row), seenFrom(other, row)]).toEqual([kind, opposite(kind)]);
  });
});

describe('becoming a part', () => {
  it.each([
    ['of a ticket that stands alone', [], 0, null],
    ['of a part', ['p'], 0, null],
    ['of a part of a part', ['p', 'q'], 0, 'too_deep'],
    ['with own parts, of one that stands alone', [], 1, null],
    ['with own parts, of a part', ['p'], 1, 'too_deep'],
    ['of what is a part of itself', ['c'], 0, 'circle'],
    ['of what is a part of a part of itself', ['x', 'c'], 2, 'circle'],
  ] as const)('%s', (_, above, levelsBelow, fault) => {
    expect(lineageFault({ parentId: 'b', childId: 'c', above, levelsBelow })).toBe(fault);
  });
  it('is not possible for a ticket and itself', () => {
    expect(lineageFault({ parentId: 'c', childId: 'c', above: [], levelsBelow: 0 })).toBe('circle');
  });
});
