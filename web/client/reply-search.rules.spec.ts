import { searchReplies, soundsFrom } from './reply-search.rules.js';

const reply = (title: string, fields: Partial<Parameters<typeof searchReplies>[0][number]> = {}) => ({
  title, pinyin: '', shortcut: null, folder: null, texts: {}, uses: 0, lastUsedAt: null, ...fields,
});
const titles = (found: readonly { title: string }[]) => found.map(({ title }) => title);

describe('the sound of Chinese characters', () => {
  const pinyin = 'tui huo di zhi';
  it.each([
    ['thdz', 0], ['tuihuodizhi', 0], ['tuihdz', 0], ['tuihuo', 0], ['t', 0], ['dz', 2], ['dizhi', 2], ['huod', 1],
    ['hd', 1], ['td', -1], ['tuix', -1], ['thdzx', -1], ['', 0], ['t1', -1],
  ])('is found by %s from syllable %s on', (letters, from) => {
    expect(soundsFrom(pinyin, letters)).toBe(letters === '' ? -1 : from);
  });
  it('writes ü as v, and takes both', () => {
    expect(soundsFrom('nv shi', 'nvs')).toBe(0);
    expect(soundsFrom('nv shi', 'nüs')).toBe(0);
  });
  it('is not lost in a title made to be ambiguous', () => {
    const many = Array.from({ length: 80 }, () => 'aaaaaa').join(' ');
    expect(soundsFrom(many, `${'a'.repeat(40)}b`)).toBe(-1);
  });
});

describe('searching saved replies', () => {
  const all = [
    reply('退货地址', { pinyin: 'tui huo di zhi', shortcut: 'addr', uses: 3 }),
    reply('Return window', { texts: { en: 'You may return it within 14 days.' }, uses: 9 }),
    reply('Greeting', { texts: { en: 'Hello, how can I help with your return?' }, lastUsedAt: '2026-11-20T10:00:00.000Z' }),
    reply('Wait a moment', { folder: 'Greetings', lastUsedAt: '2026-11-21T10:00:00.000Z' }),
  ];
  it('shows what was used last, then what is used most, while nothing is typed', () => {
    expect(titles(searchReplies(all, ''))).toEqual(['Wait a moment', 'Greeting', 'Return window', '退货地址']);
  });
  it.each([
    ['addr', ['退货地址']],
    ['tuih', ['退货地址']],
    ["tui'huo", ['退货地址']],
    ['退货', ['退货地址']],
    ['return', ['Return window', 'Greeting']],
    ['window', ['Return window']],
    ['rtw', ['Return window']],
    ['greet', ['Greeting', 'Wait a moment']],
    ['return win', ['Return window']],
    ['ＡＤＤＲ', ['退货地址']],
    ['nothing like it', []],
  ])('finds by %s', (query, expected) => {
    expect(titles(searchReplies(all, query))).toEqual(expected);
  });
});
