import { durationParts } from './duration.rules.js';

it.each([
  [0, [['seconds', 0]]],
  [59.4, [['seconds', 59]]],
  [60, [['minutes', 1]]],
  [5_400, [['hours', 1], ['minutes', 30]]],
  [7_200, [['hours', 2]]],
  [90_059, [['days', 1], ['hours', 1]]],
  [-5, [['seconds', 0]]],
])('writes %s seconds as %j', (seconds, parts) => {
  expect(durationParts(seconds).map(({ unit, count }) => [unit, count])).toEqual(parts);
});
