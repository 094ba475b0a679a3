import { passwordFault } from './password.rules.js';

describe('a password', () => {
  test.each([
    ['password', 'common'],
    ['PassWord', 'common'],
    ['12345678', 'common'],
    ['qwertyuiop', 'common'],
    ['short', 'short'],
    ['😀😀😀😀', 'short'],
    ['zzzzzzzzzzzz', 'one_character'],
    ['mei.lin@shop.example', 'own_address'],
    ['Mei.Lin@Shop.Example', 'own_address'],
  ])('%s is refused: %s', (password, fault) => {
    expect(passwordFault(password, 'mei.lin@shop.example')).toBe(fault);
  });

  test('that is the part of the address before the @ is refused', () => {
    expect(passwordFault('warehouse-team', 'warehouse-team@shop.example')).toBe('own_address');
  });

  test.each(['correct horse battery staple', '马到成功二〇二六年', 'ä'.repeat(4) + 'bcde', 'k'.repeat(100) + 'x', 'a lower case line'])(
    '%s is taken',
    (password) => {
      expect(passwordFault(password, 'mei.lin@shop.example')).toBeNull();
    },
  );
});
