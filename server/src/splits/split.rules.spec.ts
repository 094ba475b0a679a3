import { beginsAs, splitFault } from './split.rules.js';

const source = { mergedIntoId: null, spamAt: null };
const word = { kind: 'text', recalledAt: null };

describe('a part of a talk becomes a ticket', () => {
  it.each([
    ['of words', source, 1, [word], null],
    ['of several, with files', source, 2, [word, { ...word, kind: 'file' }], null],
    ['not of what is elsewhere', source, 2, [word], 'unknown'],
    ['not of a line of the desk', source, 1, [{ ...word, kind: 'system' }], 'unknown'],
    ['not of what was recalled', source, 1, [{ ...word, recalledAt: new Date(0) }], 'unknown'],
    ['not where the talk goes on elsewhere', { ...source, mergedIntoId: 'x' }, 1, [word], 'merged'],
    ['not of spam', { ...source, spamAt: new Date(0) }, 1, [word], 'spam'],
  ] as const)('%s', (_, from, wanted, found, fault) => {
    expect(splitFault(from, wanted, found)).toBe(fault);
  });
  it('which is at work where somebody has it', () => {
    expect([beginsAs(null), beginsAs('x')]).toEqual(['new', 'open']);
  });
});
