import fc from 'fast-check';
import { excerptOf, placesOf } from './search-excerpt.rules.js';
import { readQuery, tsqueryOf } from './search-query.rules.js';
import { endingsOf, vectorOf, wordsOf } from './search-words.rules.js';

const lexemes = (text: string) => wordsOf(text).map(({ lexeme }) => lexeme);

describe('the words of a text', () => {
  it.each([
    ['The Kettle leaks!', ['the', 'kettle', 'leaks']],
    ['退货运费', ['退货', '货运', '运费', '费']],
    ['订单A1052到了', ['订单', '单', 'a1052', '到了', '了']],
    ['ＶＩＰ café', ['vip', 'café']],
    ['مرحبا بكم', ['مرحبا', 'بكم']],
    ['see #4201 and a#b', ['see', '#4201', 'and', 'a', 'b']],
    ["it's o'clock \\ '", ['it', 's', 'o', 'clock']],
    ['🙂 ☎', []],
  ])('%s', (text, words) => {
    expect(lexemes(text)).toEqual(words);
  });

  it('stand where they are in the text', () => {
    const text = '好的, 退货 now';
    for (const { lexeme, from, to } of wordsOf(text)) expect(text.slice(from, to)).toBe(lexeme);
  });

  it('make a tsvector in which two texts are no neighbours', () => {
    expect(vectorOf(['a b', 'c'], ['8000'])).toBe("'a':1 'b':2 'c':13 '8000'");
  });

  it('of a number can be found by any four digits', () => {
    expect(endingsOf('8613800')).toEqual(['8613800', '613800', '13800', '3800']);
    expect(endingsOf('123')).toEqual([]);
  });
});

describe('what was typed', () => {
  it('is read into operators, phrases and words', () => {
    expect(readQuery('status:open tag:vip assignee:me priority:HIGH before:2026-10-01 has:file "exact phrase" kettle')).toMatchObject({
      states: ['new', 'open'], tags: ['vip'], assignee: 'me', priorities: ['high'], before: new Date('2026-10-01T00:00:00Z'), hasFile: true, unknown: [],
      terms: [{ lexemes: ['exact', 'phrase'], open: false }, { lexemes: ['kettle'], open: true }],
    });
  });

  it.each(['status:banana', 'before:2026-02-30', 'before:soon', 'has:', 'tag:', 'priority:'])('tells that %s means nothing', (typed) => {
    expect(readQuery(typed).unknown).toEqual([typed]);
  });

  it.each([
    ['kettle', "('kettle':*)"],
    ['退货', "('退货')"],
    ['退货运费', "('退货' <-> '货运' <-> '运费')"],
    ['退', "('退':*)"],
    ['anna@mail.example', "('anna' <-> 'mail' <-> 'example':*)"],
    ['http://x.example/a', "('http' <-> 'x' <-> 'example' <-> 'a')"],
    ['#4201', "('#4201')"],
    ['"not closed', "('not' <-> 'closed')"],
    ["a'b & !c | d:* <-> ('", "('a' <-> 'b') & ('c') & ('d')"],
    ['status:open', null],
    ['***', null],
  ])('%s asks for %s', (typed, query) => {
    expect(tsqueryOf(readQuery(typed).terms)).toBe(query);
  });

  it('takes an operator in the punctuation of Chinese too', () => {
    expect(readQuery('tag：加急 assignee:"王 志远"')).toMatchObject({ tags: ['加急'], assignee: '王 志远' });
  });
});

describe('an excerpt', () => {
  const terms = (typed: string) => readQuery(typed).terms;

  it('shows every hit', () => {
    const rangesOf = (text: string, typed: string) => excerptOf(text, terms(typed)).ranges.map(({ from, to }) => [from, to]);
    expect(rangesOf('The kettle leaks. Kettles do.', 'kettle')).toEqual([[4, 10], [18, 25]]);
    expect(rangesOf('保温杯退货的运费', '退货')).toEqual([[3, 5]]);
    expect(rangesOf('保温杯退货的运费', '退货的运')).toEqual([[3, 7]]);
    expect(rangesOf('an exact phrase, no exact other phrase', '"exact phrase"')).toEqual([[3, 15]]);
  });

  it('is a part of the text around the first hit, cutting no sign in two', () => {
    const text = `${'🙂'.repeat(200)} kettle ${'🙂'.repeat(200)}`;
    const { text: part, ranges } = excerptOf(text, terms('kettle'));
    expect([part.length <= 163, part.isWellFormed(), ranges.map(({ from, to }) => part.slice(from, to))]).toEqual([true, true, ['kettle']]);
  });

  it('never leaves the text, whatever is asked', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.string({ unit: 'grapheme', maxLength: 20 }), (text, typed) => {
        const { text: part, ranges } = excerptOf(text, terms(typed));
        const inner = text.length <= 160 ? part : part.replace(/^…|…$/g, '');
        return text.includes(inner) && ranges.every(({ from, to }) => from >= 0 && from < to && to <= part.length) && placesOf(text, terms(typed)).every(([from, to]) => from < to);
      }),
      { numRuns: 300 },
    );
  });
});
