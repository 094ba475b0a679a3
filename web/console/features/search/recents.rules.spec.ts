import { partsOf, readRecents, remembered } from './recents.rules.js';

it.each([
  [[], ' kettle ', ['kettle']],
  [['a', 'b'], 'b', ['b', 'a']],
  [['a'], '  ', ['a']],
  [['1', '2', '3', '4', '5', '6', '7', '8'], '9', ['9', '1', '2', '3', '4', '5', '6', '7']],
])('after %j comes %j', (recents, typed, next) => {
  expect(remembered(recents, typed)).toEqual(next);
});

it.each([
  [null, []],
  ['["a",1,"b"]', ['a', 'b']],
  ['{"a":1}', []],
  ['nonsense', []],
])('of %j is read %j', (stored, recents) => {
  expect(readRecents(stored)).toEqual(recents);
});

it('marks what was found', () => {
  expect(partsOf('The kettle leaks', [{ from: 4, to: 10 }])).toEqual([{ text: 'The ', marked: false }, { text: 'kettle', marked: true }, { text: ' leaks', marked: false }]);
  expect(partsOf('退货', [{ from: 0, to: 2 }])).toEqual([{ text: '退货', marked: true }]);
});
