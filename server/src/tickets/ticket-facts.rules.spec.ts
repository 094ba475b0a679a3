import fc from 'fast-check';
import { changesOf, crossing, type Facts, fieldsOf, tidyTags } from './ticket-facts.rules.js';

const FACTS: Facts = { subject: 'Kettle', priority: 'normal', type: 'question', tags: ['kettle', 'b09'] };

describe('tags', () => {
  it.each([
    [['VIP', ' vip '], ['vip']],
    [['Late   Parcel', '物流、延误'], ['late parcel', '物流 延误']],
    [['é', 'e\u0301'], ['é']],
    [['   ', ','], []],
    [['שלום', 'b'], ['שלום', 'b']],
  ])('%j become %j', (given, tidy) => expect(tidyTags(given)).toEqual(tidy));

  it('are tidy once and for all', () => {
    fc.assert(fc.property(fc.array(fc.string()), (tags) => expect(tidyTags(tidyTags(tags))).toEqual(tidyTags(tags))));
  });
});

describe('a change of facts', () => {
  it.each([
    [{ subject: 'Kettle', priority: 'normal', tags: ['KETTLE', 'b09'] } as const, {}],
    [{ subject: '' } as const, { subject: null }],
    [{ subject: null } as const, { subject: null }],
    [{ priority: 'urgent', type: 'question' } as const, { priority: 'urgent' }],
    [{ tags: ['b09'] } as const, { tags: ['b09'] }],
  ])('of %j is %j', (wish, changes) => {
    expect(changesOf(FACTS, wish)).toEqual(changes);
  });

  it('names its fields in one order', () => expect(fieldsOf({ tags: [], subject: null })).toEqual(['subject', 'tags']));
});

describe('a change that somebody crossed', () => {
  const later = [{ byId: 'ling', version: 5, fields: ['priority'] as const }];
  it.each([
    ['is told of it', ['priority'] as const, 4, 'tom', later[0]],
    ['is none when the other one touched something else', ['tags'] as const, 4, 'tom', null],
    ['is none when it was seen', ['priority'] as const, 5, 'tom', null],
    ['is none when it was the own one', ['priority'] as const, 4, 'ling', null],
  ])('%s', (_, wanted, seen, who, found) => {
    expect(crossing(later, wanted, seen, who)).toEqual(found);
  });
});
