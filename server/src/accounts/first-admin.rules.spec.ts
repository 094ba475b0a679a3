import { acceptedEmail, FIRST_ADMIN_EMAIL } from './first-admin.rules.js';

describe('the address of whoever accepts an invitation', () => {
  test.each([
    ['the first admin names his own', FIRST_ADMIN_EMAIL, 'a@shop.example', { ok: true, email: 'a@shop.example' }],
    ['the first admin must name one', FIRST_ADMIN_EMAIL, undefined, { ok: false, code: 'required' }],
    ['an invited person keeps the invited one', 'b@shop.example', undefined, { ok: true, email: 'b@shop.example' }],
    ['an invited person may repeat it', 'b@shop.example', 'b@shop.example', { ok: true, email: 'b@shop.example' }],
    ['an invited person cannot become another', 'b@shop.example', 'boss@shop.example', { ok: false, code: 'not_yours_to_change' }],
  ])('%s', (_, current, given, expected) => {
    expect(acceptedEmail(current, given)).toEqual(expected);
  });
});
