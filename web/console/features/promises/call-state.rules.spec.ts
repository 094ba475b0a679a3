import { callOf, callsAgain, type CallState, emptyCall } from './call-state.rules.js';

const said = (fields: Partial<CallState>): CallState => ({ ...emptyCall('out', 'me'), ...fields });
const then = Date.UTC(2026, 10, 24, 9);

it.each([
  [said({ result: 'not_reached' }), true],
  [said({ result: 'not_reached', again: false }), false],
  [said({ result: 'not_reached', direction: 'in' }), false],
  [said({ result: 'left_word' }), false],
  [said({ result: 'left_word', again: true }), true],
  [said({ result: 'callback_wanted', again: false }), true],
  [said({ result: 'reached', again: true }), false],
  [said({}), false],
] as const)('of %j it is said that somebody calls again: %s', (state, again) => expect(callsAgain(state)).toBe(again));

it('is recorded once nothing is missing, with what goes with its result alone', () => {
  expect(callOf(said({}), then)).toBeNull();
  expect(callOf(said({ result: 'callback_wanted' }), null)).toBeNull();
  expect(callOf(said({ result: 'callback_wanted', note: '  ', solve: true }), then)).toEqual({ direction: 'out', result: 'callback_wanted', callback: { dueAt: '2026-11-24T09:00:00.000Z', ownerId: 'me' }, solve: false });
  expect(callOf(said({ result: 'resolved', note: ' 已解决 ', solve: true }), then)).toEqual({ direction: 'out', result: 'resolved', note: '已解决', solve: true });
});
