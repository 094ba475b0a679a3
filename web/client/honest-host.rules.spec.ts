import { honestAddress, passesForAnother } from './honest-host.rules.js';

it.each(['shop.example', '水壶.example', '水壺shop.example', 'やかん店.example', 'müller.example', 'пример.рф', 'παράδειγμα.gr', 'a1-b2.example', 'xn--e1afmkfd.xn--p1ai', '주전자.kr'])('%s is what it says', (host) =>
  expect(passesForAnother(host)).toBe(false),
);
it.each(['аpple.com', 'аррӏе.com', 'pаypal.example', 'ѕсоре.com', 'ορεν.com', 'shoр.example'])('%s passes for another', (host) => expect(passesForAnother(host)).toBe(true));

it('spells only what passes for another as machines do', () => {
  expect(honestAddress('https://аpple.com/id?a=1')).toBe('https://xn--pple-43d.com/id?a=1');
  expect(honestAddress('https://水壶.example/退货')).toBe('https://水壶.example/退货');
  expect(honestAddress('https://shop.example:8443/a')).toBe('https://shop.example:8443/a');
});
