import { TicketGroup, TicketSort, TicketView, type TicketFilter } from '#contracts/tickets.js';
import { sorted } from './ticket-pages.js';

const ID = '019f0000-0000-7000-8000-000000000001';
const FILTERS: readonly TicketFilter[] = [
  {}, { states: ['open'] }, { priorities: ['high'] }, { types: ['task'] }, { tags: ['vip'] }, { assignee: 'me' }, { teamId: ID }, { channelId: ID }, { subStates: ['photo'] },
  { waiting: true }, { unread: true }, { unread: false }, { callbacks: 'mine' }, { follower: 'me' }, { spam: true },
];
const textOf = (view: TicketView, state: 'open' | 'closed', sort: TicketSort, group: TicketGroup | undefined, filter: TicketFilter): string => {
  const values: unknown[] = [];
  return sorted({ view, state, sort, group, filter, readsHidden: false, after: null, limit: 51 }, (value) => `$${values.push(value)}`).text;
};

describe('a page that is read and sorted', () => {
  const states = ['open', 'closed'] as const;
  it.each(TicketView.options)('joins every table that its statement names, and no other, in the view %s', (view) => {
    for (const state of states)
      for (const filter of FILTERS)
        for (const group of [undefined, ...TicketGroup.options])
          for (const sort of TicketSort.options) {
            const text = textOf(view, state, sort, group, filter);
            // A join names its table itself, and the key it joins by.
            const named = new Set([...text.replaceAll(/JOIN .*? ON \w+\."\w+" = k\."\w+"/gu, '').matchAll(/\b(t|c|p|tc|ga|gt)\./gu)].map(([, name]) => name));
            const joined = new Set([...text.matchAll(/ (\w+) ON \w+\."\w+" = k\./gu)].map(([, name]) => name));
            expect([view, state, sort, group, filter, [...joined].sort()]).toEqual([view, state, sort, group, filter, [...named].sort()]);
          }
  });
});
