import { lookOf } from './notice.rules.js';

describe('a notice that is due', () => {
  const now = new Date('2026-11-23T12:00:00Z');
  it.each([
    ['seen where the talk was read', { read: true, recalled: false, letterAt: now }, 'seen'],
    ['seen where its note was recalled', { read: false, recalled: true, letterAt: now }, 'seen'],
    ['overlooked where nobody looked until now', { read: false, recalled: false, letterAt: now }, 'overlooked'],
    ['waiting before a letter is due', { read: false, recalled: false, letterAt: new Date(now.getTime() + 1) }, 'waiting'],
    ['waiting where a letter has told of it', { read: false, recalled: false, letterAt: null }, 'waiting'],
  ] as const)('is %s', (_, found, expected) => {
    expect(lookOf(found, now)).toBe(expected);
  });
});
