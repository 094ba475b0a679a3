import { mayCallAgain, mustCallAgain } from '#contracts/calls.rules.js';
import { CallDirection, CallResult } from '#contracts/promises.js';
import { effectOf, isAhead } from './call.rules.js';

describe('what a call does to the callback of its ticket', () => {
  it.each([
    ['in', 'reached', false, { end: 'kept' }],
    ['out', 'reached', false, { end: 'kept' }],
    ['out', 'resolved', false, { end: 'kept' }],
    ['in', 'callback_wanted', true, { end: 'kept_and_made' }],
    ['out', 'callback_wanted', true, { end: 'kept_and_made' }],
    ['out', 'not_reached', true, { end: 'agreed' }],
    ['out', 'left_word', true, { end: 'agreed' }],
    ['in', 'not_reached', true, { end: 'agreed' }],
    ['out', 'left_word', false, { end: 'kept' }],
    ['out', 'not_reached', false, { end: 'withdrawn', reason: 'unreachable' }],
    ['out', 'wrong_number', false, { end: 'withdrawn', reason: 'wrong_number' }],
    ['in', 'not_reached', false, { end: 'nothing' }],
    ['in', 'left_word', false, { end: 'nothing' }],
    ['in', 'wrong_number', false, { end: 'nothing' }],
  ] as const)('%s, %s, with another time %s: %j', (direction, result, again, effect) => {
    expect(effectOf(direction, result, again)).toEqual(effect);
  });

  it('is decided for every result there is, and agrees on a time only where one may be named', () => {
    for (const direction of CallDirection.options)
      for (const result of CallResult.options) {
        expect(['agreed', 'kept_and_made'].includes(effectOf(direction, result, true).end)).toBe(mayCallAgain(result) || mustCallAgain(result));
        expect(effectOf(direction, result, false).end).not.toBe('agreed');
      }
  });
});

it('agrees on what lies ahead, and within thirty days', () => {
  const now = new Date('2026-11-23T09:00:00Z');
  const days = (count: number) => new Date(now.getTime() + count * 86_400_000);
  expect([days(0), days(-1), days(0.001), days(30), days(30.01)].map((at) => isAhead(at, now))).toEqual([false, false, true, true, false]);
});
