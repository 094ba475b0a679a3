import { factsOf } from './page-facts.js';
import { charsetOf, cleanLine } from './page-text.rules.js';

it.each([
  ['  Steel\n\tkettle  ', 'Steel kettle'],
  ['Invoice \u202egpj.exe\u2066', 'Invoice gpj.exe'],
  ['a\u0000b\u0007c\u200bd\ufeff', 'abcd'],
  ['👩\u200d🍳 cooks', '👩\u200d🍳 cooks'],
  ['水壶'.repeat(20), `${'水壶'.repeat(20).slice(0, 19)}…`],
])('cleans “%s”', (text, line) => expect(cleanLine(text, 20)).toBe(line));

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
it.each([
  ['text/html; charset=gb18030', '<meta charset="utf-8">', 'gb18030'],
  ['text/html', '<meta charset="big5">', 'big5'],
  ['text/html', '<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS">', 'Shift_JIS'],
  ['text/html; charset=nonsense', '', 'utf-8'],
  ['text/html', '\u00ef\u00bb\u00bf<meta charset="big5">', 'utf-8'],
])('reads %s with %s as %s', (type, head, charset) => expect(charsetOf(type, bytes(head))).toBe(charset));

const page = 'https://shop.example/p/1';
it('takes what a page says of itself, its own words before its title', () => {
  const html = `<title>Kettle &amp; more</title><meta property="og:title" content="Ember kettle"><meta name="description" content="Boils.">
    <meta property="og:site_name" content="Shop"><meta property="og:image" content="/k.jpg"><body><meta property="og:title" content="no"><title>no</title>`;
  expect(factsOf(html, page)).toEqual({ title: 'Ember kettle', site: 'Shop', description: 'Boils.', pictureUrl: 'https://shop.example/k.jpg' });
});
it('falls back to the title, and to nothing', () => {
  expect(factsOf('<head><title>Kettle &amp; more</title></head>', page)).toMatchObject({ title: 'Kettle & more', pictureUrl: null });
  expect(factsOf('plain words', page)).toMatchObject({ title: '', description: '' });
});
it('reads nothing of what stands in the body, in scripts and in comments', () => {
  const html = '<script>"<title>a</title>"</script><!-- <title>b</title> --><style>title{}</style><body><title>c</title>';
  expect(factsOf(html, page).title).toBe('');
});
it('keeps a huge title bounded, and no address that is none of the web', () => {
  const html = `<title>${'x'.repeat(400_000)}</title><meta property="og:image" content="javascript:alert(1)">`;
  const facts = factsOf(html, page);
  expect([[...facts.title].length, facts.pictureUrl]).toEqual([140, null]);
});
