import { oneLine, storable, textOf } from './plain-text.rules.js';

test.each([
  ['paragraphs', '<p>One</p><p>Two<br>Three</p>', 'One\n\nTwo\nThree'],
  ['blocks', '<div>One</div><div>Two</div>', 'One\nTwo'],
  ['spaces', 'a\n   b&nbsp;&amp; c', 'a b & c'],
  ['a list', '<ul><li>One</li><li>Two</li></ul>', '- One\n- Two'],
  ['a table', '<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a b\nc'],
  ['a quote', 'Yes<blockquote><p>Does it leak?</p></blockquote>', 'Yes\n\n> Does it leak?'],
  ['what is not said', '<head><title>x</title></head><style>p{}</style><script>alert(1)</script><p>水壶</p>', '水壶'],
  ['nothing', '', ''],
])('%s in words', (_, html, text) => {
  expect(textOf(html)).toBe(text);
});

test('keeps what can be kept', () => {
  expect(storable('a\u0000b\ud83d', 10)).toBe('ab\ufffd');
  expect(storable('ab😀', 3)).toBe('ab\ufffd');
  expect(oneLine(' Re:\r\n\t水壶\u202e  x ', 100)).toBe('Re: 水壶 x');
});
