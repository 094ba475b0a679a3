import { slashAt } from './slash.rules.js';

/** `|` is the caret. */
const at = (marked: string) => slashAt(marked.replace('|', ''), marked.indexOf('|'));

describe('looking up a saved reply', () => {
  it.each([
    ['/|', { from: 0, to: 1, query: '' }],
    ['/th|', { from: 0, to: 3, query: 'th' }],
    ['Hello /th|', { from: 6, to: 9, query: 'th' }],
    ['Hello\n/th| and more', { from: 6, to: 9, query: 'th' }],
    ['你好\u3000/退|', { from: 3, to: 5, query: '退' }],
    ['、th|', { from: 0, to: 3, query: 'th' }],
    ['／th|', { from: 0, to: 3, query: 'th' }],
    ['/return win|', { from: 0, to: 11, query: 'return win' }],
  ])('begins at %s', (marked, slash) => {
    expect(at(marked)).toEqual(slash);
  });

  it.each(['|', 'and/or|', 'https://shop.example/a|', '1/2|', '/usr/bin|', '/th\n|', '苹果、梨|', '|/th', `/${'x'.repeat(41)}|`])('does not begin at %s', (marked) => {
    expect(at(marked)).toBeNull();
  });

  it('is found at the end of a long text as well', () => {
    expect(slashAt(`${'word '.repeat(1000)}/th`, 5003)).toEqual({ from: 5000, to: 5003, query: 'th' });
  });
});
