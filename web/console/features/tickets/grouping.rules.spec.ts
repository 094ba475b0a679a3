import type { TicketRow } from '#contracts/tickets.js';
import { dueGroup, itemsOf } from './grouping.rules.js';

const NOW = new Date(2026, 10, 23, 9, 30).getTime();
const at = (day: number, hour: number) => new Date(2026, 10, day, hour).toISOString();
const row = (id: string, over: Partial<TicketRow> = {}): TicketRow => ({
  id, number: 1, state: 'open', subject: null, priority: 'normal', type: 'question', tags: [], snoozedUntil: null, channelKind: 'widget',
  customer: { name: 'Anna', verified: false, online: false, demo: false }, assignee: null, team: null, waitingSince: null, lastMessageAt: at(23, 8), preview: null, unread: 0,
  chat: null, promise: null, due: null, complaint: null, draft: false, version: 1, ...over,
});

it.each([
  [null, 'none'],
  [at(23, 8), 'overdue'],
  [at(23, 23), 'today'],
  [at(24, 0), 'tomorrow'],
  [at(24, 23), 'tomorrow'],
  [at(25, 0), 'later'],
] as const)('counts what is due at %s as %s', (dueAt, group) => expect(dueGroup(dueAt, NOW)).toBe(group));

describe('a grouped list', () => {
  const ann = { id: 'ann', name: 'Ann', pictureUrl: null };
  const rows = [row('a', { assignee: ann }), row('b', { assignee: ann }), row('c')];
  it('has a heading before each group, and counts rows alone', () => {
    expect(itemsOf(rows, 'assignee', NOW).map((item) => (item.kind === 'head' ? [item.head.key, item.head.name] : item.position))).toEqual([['ann', 'Ann'], 1, 2, ['nobody', null], 3]);
  });

  it('has none without a group', () => {
    expect(itemsOf(rows, undefined, NOW).map((item) => item.kind)).toEqual(['row', 'row', 'row']);
  });

  it('tells two people of one name apart', () => {
    const twin = { ...ann, id: 'twin' };
    expect(itemsOf([row('a', { assignee: ann }), row('b', { assignee: twin })], 'assignee', NOW).filter(({ kind }) => kind === 'head')).toHaveLength(2);
  });
});
