import { named } from './named.rules.js';

const PEOPLE = [{ id: 'a', name: 'Ann' }, { id: 'b', name: 'Anna Ott' }, { id: 'c', name: '王志远' }, { id: 'd', name: 'رنا خليل' }, { id: 'e', name: 'Jean-Luc Böhm' }];

describe('who is found', () => {
  it.each([
    ['', ['a', 'b', 'c', 'd', 'e']], ['an', ['a', 'b']], ['ott', ['b']], ['luc', ['e']], ['böhm', ['e']], ['志', ['c']], ['رنا', ['d']], ['anna ott ', []], ['nn', []],
  ])('for %j', (query, ids) => {
    expect(named(PEOPLE, query).map(({ id }) => id)).toEqual(ids);
  });
  it('puts names that begin so before parts of others', () => {
    expect(named([{ id: '1', name: 'Mia Tom' }, { id: '2', name: 'Tom Bauer' }], 'tom').map(({ id }) => id)).toEqual(['2', '1']);
  });
});
