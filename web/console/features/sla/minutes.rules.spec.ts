import { openTimeParts, readMinutes, unitOf } from './minutes.rules.js';

it.each([
  ['', 'minutes', null],
  [' 30 ', 'minutes', 30],
  ['4', 'hours', 240],
  ['1.5', 'hours', 90],
  ['1.5', 'minutes', undefined],
  ['0', 'hours', undefined],
  ['-3', 'minutes', undefined],
  ['soon', 'minutes', undefined],
  ['8761', 'hours', undefined],
  ['8760', 'hours', 525_600],
] as const)('%j in %s is %s', (typed, unit, minutes) => {
  expect(readMinutes(typed, unit)).toBe(minutes);
});

it.each([
  [null, 'minutes'],
  [30, 'minutes'],
  [90, 'minutes'],
  [240, 'hours'],
] as const)('%s minutes are thought of in %s', (minutes, unit) => {
  expect(unitOf(minutes)).toBe(unit);
});

it.each([
  [86_400, [['hours', 24]]],
  [5_400, [['hours', 1], ['minutes', 30]]],
  [1_799, [['minutes', 29]]],
  [20, [['minutes', 0]]],
  [-5, [['minutes', 0]]],
])('%s seconds of open time are %j', (seconds, parts) => {
  expect(openTimeParts(seconds).map(({ unit, count }) => [unit, count])).toEqual(parts);
});
