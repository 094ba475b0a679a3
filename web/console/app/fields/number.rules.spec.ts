import { readNumber } from './number.rules.js';

test.each([
  ['12', 12],
  [' 12,5 ', 12.5],
  ['1 234.5', 1234.5],
  ['１２', 12],
  ['−3', -3],
  ['1,234.5', null],
  ['1e5', null],
  ['twelve', null],
  ['', null],
])('%j is %j', (text, number) => expect(readNumber(text)).toBe(number));
