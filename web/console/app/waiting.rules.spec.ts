import { waitedSeconds, waitLevel, waitParts } from './waiting.rules.js';

it.each([
  [0, 'calm'],
  [59, 'calm'],
  [60, 'amber'],
  [179, 'amber'],
  [180, 'red'],
] as const)('%i seconds of waiting are %s', (seconds, level) => {
  expect(waitLevel(seconds, { amber: 60, red: 180 })).toBe(level);
});

it.each([
  [0, { unit: 'clock', text: '0:00' }],
  [65, { unit: 'clock', text: '1:05' }],
  [3599, { unit: 'clock', text: '59:59' }],
  [3600, { unit: 'hours', count: 1 }],
  [86_399, { unit: 'hours', count: 23 }],
  [200_000, { unit: 'days', count: 2 }],
])('writes %i seconds short', (seconds, expected) => {
  expect(waitParts(seconds)).toEqual(expected);
});

it('never counts below nothing', () => {
  expect(waitedSeconds('2026-11-22T08:00:05.000Z', Date.parse('2026-11-22T08:00:00Z') / 1000)).toBe(0);
});
