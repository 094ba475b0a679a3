import { lengthLeft, sendable, sends } from './composer.rules.js';

const press = (over: object = {}) => ({ key: 'Enter', shiftKey: false, ctrlKey: false, metaKey: false, isComposing: false, keyCode: 13, ...over });

it.each([
  [press(), 'enter', true],
  [press(), 'mod', false],
  [press({ shiftKey: true }), 'enter', false],
  [press({ ctrlKey: true }), 'mod', true],
  [press({ metaKey: true }), 'enter', true],
  [press({ ctrlKey: true, shiftKey: true }), 'enter', false],
  [press({ isComposing: true }), 'enter', false],
  [press({ keyCode: 229 }), 'enter', false],
  [press({ isComposing: true, ctrlKey: true }), 'mod', false],
  [press({ key: 'a' }), 'enter', false],
] as const)('with %p and the setting %s sends: %p', (event, setting, expected) => {
  expect(sends(event, setting)).toBe(expected);
});

it('sends neither blanks nor more than the server takes, and says when it gets tight', () => {
  expect([sendable('  \n'), sendable('好'), sendable('x'.repeat(8001))]).toEqual([false, true, false]);
  expect([lengthLeft('x'.repeat(7400)), lengthLeft('x'.repeat(7990)), lengthLeft('x'.repeat(8003))]).toEqual([null, 10, -3]);
});
