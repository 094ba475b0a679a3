import { mentionAt, mentionsIn } from './mention.rules.js';

const PEOPLE = [{ id: 'a', name: 'Ann' }, { id: 'b', name: 'Anna Ott' }, { id: 'c', name: '王志远' }, { id: 'd', name: 'رنا خليل' }, { id: 'e', name: 'Jean-Luc Böhm' }];

describe('whom somebody is about to mention', () => {
  it.each([
    ['@', 1, { from: 0, to: 1, query: '' }],
    ['Please, @An', 11, { from: 8, to: 11, query: 'An' }],
    ['请@王', 3, { from: 1, to: 3, query: '王' }],
    ['请＠王', 3, { from: 1, to: 3, query: '王' }],
    ['(@Anna O', 8, { from: 1, to: 8, query: 'Anna O' }],
    ['ann@shop', 8, null],
    ['@ 15:00', 7, null],
    ['@Ann\nand', 8, null],
    ['plain words', 11, null],
  ])('%j at %d', (text, caret, wanted) => {
    expect(mentionAt(text, caret)).toEqual(wanted);
  });
});

describe('whom a text mentions', () => {
  it.each([
    ['@Ann, look', ['a']],
    ['@anna ott and @Ann', ['b', 'a']],
    ['@Anna is nobody here', []],
    ['请@王志远看一下', ['c']],
    ['‏@رنا خليل شكرا', ['d']],
    ['write to ann@Ann.example', []],
    ['@Jean-Luc Böhm: done', ['e']],
    ['@@Ann', ['a']],
    ['nobody', []],
  ])('%j', (text, ids) => {
    expect(mentionsIn(text, PEOPLE).map(({ person }) => person.id)).toEqual(ids);
  });
  it('says where they stand', () => {
    const text = 'See @Anna Ott.';
    expect(mentionsIn(text, PEOPLE).map(({ from, to }) => text.slice(from, to))).toEqual(['@Anna Ott']);
  });
  it('takes of two of one name the one that was chosen', () => {
    const two = [{ id: '1', name: 'Kim' }, { id: '2', name: 'Kim' }];
    expect([mentionsIn('@Kim', two)[0]?.person.id, mentionsIn('@Kim', two, new Set(['2']))[0]?.person.id]).toEqual(['1', '2']);
  });
});
