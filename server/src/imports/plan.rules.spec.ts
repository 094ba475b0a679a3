import type { RefusalCode } from '#contracts/imports.js';
import { sortChatwoot } from './chatwoot.rules.js';
import { csvTicket } from './csv-ticket.rules.js';
import { NO_FIELDS } from './field.rules.js';
import type { HistoricTicket, Sorted } from './historic.types.js';
import { columnsFor } from './import-words.rules.js';
import { MOST_MESSAGES } from './loose.rules.js';
import { type Plan, planOf, type Setting } from './plan.rules.js';
import { rowsOf } from './ticket-rows.rules.js';
import { sortZendesk } from './zendesk.rules.js';

const now = new Date('2026-11-23T08:00:00.000Z');
const setting = (parts: Partial<Setting> = {}): Setting => ({ now, solvedDays: 7, zone: 'UTC', states: new Map(), timeless: false, people: new Map(), staff: new Set(['mei@shop.example']), fields: NO_FIELDS, ...parts });
const ticketIn = (sorted: Sorted | null): HistoricTicket => {
  if (sorted?.kind !== 'ticket') throw new Error('no ticket');
  return sorted.data;
};
const planned = (ticket: HistoricTicket, parts: Partial<Setting> = {}): Plan => {
  const answer = planOf(ticket, setting(parts));
  if ('refused' in answer) throw new Error(answer.refused);
  return answer.plan;
};
const zendesk = (parts: object = {}) => ({
  url: 'https://x.zendesk.example/api/v2/tickets/35.json', id: 35, created_at: '2026-11-20T10:00:00Z', updated_at: '2026-11-21T10:00:00Z', type: 'incident', subject: '水壶漏水', description: 'It leaks', priority: 'high', status: 'open',
  requester_id: 7, assignee_id: 8, tags: ['VIP', '水壶'], comments: [
    { id: 2, author_id: 8, body: 'Which one?', public: true, created_at: '2026-11-20T11:00:00Z' },
    { id: 1, author_id: 7, html_body: '<p>It <b>leaks</b></p><script>alert(1)</script>', public: true, created_at: '2026-11-20T10:00:00Z', attachments: [{ file_name: 'leak.jpg', content_url: 'https://x.zendesk.example/leak.jpg' }] },
    { id: 3, author_id: 8, plain_body: 'ask the warehouse', public: false, created_at: '2026-11-20T12:00:00Z' },
    { id: 4, author_id: 7, body: 'The blue one', public: true, created_at: '2026-11-21T09:00:00Z' },
  ], ...parts,
});
const people = new Map([['7', { id: '7', name: 'Anna 安娜', email: 'Anna@Customer.example', staff: false }], ['8', { id: '8', name: 'Mei', email: 'mei@shop.example', staff: true }]]);

describe('a ticket of Zendesk', () => {
  const plan = planned(ticketIn(sortZendesk(zendesk(), null)), { people });
  it('keeps its words in order, with who said them, and no page', () => {
    expect(plan.messages.map(({ side, own, internal, text, author }) => [side, own, internal, text, author?.name])).toEqual([
      ['customer', true, false, 'It leaks\nleak.jpg · https://x.zendesk.example/leak.jpg', 'Anna 安娜'], ['agent', false, false, 'Which one?', 'Mei'], ['agent', false, true, 'ask the warehouse', 'Mei'], ['customer', true, false, 'The blue one', 'Anna 安娜'],
    ]);
    expect(plan).toMatchObject({ state: 'open', priority: 'high', type: 'problem', tags: ['vip', '水壶'], requester: { name: 'Anna 安娜', email: 'anna@customer.example' }, assignee: { email: 'mei@shop.example' }, createdAt: new Date('2026-11-20T10:00:00Z') });
  });
  it('stands as if its talk had gone through here', () => {
    const rows = rowsOf(plan, { channelId: 'c', teamId: null, origin: 'zendesk', externalId: '35', importId: 'i', visitorId: 'v', importedAt: now, accountOf: (email) => (email === 'mei@shop.example' ? 'mei' : null), holderOf: (email) => (email === 'mei@shop.example' ? 'mei' : null) });
    expect(rows.messages.map(({ staffSeq, publicSeq, senderId }) => [staffSeq, publicSeq, senderId])).toEqual([[1, 1, 'v'], [2, 2, 'mei'], [3, null, 'mei'], [4, 3, 'v']]);
    expect(rows.timeline).toMatchObject({ publicHead: 3, staffHead: 4, gate: 'quiet', waitingSince: new Date('2026-11-21T09:00:00Z'), staffUnread: 1, customerReadSeq: 3 });
    expect(rows.ticket).toMatchObject({ assigneeId: 'mei', state: 'open', externalId: '35', origin: 'zendesk', importedAt: now });
  });
  it('begins with its description only where no comment says it', () => {
    const bare = ticketIn(sortZendesk(zendesk({ comments: undefined }), 'tickets'));
    expect(planned(bare, { people }).messages.map(({ text }) => text)).toEqual(['It leaks']);
    const comment = sortZendesk({ id: 1, ticket_id: 35, author_id: 7, body: 'It leaks, really', public: true, created_at: '2026-11-20T10:00:00Z' }, 'comments');
    if (comment?.kind !== 'message') throw new Error('no message');
    expect(planned({ ...bare, messages: [...bare.messages, comment.data] }, { people }).messages.map(({ text }) => text)).toEqual(['It leaks, really']);
  });
  it('is closed where it was solved long ago, and solved where a customer may still answer', () => {
    const solved = (updated_at: string) => planned(ticketIn(sortZendesk(zendesk({ status: 'solved', updated_at }), null)), { people });
    expect(solved('2026-11-21T10:00:00Z')).toMatchObject({ state: 'solved', closedAt: null });
    expect(solved('2026-10-01T10:00:00Z')).toMatchObject({ state: 'closed', closedAt: new Date('2026-10-08T10:00:00Z') });
  });
  it.each<[string, object, RefusalCode]>([
    ['a state that nobody knows', { status: 'brewing' }, 'state_unknown'],
    ['no state', { status: null }, 'state_missing'],
    ['deleted', { status: 'deleted' }, 'deleted'],
    ['opened tomorrow', { created_at: '2026-11-24T10:00:00Z' }, 'time_in_future'],
    ['a time that is none', { created_at: 'soon' }, 'time_unreadable'],
    ['no time at all', { created_at: null, comments: [{ id: 1, author_id: 7, body: 'x' }] }, 'time_missing'],
    ['nothing in it', { subject: null, description: '', comments: [] }, 'nothing_in_it'],
    ['more than a ticket holds', { comments: Array.from({ length: MOST_MESSAGES + 1 }, (_, id) => ({ id, author_id: 7, body: 'x' })) }, 'too_many_messages'],
  ])('is refused with %s', (_, parts, refused) => {
    expect(planOf(ticketIn(sortZendesk(zendesk(parts), 'tickets')), setting({ people }))).toMatchObject({ refused });
  });
  it('takes a word as somebody said it is meant', () => {
    expect(planned(ticketIn(sortZendesk(zendesk({ status: 'Brewing' }), null)), { people, states: new Map([['brewing', 'on_hold' as const]]) }).state).toBe('on_hold');
  });
  it.each<[object, string | null, Sorted['kind'] | null]>([
    [{ id: 7, name: 'Anna', email: 'a@b.example', role: 'end-user' }, 'users', 'person'],
    [{ id: 5, name: 'Org', domain_names: [] }, null, 'organization'],
    [{ ticket: { id: 1, status: 'open', subject: 'x' }, comments: [{ id: 2, body: 'y' }] }, null, 'ticket'],
    [{ id: 5, shape: 'round' }, null, null],
    [{ body: 'without an id' }, 'comments', null],
  ])('tells %j by its shape', (record, list, kind) => {
    expect(sortZendesk({ ...record }, list)?.kind ?? null).toBe(kind);
  });
});

describe('a conversation of Chatwoot', () => {
  const talk = {
    meta: { sender: { id: 3, name: '王芳', email: null, phone_number: '+8613800138000' }, assignee: { id: 3, name: 'Mei', email: 'mei@shop.example' } }, id: 12, status: 'resolved', created_at: 1_763_632_800, last_activity_at: 1_763_636_400, labels: ['billing'],
    additional_attributes: {}, inbox_id: 1, priority: 'urgent', messages: [
      { id: 101, content: 'Conversation was resolved', message_type: 2, created_at: 1_763_636_400 },
      { id: 100, content: '你好', message_type: 0, created_at: 1_763_632_800, sender: { id: 3, name: '王芳', type: 'contact' } },
      { id: 102, content: 'note', message_type: 1, private: true, created_at: 1_763_632_900, sender: { id: 3, name: 'Mei', type: 'user' } },
      { id: 103, content: 'Hello!', message_type: 'template', created_at: 1_763_632_950 },
    ],
  };
  it('keeps what people said, and tells contacts from agents of the same number', () => {
    const plan = planned(ticketIn(sortChatwoot(talk, 'payload')));
    expect(plan.messages.map(({ side, own, internal, text }) => [side, own, internal, text])).toEqual([['customer', true, false, '你好'], ['agent', false, true, 'note'], ['bot', false, false, 'Hello!']]);
    expect(plan).toMatchObject({ state: 'closed', priority: 'urgent', tags: ['billing'], requester: { id: 'contact:3', name: '王芳', email: null } });
  });
  it('knows messages and contacts that come alone', () => {
    expect(sortChatwoot({ id: 9, content: 'x', message_type: 0, conversation_id: 12, created_at: 1 }, 'payload')).toMatchObject({ kind: 'message', ticketKey: '12' });
    expect(sortChatwoot({ id: 9, content: 'x', message_type: 2, conversation_id: 12 }, 'payload')).toEqual({ kind: 'nothing' });
    expect(sortChatwoot({ id: 9, name: 'x', phone_number: null, email: 'a@b.example' }, 'payload')).toMatchObject({ kind: 'person', externalId: 'contact:9' });
  });
});

describe('a row of a table', () => {
  const columns = ['工单号', '主题', '状态', '客户邮箱', 'Created at', '标签'];
  const mapping = { columns: columnsFor(columns) };
  it('is understood by what its columns are called', () => {
    expect(mapping.columns.map(({ field, column }) => [field, column])).toEqual([['external_id', '工单号'], ['subject', '主题'], ['state', '状态'], ['tags', '标签'], ['requester_email', '客户邮箱'], ['created_at', 'Created at']]);
    const { externalId, ticket } = csvTicket(['A-1', "'=HYPERLINK(1)", '已解决', 'anna@customer.example', '2026-11-22 10:00', 'vip；水壶'], columns, mapping);
    expect(externalId).toBe('A-1');
    expect(planned(ticket)).toMatchObject({ subject: '=HYPERLINK(1)', state: 'solved', tags: ['vip', '水壶'], requester: { email: 'anna@customer.example' } });
  });
  it('without a time is of now only where no column says one', () => {
    const { ticket } = csvTicket(['1', 'x', 'open', '', '', ''], columns, mapping);
    expect(planOf(ticket, setting())).toMatchObject({ refused: 'time_missing' });
    expect(planned(ticket, { timeless: true }).createdAt).toEqual(now);
  });
});
