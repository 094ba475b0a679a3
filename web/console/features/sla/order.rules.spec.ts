import { moved } from './order.rules.js';

it.each([
  [1, -1, ['b', 'a', 'c']],
  [1, 1, ['a', 'c', 'b']],
  [0, -1, ['a', 'b', 'c']],
  [2, 1, ['a', 'b', 'c']],
] as const)('from place %s by %s', (place, by, order) => {
  expect(moved(['a', 'b', 'c'], place, by)).toEqual(order);
});
