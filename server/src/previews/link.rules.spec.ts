import { firstLink, isWebPort, previewUrl } from './link.rules.js';

it.each([
  ['See https://a.example/x?y=1#part, then https://b.example.', 'https://a.example/x?y=1'],
  ['好的，https://c.example/退货。谢谢', 'https://c.example/%E9%80%80%E8%B4%A7'],
  ['(http://d.example/a_(b))', 'http://d.example/a_(b)'],
  ['javascript:alert(1) data:text/html,x shop.example', null],
  ['https://paypal.example@evil.example/ and https://good.example/', 'https://good.example/'],
  ['https://a.example/\u202egpj.exe', 'https://a.example/'],
  [`https://a.example/${'x'.repeat(2_000)}`, null],
  ['no link', null],
])('the first link of “%s”', (text, url) => expect(firstLink(text)).toBe(url));

it.each([
  ['/next', 'https://a.example/next'],
  ['//b.example/', 'https://b.example/'],
  ['ftp://b.example/', null],
  ['file:///etc/passwd', null],
  ['gopher://b.example:6379/_INFO', null],
])('leads from a page to %s', (text, url) => expect(previewUrl(text, 'https://a.example/here')).toBe(url));

it.each([['https://a.example/', true], ['http://a.example:80/', true], ['https://a.example:443/', true], ['http://a.example:443/', true], ['http://a.example:6379/', false], ['https://a.example:8443/', false]])('%s', (url, may) =>
  expect(isWebPort(new URL(url))).toBe(may),
);

it('is found in a blink, whatever marks a stranger strings together', () => {
  const began = performance.now();
  expect(firstLink(`https://a.example/${'.'.repeat(100_000)}x https://b.example/`)).toBe('https://b.example/');
  expect(performance.now() - began).toBeLessThan(10_000);
});
