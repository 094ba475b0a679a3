import { SubState, SubStates } from '#contracts/sub-states.js';
import { TicketTraits } from '#contracts/custom-fields.js';
import { SearchPage } from '#contracts/search.js';
import { TicketDetail, TicketHistory, TicketPage } from '#contracts/tickets.js';
import { aField } from '#prisma/factories/custom-field.factory.js';
import { aTeam } from '#prisma/factories/people.factory.js';
import { aTicket } from '#prisma/factories/ticket.factory.js';
import { newId } from '../../server/src/platform/ids.js';
import { startApp, type TestApp } from '../support/app.js';
import { as, type StaffClient } from '../support/as.js';
import { aDesk, type Desk } from '../support/desk.js';

const ifMatch = (version: number) => ({ headers: { 'if-match': `"${version}"` } });

describe('sub-states and lists by them and by fields', () => {
  let app: TestApp;
  let desk: Desk;
  let agent: StaffClient;
  let lead: StaffClient;
  let manager: StaffClient;
  beforeAll(async () => {
    app = await startApp();
    desk = await aDesk(app);
    agent = await as.agent(app, { teamIds: [desk.team.id] });
    lead = await as.agent(app, { role: 'lead', teamIds: [desk.team.id] });
    manager = await as.agent(app, { role: 'manager' });
  });
  beforeEach(async () => {
    await app.db.ticketFieldChange.deleteMany();
    await app.db.ticket.deleteMany();
    await app.db.subState.deleteMany();
    await app.db.customField.deleteMany({ where: { builtIn: false } });
  });
  afterAll(() => app.close());

  const ticketOf = (fields: Parameters<typeof aTicket>[1] = {}) => aTicket(app.db, { channelId: desk.channel.id, teamId: desk.team.id, ...fields });
  const make = async (en: string, state: string, more: Record<string, unknown> = {}) => (await manager.post('/sub-states', { names: { en }, state, ...more })).as(SubState);
  const choose = (client: StaffClient, id: string, body: Record<string, unknown>) => client.put(`/tickets/${id}/sub-state`, body);
  const standing = async (id: string) => {
    const { ticket, subState } = (await agent.get(`/tickets/${id}`)).as(TicketDetail);
    return [ticket.state, subState?.key ?? null];
  };
  const listed = async (client: StaffClient, query: string) => (await client.get(`/tickets?view=all&${query}`)).as(TicketPage).items.map(({ id }) => id);
  const searched = async (client: StaffClient, q: string) => (await client.get(`/search?q=${encodeURIComponent(q)}`)).as(SearchPage);

  test('stand in the columns of a list, with the fields that are asked for, as far as the reader may read them', async () => {
    const [order, risk, plain, part] = [
      await aField(app.db, { key: 'constructor' }), await aField(app.db, { kind: 'number', decimals: 2, hidden: true }), await aField(app.db, { kind: 'yes_no' }), await make('Waiting for photo', 'pending'),
    ];
    const [ours, empty, theirs] = [await ticketOf({ state: 'pending', subStateId: part.id }), await ticketOf(), await ticketOf({ teamId: (await aTeam(app.db)).id })];
    await lead.patch(`/tickets/${ours.id}/fields`, { values: { [order.key]: '订单 A1047', [risk.key]: 12.5, [plain.key]: false }, version: 1 });
    const ids = [ours.id, empty.id, theirs.id, newId()].join(',');
    const read = async (client: StaffClient, query: string) => new Map((await client.get(`/ticket-traits?${query}`)).as(TicketTraits).items.map(({ id, subStateId, values }) => [id, [subStateId, Object.entries(values)]]));
    const all = `tickets=${ids}&fields=${order.key},${risk.key},unknown`;
    expect(await read(agent, all)).toEqual(new Map<string, unknown>([[ours.id, [part.id, [['constructor', '订单 A1047']]]], [empty.id, [null, []]]]));
    expect((await read(lead, all)).get(ours.id)).toEqual([part.id, [['constructor', '订单 A1047'], [risk.key, 12.5]]]);
    expect((await read(manager, all)).has(theirs.id)).toBe(true);
    expect((await read(agent, `tickets=${ours.id}`)).get(ours.id)).toEqual([part.id, []]);
    for (const wrong of ['', 'tickets=1', `tickets=${ids}&fields=No`, `tickets=${Array.from({ length: 101 }, newId).join(',')}`]) expect((await agent.get(`/ticket-traits?${wrong}`)).code).toBe('request/invalid');
    expect((await as.stranger(app).get(`/ticket-traits?${all}`)).code).toBe('session/required');
    expect((await (await as.agent(app, { permissions: ['account.read'] })).get(`/ticket-traits?${all}`)).code).toBe('permission/missing');
  });

  test('are made, renamed, ordered and retired; a state has one default', async () => {
    const photo = await make('Waiting for photo', 'pending', { isDefault: true });
    expect(photo).toMatchObject({ key: 'waiting_for_photo', state: 'pending', isDefault: true, version: 1 });
    const address = await make('Waiting for address', 'pending', { isDefault: true });
    expect((await agent.get('/sub-states')).as(SubStates)).toMatchObject({ items: [{ key: photo.key, isDefault: false }, { key: address.key, isDefault: true }], can: { manage: false } });
    expect((await manager.put(`/sub-states/${photo.id}`, { names: { en: 'Photo', 'zh-CN': '等照片' } }, ifMatch(1))).code).toBe('request/stale');
    expect((await manager.put(`/sub-states/${photo.id}`, { names: { en: 'Photo', 'zh-CN': '等照片' } }, ifMatch(2))).as(SubState)).toMatchObject({ key: photo.key, names: { 'zh-CN': '等照片' } });
    expect((await manager.put('/sub-states/order', { ids: [address.id, photo.id] })).status).toBe(200);
    expect((await manager.put('/sub-states/order', { ids: [address.id] })).code).toBe('request/stale');
    expect((await manager.put(`/sub-states/${address.id}/retirement`, {})).as(SubState)).toMatchObject({ isDefault: false });
    expect((await manager.put(`/sub-states/${address.id}`, { names: { en: 'x' }, isDefault: true }, ifMatch(2))).code).toBe('request/invalid');
    expect((await manager.delete(`/sub-states/${address.id}/retirement`)).as(SubState).retiredAt).toBeNull();
    for (const body of [{ names: { en: 'x' }, state: 'gone' }, { names: {}, state: 'open' }, { names: { en: 'x' }, state: 'open', key: photo.key }]) expect((await manager.post('/sub-states', body)).code).toBe('request/invalid');
  });

  test('are chosen with the state, leave with it, and are told of', async () => {
    const photo = await make('Waiting for photo', 'pending');
    const warehouse = await make('At the warehouse', 'on_hold', { isDefault: true });
    const [{ id }, other] = [await ticketOf(), await make('Checked', 'open')];
    expect((await choose(agent, id, { subStateId: photo.id, from: 'open' })).as(TicketDetail)).toMatchObject({ ticket: { state: 'pending' }, subState: { key: photo.key } });
    await agent.put(`/tickets/${id}/hold`, {});
    expect(await standing(id)).toEqual(['on_hold', warehouse.key]);
    expect((await choose(agent, id, { subStateId: null })).as(TicketDetail).subState).toBeNull();
    await choose(agent, id, { subStateId: other.id });
    expect(await standing(id)).toEqual(['open', other.key]);
    const told = (await agent.get(`/tickets/${id}/history`)).as(TicketHistory).items.flatMap(({ subState }) => (subState ? [[subState.from?.en ?? null, subState.to?.en ?? null]] : []));
    expect(told).toEqual([[null, 'Checked'], ['At the warehouse', null], [null, 'Waiting for photo']]);
    expect((await choose(agent, id, { subStateId: other.id })).status).toBe(200);
    expect(await app.db.event.count({ where: { subject: id, name: 'ticket.sub_state_changed' } })).toBe(3);
  });

  test('move nobody past what holds up the state, nor past somebody faster', async () => {
    const [done, photo, fresh] = [await make('Paid back', 'solved'), await make('Photo', 'pending'), await make('Fresh', 'new')];
    await aField(app.db, { key: 'asked', required: 'to_solve' });
    const { id } = await ticketOf();
    expect((await choose(agent, id, { subStateId: done.id })).code).toBe('ticket/fields_missing');
    expect(await standing(id)).toEqual(['open', null]);
    await lead.put(`/tickets/${id}/hold`, {});
    const late = await choose(agent, id, { subStateId: photo.id, from: 'open' });
    expect([late.code, Reflect.get(Object(late.body), 'data')]).toEqual(['ticket/moved', { winner: { id: lead.account.id, name: lead.account.name }, state: 'on_hold' }]);
    expect((await choose(agent, id, { subStateId: fresh.id })).code).toBe('request/invalid');
    await manager.put(`/sub-states/${photo.id}/retirement`, {});
    expect((await choose(agent, id, { subStateId: photo.id })).code).toBe('request/invalid');
    const begun = await ticketOf({ state: 'new' });
    expect((await choose(agent, begun.id, { subStateId: (await make('At work', 'open')).id })).code).toBe('request/invalid');
    expect(await standing(begun.id)).toEqual(['new', null]);
  });

  test('narrow lists and searches, and so do fields, of those that one may read', async () => {
    const photo = await make('Photo', 'pending');
    const [one, two] = [await ticketOf({ state: 'pending', subStateId: photo.id }), await ticketOf()];
    await aField(app.db, { key: 'weight', kind: 'number', decimals: 2 });
    await aField(app.db, { key: 'order' });
    await aField(app.db, { key: 'risk', hidden: true });
    await lead.patch(`/tickets/${one.id}/fields`, { values: { weight: 2.5, order: 'A1047 水壶', risk: 'high' }, version: 1 });
    await lead.patch(`/tickets/${two.id}/fields`, { values: { weight: 7, risk: 'low' }, version: 1 });
    expect(await listed(agent, 'subStates=photo')).toEqual([one.id]);
    for (const [wish, found] of [
      ['weight:2.5', [one.id]], ['weight:>=3', [two.id]], ['weight:1..5', [one.id]], ['order:a1047 水壶', [one.id]], ['order:A10*', [one.id]], ['order:none', [two.id]], ['order:*', [one.id]],
      ['risk:high', []], ['risk:*', []], ['nowhere:x', []],
    ] as const) {
      expect([wish, await listed(agent, `fields=${encodeURIComponent(wish)}`)]).toEqual([wish, found]);
    }
    expect([await listed(lead, 'fields=risk:high'), (await listed(lead, 'fields=weight:2.5,risk:low')).length]).toEqual([[one.id], 0]);
    expect((await lead.get('/tickets/matching?view=all&fields=risk:*')).body).toEqual({ count: 2 });
    expect((await agent.get('/tickets/matching?view=all&fields=risk:*')).body).toEqual({ count: 0 });
    const ids = async (client: StaffClient, q: string) => (await searched(client, q)).items.map(({ ticket }) => ticket.id);
    expect([await ids(agent, 'field.order:"A1047 水壶"'), await ids(agent, 'substate:photo'), await ids(agent, 'field.risk:high'), await ids(lead, 'field.risk:high')]).toEqual([[one.id], [one.id], [], [one.id]]);
    expect((await searched(agent, 'field.order: substate:Ü')).unknown).toEqual(['field.order:', 'substate:Ü']);
    for (const wish of ['Order:x', 'order', ':x', `order:${'x'.repeat(260)}`]) expect((await agent.get(`/tickets?view=all&fields=${encodeURIComponent(wish)}`)).code).toBe('request/invalid');
  });

  test('want the right, and a ticket within reach', async () => {
    const { id } = await make('Photo', 'pending');
    const theirs = await aTicket(app.db, { channelId: desk.channel.id, teamId: (await aTeam(app.db)).id });
    const own = await ticketOf();
    expect([(await choose(agent, theirs.id, { subStateId: id })).code, (await choose(agent, own.id, { subStateId: newId() })).code]).toEqual(['conversation/not_found', 'resource/not_found']);
    expect((await manager.put(`/sub-states/${newId()}`, { names: { en: 'x' } }, ifMatch(1))).code).toBe('resource/not_found');
    const reader = await as.agent(app, { permissions: ['ticket.read', 'ticket.read_all'] });
    expect((await choose(reader, own.id, { subStateId: id })).code).toBe('permission/missing');
    for (const [client, code] of [[as.stranger(app), 'session/required'], [agent, 'permission/missing']] as const) {
      const answers = await Promise.all([
        client.post('/sub-states', { names: { en: 'x' }, state: 'open' }),
        client.put('/sub-states/order', { ids: [] }),
        client.put(`/sub-states/${id}`, { names: { en: 'x' } }, ifMatch(1)),
        client.put(`/sub-states/${id}/retirement`, {}),
        client.delete(`/sub-states/${id}/retirement`),
      ]);
      expect(answers.map((answer) => answer.code)).toEqual(Array(5).fill(code));
    }
    expect([(await as.stranger(app).get('/sub-states')).code, (await as.stranger(app).put(`/tickets/${own.id}/sub-state`, { subStateId: id })).code]).toEqual(['session/required', 'session/required']);
  });
});
