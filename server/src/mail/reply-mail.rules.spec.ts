import { pageOfReply, plainReply, replySubject } from './reply-mail.rules.js';

const parts = { words: 'Dear <b>Mei</b>,\n\na new lid & seal are on the way.', signature: 'Mia\nAurora "Home"', former: { line: 'On Friday, Mei wrote:', text: 'It leaks.\n\n<script>alert(1)</script>' } };

test('a reply as text: words, signature, what it answers', () => {
  expect(plainReply(parts)).toBe('Dear <b>Mei</b>,\n\na new lid & seal are on the way.\n\n-- \nMia\nAurora "Home"\n\nOn Friday, Mei wrote:\n> It leaks.\n>\n> <script>alert(1)</script>');
  expect(plainReply({ words: 'Yes', signature: ' ', former: null })).toBe('Yes');
});

test('a reply as page holds no markup of anybody', () => {
  const page = pageOfReply(parts);
  expect(page).toContain('<p dir="auto">Dear &lt;b&gt;Mei&lt;/b&gt;,</p><p dir="auto">a new lid &amp; seal are on the way.</p>');
  expect(page).toContain('It leaks.<br><br>&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(page).toContain('Mia<br>Aurora &quot;Home&quot;');
});

test('quotes a long mail briefly', () => {
  const text = plainReply({ ...parts, former: { line: 'x', text: Array.from({ length: 40 }, (_, index) => `line ${index}`).join('\n') } });
  expect(text).toContain('> line 11\n> …');
  expect(text).not.toContain('line 12');
});

test.each([
  ['The kettle leaks', 'Re: The kettle leaks'],
  ['Re: Re: AW: The kettle leaks', 'Re: The kettle leaks'],
  ['回复：水壶漏水', 'Re: 水壶漏水'],
  ['RE[2]: kettle', 'Re: kettle'],
  ['Return: kettle', 'Re: Return: kettle'],
])('%s is answered as %s', (subject, reply) => {
  expect(replySubject(subject)).toBe(reply);
});
