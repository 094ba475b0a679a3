import { faultOf, isCode, pauseLeft } from './proof.rules.js';

it.each([
  ['123456', true],
  [' 123 456', true],
  ['１２３４５６', true],
  ['12345', false],
  ['123456789', false],
  ['', false],
])('takes %s for a code: %s', (typed, is) => expect(isCode(typed)).toBe(is));

it.each([
  ['proof/code_wrong', 'email', [], 'wrong'],
  ['proof/code_over', 'email', [], 'over'],
  ['request/too_many', 'email', [], 'tooMany'],
  ['request/invalid', 'email', [{ code: 'invalid' }], 'email'],
  ['request/invalid', 'phone', [{ code: 'phone_country' }], 'phone_country'],
  ['request/invalid', 'phone', [{ code: 'too_small' }], 'phone_invalid'],
  ['network', 'email', [], 'failed'],
] as const)('tells of %s (%s)', (code, kind, fields, fault) => expect(faultOf(code, kind, fields)).toBe(fault));

it('waits for the rest of the pause, whatever the clock says', () => {
  const at = Date.parse('2026-01-01T00:00:00Z');
  expect(pauseLeft('2026-01-01T00:00:12Z', at)).toBe(12);
  expect(pauseLeft('2025-12-31T23:00:00Z', at)).toBe(0);
  expect(pauseLeft('2026-01-01T05:00:00Z', at)).toBe(30);
  expect(pauseLeft(null, at)).toBe(0);
});
