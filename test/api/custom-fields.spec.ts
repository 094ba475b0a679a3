import { CustomField, CustomFields, TicketFields } from '#contracts/custom-fields.js';
import { PromiseGiven } from '#contracts/promises.js';
import { TicketDetail, TicketHistory } from '#contracts/tickets.js';
import { aField } from '#prisma/factories/custom-field.factory.js';
import { aTeam } from '#prisma/factories/people.factory.js';
import { aTicket } from '#prisma/factories/ticket.factory.js';
import { newId } from '../../server/src/platform/ids.js';
import { startApp, type TestApp } from '../support/app.js';
import { as, type StaffClient } from '../support/as.js';
import { aDesk, type Desk } from '../support/desk.js';

const ifMatch = (version: number) => ({ headers: { 'if-match': `"${version}"` } });
const names = (en: string) => ({ en });
const REASONS = [{ key: 'leak', names: names('Leaks') }, { names: { 'zh-CN': '异味' } }, { names: names('Dent') }];

describe('fields of tickets', () => {
  let app: TestApp;
  let desk: Desk;
  let agent: StaffClient;
  let colleague: StaffClient;
  let lead: StaffClient;
  let manager: StaffClient;
  beforeAll(async () => {
    app = await startApp();
    desk = await aDesk(app);
    agent = await as.agent(app, { teamIds: [desk.team.id], name: 'Mei' });
    colleague = await as.agent(app, { teamIds: [desk.team.id], name: 'Jonas' });
    lead = await as.agent(app, { role: 'lead', teamIds: [desk.team.id] });
    manager = await as.agent(app, { role: 'manager' });
  });
  beforeEach(async () => {
    await app.db.ticketFieldChange.deleteMany();
    await app.db.ticketFieldValue.deleteMany();
    await app.db.customField.deleteMany({ where: { builtIn: false } });
  });
  afterAll(() => app.close());

  const ticketOf = (fields: Parameters<typeof aTicket>[1] = {}) => aTicket(app.db, { channelId: desk.channel.id, teamId: desk.team.id, ...fields });
  const make = (body: Record<string, unknown>) => manager.post('/custom-fields', { names: names('Order number'), kind: 'text', ...body });
  const fieldsOf = async (client: StaffClient, id: string) => (await client.get(`/tickets/${id}/fields`)).as(TicketFields);
  const put = (client: StaffClient, id: string, values: Record<string, unknown>, version = 1) => client.patch(`/tickets/${id}/fields`, { values, version });
  const faults = async (client: StaffClient, id: string, values: Record<string, unknown>) => {
    const { code, body } = await put(client, id, values);
    return [code, (Reflect.get(Object(body), 'fields') ?? []).map(({ path, code: what }: { path: string; code: string }) => `${path} ${what}`)];
  };
  const history = async (client: StaffClient, id: string) => (await client.get(`/tickets/${id}/history`)).as(TicketHistory).items.flatMap(({ custom }) => custom);

  test('are made with a key from their name, changed, ordered and retired, and told of', async () => {
    const made = (await make({})).as(CustomField);
    expect([made.key, made.version, made.builtIn]).toEqual(['order_number', 1, false]);
    const second = (await make({ kind: 'choice', options: REASONS })).as(CustomField);
    expect([second.key, second.options.map(({ key }) => key)]).toEqual(['order_number_2', ['leak', 'option_1', 'dent']]);
    const renamed = { names: { en: 'Reason', 'zh-CN': '原因' }, options: [{ key: 'dent', names: names('Dents') }, { key: 'leak', names: names('Leaks') }] };
    const changed = (await manager.put(`/custom-fields/${second.id}`, renamed, ifMatch(1))).as(CustomField);
    expect([changed.key, changed.options.map(({ key, retired }) => [key, retired])]).toEqual(['order_number_2', [['dent', false], ['leak', false], ['option_1', true]]]);
    expect((await manager.put(`/custom-fields/${second.id}`, renamed, ifMatch(1))).code).toBe('request/stale');
    const ids = (await manager.get('/custom-fields')).as(CustomFields).items.map(({ id }) => id).toReversed();
    expect((await manager.put('/custom-fields/order', { ids })).status).toBe(200);
    expect((await agent.get('/custom-fields')).as(CustomFields)).toMatchObject({ items: ids.map((id) => ({ id })), can: { manage: false } });
    for (const wrong of [ids.slice(1), [...ids, newId()], ids.map(() => ids[0])]) expect((await manager.put('/custom-fields/order', { ids: wrong })).code).toBe('request/stale');
    expect((await manager.put(`/custom-fields/${made.id}/retirement`, {})).as(CustomField).retiredAt).not.toBeNull();
    expect((await manager.delete(`/custom-fields/${made.id}/retirement`)).as(CustomField).retiredAt).toBeNull();
    expect(await app.db.event.count({ where: { name: 'custom_field.changed', subject: made.id } })).toBeGreaterThanOrEqual(3);
  });

  test('are refused with what is wrong about them', async () => {
    const asked = await aField(app.db, { key: 'secret', hidden: true });
    const after = (key: string, of: readonly string[] = []) => ({ match: 'all', of: [{ match: 'any', of: [{ by: 'field', key, in: of }] }] });
    const first = (await make({ key: 'first' })).as(CustomField);
    await make({ key: 'second', when: after('first') });
    const fieldsIn = async (answer: Promise<{ code: string | null; body: unknown }>) => [(await answer).code, Reflect.get(Object((await answer).body), 'fields')?.[0]];
    for (const [body, fault] of [
      [{ key: 'first' }, { path: 'key', code: 'taken' }],
      [{ key: 'link' }, { path: 'key', code: 'taken' }],
      [{ kind: 'choice' }, { path: 'options', code: 'required' }],
      [{ options: REASONS }, { path: 'options', code: 'unknown' }],
      [{ kind: 'choice', options: [REASONS[0], REASONS[0]] }, { path: 'options', code: 'twice' }],
      [{ kind: 'number', min: 2, max: 1 }, { path: 'max', code: 'too_small' }],
      [{ when: after('nowhere') }, { path: 'when', code: 'unknown' }],
      [{ when: after(asked.key) }, { path: 'when', code: 'hidden' }],
    ] as const) expect(await fieldsIn(make(body))).toEqual(['request/invalid', fault]);
    expect(await fieldsIn(manager.put(`/custom-fields/${first.id}`, { names: names('First'), when: after('second') }, ifMatch(1)))).toEqual(['request/invalid', { path: 'when', code: 'circle' }]);
    for (const body of [{ key: 'Größe' }, { kind: 'colour' }, { names: {} }, { names: { fr: 'x' } }, { names: names('a\u0000') }, { colour: 1 }, { when: { match: 'all', of: [] } }]) expect((await make(body)).code).toBe('request/invalid');
    expect((await make({ hidden: true, when: after(asked.key) })).status).toBe(201);
  });

  test('hold a value of each kind, and name every one that is none', async () => {
    const { id } = await ticketOf();
    await aField(app.db, { key: 'words' });
    await aField(app.db, { key: 'weight', kind: 'number', decimals: 1, min: 0 });
    await aField(app.db, { key: 'bought', kind: 'date' });
    await aField(app.db, { key: 'reason', kind: 'multi_choice', options: [{ key: 'leak', names: names('L'), retired: false }, { key: 'dent', names: names('D'), retired: false }] });
    await aField(app.db, { key: 'gift', kind: 'yes_no' });
    await aField(app.db, { key: 'page', kind: 'link' });
    const values = { words: '水壶 שלום', weight: 2.5, bought: '2026-02-28', reason: ['leak', 'dent'], gift: false, page: 'https://shop.example/a?b=1' };
    expect((await put(agent, id, values)).as(TicketFields)).toMatchObject({ values, shown: Object.keys(values), missing: [], version: 2 });
    expect((await put(agent, id, values, 2)).as(TicketFields).version).toBe(2);
    expect((await put(agent, id, { words: '', reason: [], weight: null }, 2)).as(TicketFields).values).toEqual({ bought: '2026-02-28', gift: false, page: values.page });
    expect(await faults(agent, id, { words: 'a\nb', weight: -1, bought: '2026-02-30', reason: ['rust'], gift: 'yes', page: 'javascript:alert(1)', nowhere: 1, constructor: 'x' })).toEqual([
      'request/invalid',
      ['values.words not_one_line', 'values.weight too_small', 'values.bought not_a_day', 'values.reason option_unknown', 'values.gift kind', 'values.page not_a_link', 'values.nowhere unknown', 'values.constructor unknown'],
    ]);
    for (const value of [{ a: 1 }, [1], 'a\u0000b', '\ud800', 'x'.repeat(8001)]) expect((await put(agent, id, { words: value }, 2)).code).toBe('request/invalid');
    expect((await fieldsOf(agent, id)).values).toEqual({ bought: '2026-02-28', gift: false, page: values.page });
  });

  test('that are retired stay readable, and so do their options', async () => {
    const { id } = await ticketOf();
    const field = (await make({ key: 'reason', kind: 'choice', options: REASONS })).as(CustomField);
    await put(agent, id, { reason: 'leak' });
    await manager.put(`/custom-fields/${field.id}`, { names: field.names, options: [{ key: 'dent', names: names('Dent') }] }, ifMatch(1));
    expect((await fieldsOf(agent, id)).values).toEqual({ reason: 'leak' });
    const other = await ticketOf();
    expect(await faults(agent, other.id, { reason: 'leak' })).toEqual(['request/invalid', ['values.reason option_retired']]);
    await manager.put(`/custom-fields/${field.id}/retirement`, {});
    expect(await fieldsOf(agent, id)).toMatchObject({ values: { reason: 'leak' }, shown: ['reason'] });
    expect(await faults(agent, id, { reason: null })).toEqual(['request/invalid', ['values.reason retired']]);
    expect((await fieldsOf(agent, other.id)).shown).toEqual([]);
  });

  test('are asked for where their condition holds, and hold up a solution until they are filled in', async () => {
    const { id } = await ticketOf();
    await aField(app.db, { key: 'after', required: 'to_solve', when: { match: 'all', of: [{ by: 'type', in: ['problem'] }] } });
    expect(await faults(agent, id, { after: 'x' })).toEqual(['request/invalid', ['values.after not_shown']]);
    expect((await agent.post(`/tickets/${id}/solution`, {})).as(TicketDetail).ticket.state).toBe('solved');
    await agent.delete(`/tickets/${id}/solution`);
    await app.db.ticket.update({ where: { id }, data: { type: 'problem' } });
    for (const verb of ['solution', 'closure']) {
      const answer = await agent.post(`/tickets/${id}/${verb}`, {});
      expect([answer.status, answer.code, Reflect.get(Object(answer.body), 'data')]).toEqual([409, 'ticket/fields_missing', { keys: ['after'] }]);
    }
    const { version, missing } = await fieldsOf(agent, id);
    expect(missing).toEqual(['after']);
    await put(agent, id, { after: 'x' }, version);
    expect((await agent.post(`/tickets/${id}/solution`, {})).as(TicketDetail).ticket.state).toBe('solved');
    await put(agent, id, { after: null }, version + 2);
    expect((await agent.post(`/tickets/${id}/closure`, {})).as(TicketDetail).ticket.state).toBe('closed');
  });

  test('of a complaint come with the type', async () => {
    const { id } = await ticketOf({ type: 'complaint' });
    const own = ['grievance', 'remedy', 'severity', 'deadline', 'escalation', 'outside', 'decision'].map((name) => `complaint_${name}`);
    expect(new Set((await fieldsOf(agent, id)).shown)).toEqual(new Set(own));
    expect((await put(agent, id, { complaint_outside: 'hotline_12315', complaint_case_number: '2026-0815' })).as(TicketFields).shown).toContain('complaint_case_number');
    await put(agent, id, { complaint_outside: null }, 2);
    expect(await fieldsOf(agent, id)).toMatchObject({ values: { complaint_case_number: '2026-0815' }, shown: expect.not.arrayContaining(['complaint_case_number']) });
  });

  test('of a complaint that a customer leaves are filled in, as far as the organisation still asks for them', async () => {
    const remedy = await app.db.customField.findUniqueOrThrow({ where: { key: 'complaint_remedy' } });
    await manager.put(`/custom-fields/${remedy.id}/retirement`, {});
    const visitor = await as.visitor(app, { channelId: desk.channel.id });
    const left = await visitor.post('/widget/complaints', { clientMessageId: newId(), email: 'lin@customers.example', grievance: ' 水壶\n漏水 ', remedy: 'refund', severity: 'major' });
    const { conversationId } = left.as(PromiseGiven);
    expect((await fieldsOf(agent, conversationId)).values).toEqual({ complaint_grievance: '水壶\n漏水', complaint_severity: 'major' });
    await manager.delete(`/custom-fields/${remedy.id}/retirement`);
  });

  test('that are hidden are not there for others: not to read, to write, to be asked for, or in the history', async () => {
    const { id } = await ticketOf();
    const [open, hidden] = [await aField(app.db, { key: 'open' }), await aField(app.db, { key: 'hidden_one', hidden: true, required: 'to_solve' })];
    expect((await put(lead, id, { open: 'seen', hidden_one: 'unseen' })).as(TicketFields).values).toEqual({ open: 'seen', hidden_one: 'unseen' });
    await put(lead, id, { hidden_one: 'still unseen' }, 2);
    expect(await fieldsOf(agent, id)).toMatchObject({ values: { open: 'seen' }, shown: ['open'], missing: [] });
    expect((await agent.get('/custom-fields')).as(CustomFields).items.map(({ key }) => key)).not.toContain('hidden_one');
    expect(await faults(agent, id, { hidden_one: 'x' })).toEqual(['request/invalid', ['values.hidden_one unknown']]);
    expect(await history(agent, id)).toEqual([{ key: 'open', from: null, to: 'seen' }]);
    expect(await history(lead, id)).toEqual([
      { key: 'hidden_one', from: 'unseen', to: 'still unseen' },
      { key: 'open', from: null, to: 'seen' },
      { key: 'hidden_one', from: null, to: 'unseen' },
    ]);
    const events = await app.db.event.findMany({ where: { subject: id, name: 'ticket.fields_changed' }, orderBy: { id: 'asc' } });
    expect(events.map(({ payload }) => payload)).toMatchObject([{ keys: ['open'], hidden: ['hidden_one'], version: 2 }, { keys: [], hidden: ['hidden_one'], version: 3 }]);
    // Who makes fields knows of it, and without the right reads nothing in it.
    const maker = await as.agent(app, { permissions: ['ticket.read_all', 'ticket.read', 'ticket.edit', 'field.manage'] });
    expect((await maker.get('/custom-fields')).as(CustomFields).items.map(({ key }) => key)).toContain('hidden_one');
    expect((await fieldsOf(maker, id)).values).toEqual({ open: 'seen' });
    const other = await ticketOf();
    expect((await agent.post(`/tickets/${other.id}/solution`, {})).as(TicketDetail).ticket.state).toBe('solved');
    await agent.delete(`/tickets/${other.id}/solution`);
    expect((await lead.post(`/tickets/${other.id}/solution`, {})).code).toBe('ticket/fields_missing');
    await app.db.customField.update({ where: { id: open.id }, data: { hidden: true } });
    expect([await history(agent, id), (await fieldsOf(agent, id)).values, hidden.hidden]).toEqual([[], {}, true]);
  });

  test('are changed by two at once: one wins, the other is told who and what', async () => {
    const { id } = await ticketOf();
    await aField(app.db, { key: 'one' });
    await aField(app.db, { key: 'two' });
    const answers = await Promise.all([put(agent, id, { one: 'mine' }), put(colleague, id, { one: 'yours' })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const lost = answers.findIndex(({ status }) => status === 412);
    const winner = lost === 0 ? colleague.account : agent.account;
    expect([answers[lost]?.code, Reflect.get(Object(answers[lost]?.body), 'data')]).toEqual(['ticket/facts_crossed', { winner: { id: winner.id, name: winner.name }, fields: ['one'] }]);
    // Another field of the same ticket, and the same value once more, cross nobody.
    const loser = lost === 0 ? agent : colleague;
    expect((await put(loser, id, { two: 'x', one: lost === 0 ? 'yours' : 'mine' })).status).toBe(200);
    const keys = await Promise.all([put(agent, id, { one: 'a' }, 3), put(colleague, id, { two: 'b' }, 3)]);
    expect(keys.map(({ status }) => status)).toEqual([200, 200]);
    expect((await fieldsOf(agent, id)).values).toEqual({ one: 'a', two: 'b' });
  });

  test('want the right, and a ticket within reach', async () => {
    const field = await aField(app.db);
    const theirs = await aTicket(app.db, { channelId: desk.channel.id, teamId: (await aTeam(app.db)).id });
    for (const ticketId of [theirs.id, newId(), 'x']) {
      const missing = ticketId === 'x' ? 'resource/not_found' : 'conversation/not_found';
      expect([(await agent.get(`/tickets/${ticketId}/fields`)).code, (await put(agent, ticketId, {})).code]).toEqual([missing, missing]);
    }
    expect((await manager.put(`/custom-fields/${newId()}`, { names: names('x') }, ifMatch(1))).code).toBe('resource/not_found');
    expect((await manager.put(`/custom-fields/${newId()}/retirement`, {})).code).toBe('resource/not_found');
    const reader = await as.agent(app, { permissions: ['ticket.read', 'ticket.read_all'] });
    expect((await put(reader, theirs.id, {})).code).toBe('permission/missing');
    for (const [client, code] of [[as.stranger(app), 'session/required'], [agent, 'permission/missing']] as const) {
      const answers = await Promise.all([
        client.post('/custom-fields', { names: names('x'), kind: 'text' }),
        client.put('/custom-fields/order', { ids: [] }),
        client.put(`/custom-fields/${field.id}`, { names: names('x') }, ifMatch(1)),
        client.put(`/custom-fields/${field.id}/retirement`, {}),
        client.delete(`/custom-fields/${field.id}/retirement`),
      ]);
      expect(answers.map((answer) => answer.code)).toEqual(Array(5).fill(code));
    }
    const nobody = as.stranger(app);
    expect([(await nobody.get('/custom-fields')).code, (await nobody.get(`/tickets/${theirs.id}/fields`)).code]).toEqual(['session/required', 'session/required']);
  });
});
