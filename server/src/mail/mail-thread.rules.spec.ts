import { type Arrival, mayAcknowledge, placeOf } from './mail-thread.rules.js';

const ticket = { ticketId: 'T1', requester: ['mei@customer.example', 'mei@work.example'] };
const other = { ticketId: 'T2', requester: ['bo@customer.example'] };
const arrival = (fields: Partial<Arrival>): Arrival => ({ from: 'mei@customer.example', automatic: null, signed: null, answered: [], ...fields });

describe('a mail belongs', () => {
  it.each<[string, Partial<Arrival>, object]>([
    ['to a new ticket when it answers nothing', {}, { to: 'open', trust: 'claimed' }],
    ['to the ticket of its signed address', { signed: ticket }, { to: 'append', ticketId: 'T1', trust: 'signed' }],
    ['there from another known address of hers', { signed: ticket, from: 'mei@work.example' }, { to: 'append', ticketId: 'T1', trust: 'signed' }],
    ['there, for the staff alone, when it was passed on to a third person', { signed: ticket, from: 'lawyer@firm.example' }, { to: 'aside', ticketId: 'T1', trust: 'signed' }],
    ['to the signed ticket, whatever the headers name', { signed: ticket, answered: [other] }, { to: 'append', ticketId: 'T1', trust: 'signed' }],
    ['to the ticket whose mail its requester answers', { answered: [ticket] }, { to: 'append', ticketId: 'T1', trust: 'known' }],
    ['to the nearest such ticket', { answered: [other, ticket] }, { to: 'append', ticketId: 'T1', trust: 'known' }],
    ['to a new ticket when a stranger names an id of ours', { answered: [ticket], from: 'stranger@evil.example' }, { to: 'open', trust: 'claimed' }],
    ['to a new ticket when it comes from one of the staff by its header alone', { answered: [ticket], from: 'agent@shop.example' }, { to: 'open', trust: 'claimed' }],
    ['beside the talk when she is absent', { signed: ticket, automatic: 'reply' }, { to: 'aside', ticketId: 'T1', trust: 'signed' }],
    ['beside the talk when she is absent and only headers tell', { answered: [ticket], automatic: 'reply' }, { to: 'aside', ticketId: 'T1', trust: 'known' }],
    ['nowhere when it is an absence notice to nothing', { automatic: 'reply' }, { to: 'ignore', reason: 'automatic_reply' }],
    ['nowhere when it is a mailing', { automatic: 'bulk' }, { to: 'ignore', reason: 'automatic_bulk' }],
    ['to a new ticket when a program made it: forms of shops do', { automatic: 'generated' }, { to: 'open', trust: 'claimed' }],
    ['nowhere when it is our own', { automatic: 'own', signed: ticket }, { to: 'ignore', reason: 'automatic_own' }],
    ['nowhere when it reports a failure without our token', { automatic: 'bounce', answered: [ticket] }, { to: 'ignore', reason: 'bounce_unknown' }],
  ])('%s', (_, fields, place) => {
    expect(placeOf(arrival(fields))).toEqual(place);
  });
});

const NOW = new Date('2026-11-20T10:00:00Z');
test.each([
  ['a first mail', {}, null, true],
  ['a second mail within a day', {}, '2026-11-19T10:00:01Z', false],
  ['one a day later', {}, '2026-11-19T10:00:00Z', true],
  ['an answer', { signed: ticket }, null, false],
  ['what a program made', { automatic: 'generated' as const }, null, false],
  ['a mailing', { automatic: 'bulk' as const }, null, false],
])('%s is acknowledged: %s', (_, fields, last, is) => {
  const { automatic } = arrival(fields);
  expect(mayAcknowledge(placeOf(arrival(fields)), automatic, last === null ? null : new Date(last), NOW)).toBe(is);
});

test('two desks that acknowledge each other exchange two mails in a day', () => {
  // Even when all marks of automatic mail are lost on the way.
  const last = new Map<string, Date>();
  let sent = 0;
  let [to, from] = ['a', 'b'];
  for (let minute = 0; minute < 24 * 60; minute += 1) {
    const now = new Date(NOW.getTime() + minute * 60_000);
    if (!mayAcknowledge(placeOf(arrival({ from: `support@${from}.example` })), null, last.get(to) ?? null, now)) break;
    last.set(to, now);
    sent += 1;
    [to, from] = [from, to];
  }
  expect(sent).toBe(2);
});
