import { linkParts } from './linked-text.rules.js';

const links = (text: string) => linkParts(text).flatMap((part) => (part.href ? [part.href] : []));

it('keeps every character of the text', () => {
  const text = 'See https://a.example/x?y=1, then (https://b.example).\n好的https://c.example/退货。谢谢';
  expect(
    linkParts(text)
      .map((part) => part.text)
      .join(''),
  ).toBe(text);
  expect(links(text)).toEqual(['https://a.example/x?y=1', 'https://b.example', 'https://c.example/退货']);
});

it.each(['javascript:alert(1)', 'data:text/html,x', 'shop.example', 'file:///etc/passwd', 'http://', 'mailto:a@b.example', 'https://bank.example@evil.example/'])('makes no link of %s', (text) => {
  expect(links(text)).toEqual([]);
});

it('keeps brackets that belong to the address', () => {
  expect(links('https://en.example/Kettle_(steel)')).toEqual(['https://en.example/Kettle_(steel)']);
});

it('takes no time over marks that a stranger strings together', () => {
  const began = performance.now();
  expect(links(`https://a.example/${'.'.repeat(100_000)}x`)).toHaveLength(1);
  expect(performance.now() - began).toBeLessThan(10_000);
});
