import { bearerOf, cookieOf } from './request.js';

describe('credentials of a request', () => {
  it.each([
    ['Bearer ac_1', 'ac_1'],
    ['Bearer  ac_1 ', 'ac_1'],
    ['bearer ac_1', null],
    ['Basic ac_1', null],
    [undefined, null],
  ])('reads the bearer of %p', (authorization, token) => {
    expect(bearerOf({ headers: authorization === undefined ? {} : { authorization } })).toBe(token);
  });

  it.each([
    ['ac=1', '1'],
    ['x=2; ac=a=b; y=3', 'a=b'],
    ['xac=1', null],
    ['ac', ''],
    ['', null],
    [undefined, null],
  ])('reads the cookie of %p', (header, value) => {
    expect(cookieOf(header, 'ac')).toBe(value);
  });
});
