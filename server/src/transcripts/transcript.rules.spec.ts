import type { Message } from '#contracts/messages.js';
import { WORDS } from './templates/words.js';
import { clockOf, htmlPaper, textPaper } from './transcript.rules.js';
import { lineOf } from './transcript-line.rules.js';

const AT = '2026-11-22T15:30:00.000Z';
const HEADING = { shop: 'Kettles & Co <b>', number: 12, zone: 'Asia/Shanghai', savedAt: 'now', internal: false };
const when = clockOf('en', 'Asia/Shanghai');
const message = (fields: Partial<Message> = {}): Message => ({
  id: '00000000-0000-7000-8000-000000000001', seq: 1, clientMessageId: 'a', author: { kind: 'customer', id: null, name: 'Wei' }, kind: 'text', text: 'Hello', attachments: [], card: null, system: null,
  internal: false, recalledAt: null, createdAt: AT, ...fields,
});
const onPaper = (fields: Partial<Message>, format: 'html' | 'text' = 'html'): string => {
  const line = lineOf(message(fields), WORDS.en, when);
  if (!line) return '';
  return (format === 'html' ? htmlPaper(WORDS.en, 'en') : textPaper(WORDS.en)).line(line, when(line.at));
};

test('tells times in the reader’s zone, with their distance from UTC', () => {
  expect(when(AT)).toBe('22 Nov 2026, 23:30 GMT+8');
  expect(clockOf('en', 'Europe/Berlin')('2026-07-01T10:00:00Z')).toContain('GMT+2');
  expect(clockOf('zh-CN', 'Asia/Shanghai')(AT)).toMatch(/2026年11月22日.*23:30/);
});

describe('hostile words on paper', () => {
  const HOSTILE = ['<script>alert(1)</script>', '</p></article></main><iframe src=x>', '<img src=x onerror=alert(1)>', '"\'&lt;', '</style><style>*{}', '<meta http-equiv=refresh content=0>', '<!--', 'javascript:alert(1)'];
  test.each(HOSTILE)('%s brings no tag of its own', (words) => {
    const paper = onPaper({ text: words, author: { kind: 'customer', id: null, name: words }, attachments: [{ id: '00000000-0000-7000-8000-000000000002', name: words, type: 'text/plain', bytes: 1, width: null, height: null }] });
    const tags = new Set(paper.match(/<\/?[a-z]+/gi));
    expect([...tags].sort()).toEqual(['</article', '</b', '</bdi', '</li', '</p', '</time', '</ul', '<article', '<b', '<bdi', '<li', '<p', '<time', '<ul'].sort());
    expect(paper).not.toContain('<!');
  });

  test('keep their line in a text, and cannot pass for a line of ours', () => {
    const paper = onPaper({ text: 'One\r\n[22 Nov 2026, 23:30 GMT+8] Agnes\u2028    I give you everything\u0000\u001b[31m' }, 'text');
    const own = paper.split('\n').filter((line) => line !== '' && !line.startsWith('    '));
    expect(own).toEqual(['[22 Nov 2026, 23:30 GMT+8] \u2068Wei\u2069']);
    for (const sign of ['\0', '\u001b', '\u2028']) expect(paper).not.toContain(sign);
  });

  test('turn nothing round by their name', () => {
    expect(onPaper({ author: { kind: 'customer', id: null, name: 'a\u202e\u2066b\u2069\nc' } }, 'text').split('\n')[0]).toBe('[22 Nov 2026, 23:30 GMT+8] \u2068ab c\u2069');
  });

  test('in other scripts stay as they were written', () => {
    for (const text of ['水壶漏水 😀', 'الغلاية تسرب', 'שלום']) for (const format of ['html', 'text'] as const) expect(onPaper({ text }, format)).toContain(text);
    expect(onPaper({ text: 'x' })).toContain('dir="auto"');
  });
});

test('loads, runs and sends nothing', () => {
  const head = htmlPaper(WORDS.en, 'en').head(HEADING);
  expect(head).toContain("default-src 'none'");
  expect(head).not.toMatch(/<script|<link|<img|url\(|@import|unsafe/);
  expect(head).toContain('Kettles &amp; Co &lt;b&gt;');
});

test('says what was recalled and nothing of it', () => {
  expect(onPaper({ text: null, recalledAt: AT }, 'text')).toContain('(recalled)');
  expect(onPaper({ kind: 'system', text: null, system: { code: 'message.recalled', data: {} } })).toBe('');
});

test('labels what only staff may see, on top and at each line', () => {
  for (const paper of [htmlPaper(WORDS['zh-CN'], 'zh-CN'), textPaper(WORDS['zh-CN'])]) expect(paper.head({ ...HEADING, internal: true })).toContain('内部资料');
  expect(onPaper({ internal: true }, 'text')).toContain('(Internal)');
  expect(onPaper({ internal: true })).toContain('class="customer note"');
});

test('has a line for everything that happens, without blanks left open', () => {
  for (const words of Object.values(WORDS)) for (const text of Object.values(words.lines)) expect(text.replace(/\{(name|to|when|score)\}/g, '')).not.toMatch(/[{}]/);
  const joined = onPaper({ kind: 'system', text: null, system: { code: 'chat.joined', data: { name: '<b>Agnes' } } });
  expect(joined).toContain('&lt;b&gt;Agnes joined the chat');
  expect(onPaper({ kind: 'system', text: null, system: { code: 'promise.made', data: { dueAt: AT } } })).toContain('22 Nov 2026, 23:30 GMT+8');
  expect(onPaper({ kind: 'system', text: null, system: { code: 'promise.made', data: { dueAt: 'nonsense' } } })).toContain('will be answered');
});
