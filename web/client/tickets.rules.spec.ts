import type { Message } from '#contracts/messages.js';
import type { TicketRow } from '#contracts/tickets.js';
import { afterMessage, belongs, byDue, inOrder, type ListPage, placed } from './tickets.rules.js';

const at = (minute: number) => `2026-11-22T08:${String(minute).padStart(2, '0')}:00.000Z`;
const row = (id: string, over: Partial<TicketRow> = {}): TicketRow => ({
  id,
  number: 1,
  state: 'open',
  subject: null,
  priority: 'normal',
  type: 'question',
  tags: [],
  due: null,
  snoozedUntil: null,
  channelKind: 'widget',
  customer: { name: 'Wei', verified: false, online: true, demo: false },
  assignee: null,
  team: null,
  waitingSince: null,
  lastMessageAt: at(0),
  preview: null,
  unread: 0,
  chat: null,
  promise: null,
  complaint: null,
  draft: false,
  version: 1,
  ...over,
});
const me = { id: 'me', name: 'Ling', pictureUrl: null };
const other = { id: 'other', name: 'Tom', pictureUrl: null };
const ids = (pages: ListPage[]) => pages.map((page) => page.items.map((item) => item.id));

it('puts the longest waiting first, then the latest activity', () => {
  const rows = [
    row('old', { lastMessageAt: at(1) }),
    row('late', { waitingSince: at(9) }),
    row('fresh', { lastMessageAt: at(5) }),
    row('early', { waitingSince: at(3) }),
  ];
  expect(rows.toSorted(inOrder).map((item) => item.id)).toEqual(['early', 'late', 'fresh', 'old']);
});

const owed = (kind: 'answer' | 'callback', minute: number | null) => ({ id: 'p', kind, state: 'open' as const, dueAt: minute === null ? null : at(minute), warnAt: null });

it('puts what is due soonest first, and what has no time last', () => {
  const rows = [row('none', { promise: owed('answer', null) }), row('late', { promise: owed('answer', 9), waitingSince: at(1) }), row('early', { promise: owed('callback', 3) })];
  expect(rows.toSorted(byDue).map((item) => item.id)).toEqual(['early', 'late', 'none']);
});

it.each([
  ['due', row('t'), false],
  ['due', row('t', { promise: owed('answer', 1) }), null],
  ['mine', row('t', { assignee: me }), true],
  ['mine', row('t', { assignee: other }), false],
  ['unassigned', row('t', { assignee: me }), false],
  ['unassigned', row('t'), null],
  ['all', row('t', { state: 'closed' }), false],
  ['all', row('t', { state: 'solved' }), false],
  ['mine', row('t', { assignee: me, snoozedUntil: at(9) }), false],
  ['all', row('t'), null],
] as const)('knows for %s whether %p belongs', (view, ticket, expected) => {
  expect(belongs(ticket, { view, state: 'open' }, 'me')).toBe(expected);
});

describe('a changed row', () => {
  const mine = { view: 'mine', state: 'open' } as const;
  const pages: ListPage[] = [
    { items: [row('a', { assignee: me, waitingSince: at(1) }), row('b', { assignee: me, waitingSince: at(4) })], nextCursor: 'x' },
    { items: [row('c', { assignee: me, lastMessageAt: at(3) })], nextCursor: null },
  ];
  it('moves to its new place', () => {
    expect(ids(placed(pages, row('a', { assignee: me, lastMessageAt: at(2) }), mine, 'me'))).toEqual([['b'], ['c', 'a']]);
  });
  it('leaves a list it no longer belongs to', () => {
    expect(ids(placed(pages, row('b', { assignee: other }), mine, 'me'))).toEqual([['a'], ['c']]);
    expect(ids(placed(pages, row('b', { assignee: me, state: 'closed' }), mine, 'me'))).toEqual([['a'], ['c']]);
  });
  it('enters a list that it now belongs to, and no other', () => {
    expect(ids(placed(pages, row('n', { assignee: me, waitingSince: at(2) }), mine, 'me'))).toEqual([['a', 'n', 'b'], ['c']]);
    expect(ids(placed(pages, row('n', { assignee: other }), mine, 'me'))).toEqual([['a', 'b'], ['c']]);
  });
  it('is left to the server when its place lies beyond what is loaded', () => {
    const [first] = pages;
    expect(ids(placed(first ? [first] : [], row('n', { assignee: me, lastMessageAt: at(2) }), mine, 'me'))).toEqual([['a', 'b']]);
  });
});

describe('a message', () => {
  const message = (kind: 'customer' | 'agent', over: Partial<Message> = {}): Message => ({
    id: 'm',
    seq: 1,
    clientMessageId: null,
    author: { kind, id: null, name: '' },
    kind: 'text',
    text: 'Hi',
    attachments: [],
    card: null,
    system: null,
    internal: false,
    recalledAt: null,
    createdAt: at(7),
    ...over,
  });
  it('of the customer starts the wait once and counts as unread', () => {
    const once = afterMessage(row('t'), message('customer'), false);
    expect(once).toMatchObject({ waitingSince: at(7), unread: 1, preview: { text: 'Hi', by: 'customer' } });
    expect(afterMessage(once, message('customer', { createdAt: at(8) }), true)).toMatchObject({ waitingSince: at(7), unread: 1 });
  });
  it('of an agent keeps what is to be kept by writing, not a call; a note keeps nothing', () => {
    expect(afterMessage(row('t', { promise: owed('answer', 1) }), message('agent'), false).promise).toBeNull();
    expect(afterMessage(row('t', { promise: owed('callback', 1) }), message('agent'), false).promise).not.toBeNull();
    expect(afterMessage(row('t', { promise: owed('answer', 1) }), message('agent', { internal: true }), false).promise).not.toBeNull();
  });
  it('of an agent ends the wait; a note does not', () => {
    const waiting = row('t', { waitingSince: at(1) });
    expect(afterMessage(waiting, message('agent'), false).waitingSince).toBeNull();
    expect(afterMessage(waiting, message('agent', { internal: true }), false)).toBe(waiting);
  });
});
