import { readPhone, showPhone } from './phone.rules.js';

describe('a number', () => {
  it.each([
    ['138 0013 8000', 'Asia/Shanghai', '+8613800138000'],
    ['+86 138-0013-8000', null, '+8613800138000'],
    ['１３８００１３８０００', 'Asia/Shanghai', '+8613800138000'],
    ['0912 345 678', 'Asia/Taipei', '+886912345678'],
    ['030 901820', 'Europe/Berlin', '+4930901820'],
    ['(212) 736-5000', 'America/New_York', '+12127365000'],
    ['+44 20 7946 0958', 'Asia/Shanghai', '+442079460958'],
  ])('%s in %s is %s', (written, zone, number) => {
    expect(readPhone(written, zone)).toMatchObject({ number });
  });

  it.each([
    ['0912 345 678', null, 'phone_country'],
    ['0912 345 678', 'Antarctica/Troll', 'phone_country'],
    ['12', 'Asia/Shanghai', 'phone_invalid'],
    ['call me at 138 0013 8000 please', 'Asia/Shanghai', 'phone_invalid'],
    ['+999 1234567', null, 'phone_invalid'],
    ['+1 900 234 5678', null, 'phone_costly'],
    ['0900 1 234567', 'Europe/Berlin', 'phone_costly'],
    ['tel:+8613800138000;ext=1\u202E', 'Asia/Shanghai', 'phone_invalid'],
  ])('%s in %s is refused: %s', (written, zone, fault) => {
    expect(readPhone(written, zone)).toEqual({ fault });
  });
});

it('is shown as people read it', () => {
  expect(showPhone('+8613800138000')).toBe('+86 138 0013 8000');
});
