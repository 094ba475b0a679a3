import { randomUUID } from 'node:crypto';
import { TicketFields } from '#contracts/custom-fields.js';
import { TicketTemplate, TicketTemplates } from '#contracts/ticket-templates.js';
import { TicketDetail } from '#contracts/tickets.js';
import { aTeam } from '#prisma/factories/people.factory.js';
import { newId } from '../../server/src/platform/ids.js';
import { startApp, type TestApp } from '../support/app.js';
import { as, type StaffClient } from '../support/as.js';
import { atThePhone } from '../support/calls.js';
import { aDesk, type Desk } from '../support/desk.js';
import { garbageFor } from '../support/garbage.js';

const NOBODY = '01890a5d-ac96-774b-bcce-b302099a8057';
const DRAFT = { title: '水壶漏水', scope: 'own', opens: { subject: 'Kettle leaks', type: 'problem', priority: 'high', tags: ['漏水'], fields: {}, message: { text: 'Batch:\nSince when:', internal: true } } };

describe('ticket templates', () => {
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
    manager = await as.agent(app, { role: 'manager', teamIds: [desk.team.id] });
    await app.db.customField.createMany({
      data: [
        { id: newId(), key: 'order_number', kind: 'text', names: { en: 'Order' }, position: 90 },
        { id: newId(), key: 'margin', kind: 'number', names: { en: 'Margin' }, position: 91, hidden: true },
        { id: newId(), key: 'part', kind: 'choice', names: { en: 'Part' }, position: 92, options: [{ key: 'lid', names: { en: 'Lid' }, retired: false }, { key: 'base', names: { en: 'Base' }, retired: false }] },
        { id: newId(), key: 'late_by', kind: 'number', names: { en: 'Days late' }, position: 93, when: { match: 'all', of: [{ by: 'type', in: ['task'] }] } },
      ],
    });
  });
  afterAll(() => app.close());
  const make = (fields: object = {}, client = agent) => client.post('/ticket-templates', { ...DRAFT, ...fields });
  const made = async (fields: object = {}, client = agent) => (await make(fields, client)).as(TicketTemplate);
  const withFields = (fields: object) => ({ opens: { ...DRAFT.opens, fields } });
  const list = async (client: StaffClient, use = 'use') => (await client.get(`/ticket-templates?for=${use}`)).as(TicketTemplates);
  const ids = async (client: StaffClient, use?: string) => (await list(client, use)).items.map(({ id }) => id);
  const change = (template: TicketTemplate, fields: object, client = agent, version = template.version) => client.put(`/ticket-templates/${template.id}`, { ...DRAFT, ...fields }, { headers: { 'if-match': `"${version}"` } });
  const opening = (fields: object = {}) => ({ opening: { channelId: desk.channel.id, customer: { name: '林怡君' }, subject: 'Kettle leaks', message: { text: 'Batch: B09', internal: true }, ...fields } });
  const open = (template: { id: string }, body: object = opening(), client = agent) => client.post(`/ticket-templates/${template.id}/tickets`, body);

  test('are somebody’s own, a team’s or everybody’s, and seen by those', async () => {
    const other = await as.agent(app, { teamIds: [desk.team.id] });
    const foreigner = await as.agent(app, { teamIds: [(await aTeam(app.db)).id] });
    const own = await made();
    const team = await made({ scope: 'team', teamId: desk.team.id }, lead);
    const all = await made({ scope: 'all' }, manager);
    expect(own).toMatchObject({ title: '水壶漏水', pinyin: expect.stringContaining('shui'), scope: 'own', gone: [], uses: 0, version: 1, can: { change: true, remove: true } });
    const seen = async (client: StaffClient) => [own, team, all].map(({ id }) => id).map(((held) => (id: string) => held.includes(id))(await ids(client)));
    expect([await seen(agent), await seen(other), await seen(foreigner)]).toEqual([[true, true, true], [false, true, true], [false, false, true]]);
    expect((await list(agent)).can).toEqual({ makeForAll: false, makeForTeams: [] });
    expect((await list(lead)).can.makeForTeams).toEqual([{ id: desk.team.id, name: desk.team.name }]);
  });

  test('are changed by whom they belong to, one after the other, and taken away', async () => {
    const template = await made();
    expect((await change(template, { title: '漏水' })).as(TicketTemplate)).toMatchObject({ title: '漏水', version: 2 });
    expect((await change(template, { title: 'late' })).code).toBe('request/stale');
    expect((await change(template, {}, lead)).code).toBe('resource/not_found');
    const shared = await made({ scope: 'all' }, manager);
    expect([(await change(shared, { scope: 'all' })).code, (await agent.delete(`/ticket-templates/${shared.id}`)).code, (await make({ scope: 'all' })).code, (await make({ scope: 'team', teamId: desk.team.id })).code]).toEqual(Array(4).fill('permission/missing'));
    expect((await agent.delete(`/ticket-templates/${template.id}`)).status).toBe(200);
    expect((await agent.delete(`/ticket-templates/${template.id}`)).code).toBe('resource/not_found');
  });

  test('open a ticket with everything they hold in one step, once, and are counted', async () => {
    const template = await made(withFields({ order_number: 'A1047', part: 'lid' }));
    const headers = { 'idempotency-key': randomUUID() };
    const body = { ...opening({ type: 'problem', priority: 'high', tags: ['漏水'] }), fields: template.opens.fields };
    const answers = [await agent.post(`/ticket-templates/${template.id}/tickets`, body, { headers }), await agent.post(`/ticket-templates/${template.id}/tickets`, body, { headers })];
    const [ticket, again] = answers.map((answer) => answer.as(TicketDetail).ticket);
    expect(ticket).toMatchObject({ subject: 'Kettle leaks', type: 'problem', priority: 'high', tags: ['漏水'] });
    expect(again?.id).toBe(ticket?.id);
    expect((await agent.get(`/tickets/${ticket?.id}/fields`)).as(TicketFields).values).toEqual({ order_number: 'A1047', part: 'lid' });
    expect((await list(agent)).items.find(({ id }) => id === template.id)?.uses).toBe(1);
  });

  test('begin a ticket that opens with a call as well, in the same commit, for whoever may use them', async () => {
    const template = await made(withFields({ order_number: 'A1048', part: 'lid' }));
    const own = await made({}, lead);
    const phone = atThePhone(app, agent, desk.channel.id);
    const ticket = await phone.opened({ number: phone.aNumber(), subject: 'Deckel', template: { id: template.id, fields: { order_number: 'A1048' } } });
    expect((await agent.get(`/tickets/${ticket.id}/fields`)).as(TicketFields).values).toEqual({ order_number: 'A1048' });
    expect((await list(agent)).items.find(({ id }) => id === template.id)?.uses).toBe(1);
    const before = [await app.db.ticket.count(), await app.db.phoneCall.count()];
    const refused = [{ id: template.id, fields: { part: 'nothing of it' } }, { id: own.id }, { id: NOBODY }, { id: 'x' }, 'x'];
    expect(await Promise.all(refused.map(async (which) => (await phone.open({ template: which })).code))).toEqual(['request/invalid', 'resource/not_found', 'resource/not_found', 'request/invalid', 'request/invalid']);
    expect([await app.db.ticket.count(), await app.db.phoneCall.count()]).toEqual(before);
  });

  test('leave out a field that this ticket is not asked for, and refuse what is no value', async () => {
    const template = await made(withFields({ late_by: 3, order_number: 'A1' }));
    const { ticket } = (await open(template, { ...opening(), fields: template.opens.fields })).as(TicketDetail);
    expect((await agent.get(`/tickets/${ticket.id}/fields`)).as(TicketFields).values).toEqual({ order_number: 'A1' });
    const before = await app.db.ticket.count();
    expect((await open(template, { ...opening(), fields: { part: 'nothing of it' } })).code).toBe('request/invalid');
    expect(await app.db.ticket.count()).toBe(before);
  });

  test('say that their team, a field or an option is gone, and do without', async () => {
    const team = await aTeam(app.db);
    const field = await app.db.customField.create({ data: { id: newId(), key: `gone_${randomUUID().slice(0, 8)}`, kind: 'text', names: { en: 'Gone' }, position: 94 } });
    const template = await made({ opens: { ...DRAFT.opens, teamId: team.id, fields: { [field.key]: 'x', part: 'base' } } });
    await app.db.team.delete({ where: { id: team.id } });
    await app.db.customField.update({ where: { id: field.id }, data: { retiredAt: new Date() } });
    await app.db.customField.update({ where: { key: 'part' }, data: { options: [{ key: 'lid', names: { en: 'Lid' }, retired: false }, { key: 'base', names: { en: 'Base' }, retired: true }] } });
    expect((await list(agent)).items.find(({ id }) => id === template.id)).toMatchObject({ opens: { teamId: null, fields: {} }, gone: expect.arrayContaining([{ what: 'team' }, { what: 'field', key: field.key }, { what: 'option', key: 'part' }]) });
  });

  test('hide values of hidden fields, and keep them for whoever may read them', async () => {
    const reader = await as.agent(app, { permissions: ['ticket.read', 'ticket.edit', 'macro.manage', 'field.read_hidden'], teamIds: [desk.team.id] });
    const blind = await as.agent(app, { permissions: ['ticket.read', 'ticket.edit', 'macro.manage'], teamIds: [desk.team.id] });
    const template = await made({ scope: 'all', ...withFields({ margin: 12, order_number: 'A2' }) }, reader);
    const seen = async (client: StaffClient) => (await list(client)).items.find(({ id }) => id === template.id)?.opens.fields;
    expect([await seen(reader), await seen(blind)]).toEqual([{ margin: 12, order_number: 'A2' }, { order_number: 'A2' }]);
    expect((await make(withFields({ margin: 12 }), blind)).code).toBe('request/invalid');
    (await change(template, { scope: 'all', ...withFields({ order_number: 'A3' }) }, blind)).as(TicketTemplate);
    expect(await seen(reader)).toEqual({ margin: 12, order_number: 'A3' });
  });

  test('are made, read and used by whoever may', async () => {
    const stranger = as.stranger(app);
    const reader = await as.agent(app, { permissions: ['ticket.read'], teamIds: [desk.team.id] });
    const template = await made({ scope: 'all' }, manager);
    const own = await made({}, lead);
    expect([(await stranger.get('/ticket-templates')).code, (await stranger.post('/ticket-templates', DRAFT)).code, (await stranger.post(`/ticket-templates/${template.id}/tickets`, opening())).code]).toEqual(Array(3).fill('session/required'));
    expect([(await make({}, reader)).code, (await open(template, opening(), reader)).code]).toEqual(['permission/missing', 'permission/missing']);
    expect(await ids(reader)).toContain(template.id);
    expect([(await open(own)).code, (await open({ id: NOBODY })).code, (await open({ id: 'x' })).code]).toEqual(Array(3).fill('resource/not_found'));
  });

  test.each([
    ...garbageFor(DRAFT),
    ['a team without one', { ...DRAFT, scope: 'team' }],
    ['a team that is not there', { ...DRAFT, opens: { ...DRAFT.opens, teamId: NOBODY } }],
    ['an unknown field', { ...DRAFT, opens: { ...DRAFT.opens, fields: { nothing: 'x' } } }],
    ['a subject of two lines', { ...DRAFT, opens: { ...DRAFT.opens, subject: 'a\nb' } }],
  ])('refuse %s', async (_, body) => {
    expect(['request/invalid', 'request/malformed', 'request/too_large']).toContain((await manager.post('/ticket-templates', body)).code);
  });
});
