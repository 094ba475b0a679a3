import { AWAY_KINDS, byDay, emptyDraft, faultsFrom, faultsOf, formOf, storedDraft } from './away.rules.js';

const draft = { ...emptyDraft('id-1'), text: ' The kettle leaks ' };

it('keeps a draft over a reload, and takes nothing else for one', () => {
  expect(storedDraft(JSON.stringify(draft))).toEqual(draft);
  for (const garbage of [null, '', '{', 'null', '7', '[]', '{"text":"x"}', JSON.stringify({ id: 7 })]) expect(storedDraft(garbage)).toBeNull();
  expect(storedDraft(JSON.stringify({ ...draft, remedy: '__proto__', severity: { a: 1 }, text: 5 }))).toEqual({ ...draft, text: '' });
});

it.each([
  ['message', draft, {}],
  ['message', { ...draft, text: ' \u0000 ' }, { text: 'missing' }],
  ['message', { ...draft, contact: 'wei@' }, { contact: 'badContact' }],
  ['message', { ...draft, contact: 'wei@example.com' }, {}],
  ['message', { ...draft, contact: '138 0013 8000' }, {}],
  ['callback', draft, { phone: 'missing' }],
  ['complaint', draft, { remedy: 'missing', severity: 'missing' }],
] as const)('finds what is wrong with a %s: %j', (kind, given, faults) => {
  expect(faultsOf(kind, given)).toEqual(faults);
});

it('shows a refusal at its field', () => {
  expect(faultsFrom('callback', 'request/invalid', [{ path: 'phone', code: 'phone_costly' }])).toEqual({ phone: 'phone_costly' });
  expect(faultsFrom('message', 'request/invalid', [{ path: 'phone', code: 'phone_invalid' }])).toEqual({ contact: 'badContact' });
  expect(faultsFrom('message', 'request/invalid', [{ path: 'phone', code: 'phone_country' }])).toEqual({ contact: 'phone_country' });
  expect(faultsFrom('callback', 'callback/window_gone', [])).toEqual({ window: 'windowGone' });
  expect(faultsFrom('callback', 'server/fault', [{ path: 'surprise', code: 'x' }])).toEqual({});
});

it('sends what stands in it, and no more', () => {
  expect(formOf('message', { ...draft, contact: 'wei@example.com', phone: 'left over' }, null)).toEqual({ path: 'messages', body: { clientMessageId: 'id-1', email: 'wei@example.com', text: 'The kettle leaks' } });
  expect(formOf('complaint', { ...draft, contact: '+86 1', remedy: 'refund', severity: 'minor' }, 'c').body).toEqual({ clientMessageId: 'id-1', conversationId: 'c', phone: '+86 1', grievance: 'The kettle leaks', remedy: 'refund', severity: 'minor' });
  expect(formOf('callback', { ...draft, phone: '+86 1', window: 'a b' }, null).body).toEqual({ clientMessageId: 'id-1', phone: '+86 1', reason: 'The kettle leaks', window: { from: 'a', to: 'b' } });
  expect(AWAY_KINDS.map((kind) => formOf(kind, draft, null).path)).toEqual(['messages', 'callbacks', 'complaints']);
});

it('groups windows by day', () => {
  const at = (day: number, hour: number) => ({ from: new Date(2026, 10, day, hour).toISOString(), to: new Date(2026, 10, day, hour + 2).toISOString() });
  expect(byDay([at(23, 9), at(23, 11), at(24, 9)]).map(({ windows }) => windows.length)).toEqual([2, 1]);
});
