import fc from 'fast-check';
import { pieces } from './rich-text.rules.js';

const links = (text: string) => pieces(text).flatMap((piece) => ('href' in piece ? [piece.href] : []));

describe('addresses in a text', () => {
  it.each([
    ['see https://a.example/x?y=1&z=2.', ['https://a.example/x?y=1&z=2']],
    ['(https://a.example/x)', ['https://a.example/x']],
    ['https://en.example/wiki/Kettle_(pot), yes', ['https://en.example/wiki/Kettle_(pot)']],
    ['请看https://a.example/退货，谢谢', ['https://a.example/退货']],
    ['HTTP://A.EXAMPLE one https://b.example!', ['HTTP://A.EXAMPLE', 'https://b.example']],
    ['javascript:alert(1) ftp://a.example data:text/html,x www.a.example', []],
    ['https://', []],
    ['<a href="https://a.example">x</a>', ['https://a.example']],
  ])('%s', (text, expected) => expect(links(text)).toEqual(expected));

  it('take no time over marks that a stranger strings together', () => {
    const began = performance.now();
    expect(links(`https://a.example/${'.)'.repeat(50_000)}x`)).toHaveLength(1);
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it('lose no character of any text, and link to nothing but the web', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('https://a.example/(', ').', 'http://', '，')), { maxLength: 8 }), (parts) => {
        const text = parts.join('');
        // A link may show its host in honest letters; where it leads is what was written.
        expect(pieces(text).map((piece) => ('href' in piece ? piece.href : piece.text)).join('')).toBe(text);
        expect(links(text).every((href) => /^https?:\/\//i.test(href))).toBe(true);
      }),
    );
  });
});
