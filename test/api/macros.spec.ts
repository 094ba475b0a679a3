import { Done } from '#contracts/common.js';
import { Macro, MacroPreview, Macros } from '#contracts/macros.js';
import { aField } from '#prisma/factories/custom-field.factory.js';
import { aMacro } from '#prisma/factories/macro.factory.js';
import { aTeam } from '#prisma/factories/people.factory.js';
import { aSubState } from '#prisma/factories/sub-state.factory.js';
import { aTicket } from '#prisma/factories/ticket.factory.js';
import type { Team } from '#prisma/generated/client.js';
import { MOST_PER_BELONGING } from '../../server/src/macros/macros.service.js';
import { newId } from '../../server/src/platform/ids.js';
import { startApp, type TestApp } from '../support/app.js';
import { as, type StaffClient } from '../support/as.js';
import { aDesk, aTalk, type Desk, speak } from '../support/desk.js';

const TAG = { do: 'add_tags', tags: ['vip'] };
const draft = (fields: Record<string, unknown> = {}) => ({ title: '转物流 To shipping', scope: 'own', actions: [TAG], ...fields });
const ifMatch = (version: number) => ({ headers: { 'if-match': `"${version}"` } });

describe('macros', () => {
  let app: TestApp;
  let desk: Desk;
  let coffee: Team;
  let agent: StaffClient;
  let lead: StaffClient;
  let manager: StaffClient;
  beforeAll(async () => {
    app = await startApp();
    desk = await aDesk(app);
    coffee = await aTeam(app.db);
    agent = await as.agent(app, { teamIds: [desk.team.id] });
    lead = await as.agent(app, { role: 'lead', teamIds: [desk.team.id] });
    manager = await as.agent(app, { role: 'manager' });
  });
  beforeEach(() => app.db.macro.deleteMany());
  afterAll(() => app.close());

  const titles = async (client: StaffClient, query = '') => (await client.get(`/macros${query}`)).as(Macros).items.map((macro) => macro.title);
  const aTeamTicket = (fields: Parameters<typeof aTicket>[1] = {}) => aTicket(app.db, { channelId: desk.channel.id, teamId: desk.team.id, ...fields });

  test('are made, changed and removed by their owner', async () => {
    const answer = await agent.post('/macros', draft());
    expect(answer.status).toBe(201);
    const made = answer.as(Macro);
    expect(made).toMatchObject({ pinyin: 'zhuan wu liu to shipping', scope: 'own', team: null, actions: [TAG], uses: 0, version: 1, can: { change: true, remove: true } });
    const changed = (await agent.put(`/macros/${made.id}`, draft({ actions: [{ do: 'set_priority', priority: 'high' }, TAG] }), ifMatch(1))).as(Macro);
    expect([changed.version, changed.actions.map((action) => action.do)]).toEqual([2, ['set_priority', 'add_tags']]);
    expect((await agent.put(`/macros/${made.id}`, draft(), ifMatch(1))).code).toBe('request/stale');
    expect((await agent.delete(`/macros/${made.id}`)).as(Done)).toEqual({ ok: true });
    const names = await app.db.event.findMany({ where: { subject: made.id }, orderBy: { id: 'asc' }, select: { name: true } });
    expect(names.map(({ name }) => name)).toEqual(['macro.made', 'macro.changed', 'macro.removed']);
  });

  test('are listed for those they belong to, and to nobody else', async () => {
    await aMacro(app.db, { title: 'mine', ownerId: agent.account.id });
    await aMacro(app.db, { title: 'another person’s', ownerId: lead.account.id });
    await aMacro(app.db, { title: 'ours', teamId: desk.team.id });
    await aMacro(app.db, { title: 'coffee’s', teamId: coffee.id });
    await aMacro(app.db, { title: 'everybody’s' });
    expect((await titles(agent)).sort()).toEqual(['everybody’s', 'mine', 'ours']);
    expect(await titles(manager)).toEqual(['everybody’s']);
    expect((await titles(manager, '?for=manage')).sort()).toEqual(['coffee’s', 'everybody’s', 'ours']);
    expect((await lead.get('/macros')).as(Macros).can).toEqual({ makeForAll: false, makeForTeams: [{ id: desk.team.id, name: desk.team.name }] });
  });

  test.each([
    ['an agent for the team', () => agent, () => draft({ scope: 'team', teamId: desk.team.id }), 'macro.share'],
    ['an agent for all', () => agent, () => draft({ scope: 'all' }), 'macro.manage'],
    ['a lead for another team', () => lead, () => draft({ scope: 'team', teamId: coffee.id }), 'macro.share'],
  ])('are not made by %s', async (_, who, body, permission) => {
    const answer = await who().post('/macros', body());
    expect([answer.status, answer.body]).toEqual([403, expect.objectContaining({ data: { permission } })]);
  });

  test('are shared by a lead with the team, and by a manager with all, up to a limit', async () => {
    expect((await lead.post('/macros', draft({ scope: 'team', teamId: desk.team.id }))).as(Macro).team).toEqual({ id: desk.team.id, name: desk.team.name });
    expect((await manager.post('/macros', draft({ scope: 'all' }))).as(Macro).scope).toBe('all');
    await app.db.macro.createMany({ data: Array.from({ length: MOST_PER_BELONGING - 1 }, (_, index) => ({ id: newId(), title: `${index}`, pinyin: '', actions: [TAG] })) });
    expect((await manager.post('/macros', draft({ scope: 'all' }))).code).toBe('macro/too_many');
  });

  test('of another person or team read as not there', async () => {
    const ticket = await aTeamTicket();
    const theirs = [await aMacro(app.db, { ownerId: lead.account.id }), await aMacro(app.db, { teamId: coffee.id })];
    for (const { id } of [...theirs, { id: newId() }]) {
      const answers = [
        await agent.put(`/macros/${id}`, draft(), ifMatch(1)),
        await agent.delete(`/macros/${id}`),
        await agent.get(`/macros/${id}/preview?ticketId=${ticket.id}`),
        await agent.post(`/tickets/${ticket.id}/macro-runs`, { runId: newId(), macroId: id, version: 1 }),
      ];
      expect(answers.map((answer) => answer.code)).toEqual(Array(4).fill('resource/not_found'));
    }
    expect((await app.db.ticket.findUniqueOrThrow({ where: { id: ticket.id } })).tags).toEqual([]);
  });

  test('need somebody who may work on tickets', async () => {
    const nobody = await as.agent(app, { permissions: ['account.read'] });
    const [{ id }, ticket] = [await aMacro(app.db), await aTeamTicket()];
    for (const [client, code] of [[as.stranger(app), 'session/required'], [nobody, 'permission/missing']] as const) {
      const answers = await Promise.all([
        client.get('/macros'),
        client.post('/macros', draft()),
        client.put(`/macros/${id}`, draft(), ifMatch(1)),
        client.delete(`/macros/${id}`),
        client.get(`/macros/${id}/preview?ticketId=${ticket.id}`),
        client.post(`/tickets/${ticket.id}/macro-runs`, { runId: newId(), macroId: id, version: 1 }),
      ]);
      expect(answers.map((answer) => answer.code)).toEqual(Array(6).fill(code));
    }
  });

  test.each([
    ['no step', { actions: [] }],
    ['an unknown step', { actions: [{ do: 'delete' }] }],
    ['a state nobody may choose', { actions: [{ do: 'set_state', state: 'closed' }] }],
    ['more than its step needs', { actions: [{ ...TAG, priority: 'high' }] }],
    ['no tag', { actions: [{ do: 'add_tags', tags: [] }] }],
    ['a tag with a comma', { actions: [{ do: 'add_tags', tags: ['a,b'] }] }],
    ['no text', { actions: [{ do: 'reply', texts: {} }] }],
    ['too many steps', { actions: Array(13).fill(TAG) }],
    ['no title', { title: ' ' }],
    ['a team for one’s own', { teamId: newId() }],
    ['something unknown', { colour: 'red' }],
  ])('are refused with %s', async (_, fields) => {
    expect((await agent.post('/macros', draft(fields))).code).toBe('request/invalid');
  });

  test('tell before they run what they would do, and do just that', async () => {
    const ticket = await aTeamTicket({ state: 'new', tags: ['gift'] });
    const macro = await aMacro(app.db, {
      actions: [
        { do: 'add_tags', tags: ['gift', 'vip'] }, { do: 'set_priority', priority: 'normal' }, { do: 'assign', to: 'me' },
        { do: 'reply', texts: { en: 'Ticket {{ticket.number}}: we look into it.' } }, { do: 'set_state', state: 'pending' },
      ],
    });
    const preview = (await agent.get(`/macros/${macro.id}/preview?ticketId=${ticket.id}`)).as(MacroPreview);
    expect(preview.steps.map(({ outcome, to, text }) => [outcome, text ?? to])).toEqual([
      ['changes', 'vip'], ['nothing', 'normal'], ['changes', agent.account.name], ['changes', `Ticket ${ticket.number}: we look into it.`], ['changes', 'pending'],
    ]);
    const untouched = await app.db.ticket.findUniqueOrThrow({ where: { id: ticket.id } });
    expect([untouched.state, untouched.tags]).toEqual(['new', ['gift']]);

    const answer = await agent.post(`/tickets/${ticket.id}/macro-runs`, { runId: newId(), macroId: macro.id, version: 1 });
    expect([answer.status, answer.body]).toEqual([201, expect.objectContaining({ ticket: expect.objectContaining({ state: 'pending', tags: ['gift', 'vip'], assignee: expect.objectContaining({ id: agent.account.id }) }) })]);
    const said = await app.db.message.findMany({ where: { ticketId: ticket.id, kind: 'text' } });
    expect(said.map(({ text, senderId, internal }) => [text, senderId, internal])).toEqual([[`Ticket ${ticket.number}: we look into it.`, agent.account.id, false]]);
    expect((await agent.get('/macros')).as(Macros).items[0]).toMatchObject({ uses: 1, lastUsedAt: expect.any(String) });
    const [run] = await app.db.event.findMany({ where: { subject: ticket.id, name: 'macro.applied' } });
    expect(run).toMatchObject({ actorId: agent.account.id, payload: { macroId: macro.id, version: 1, ticketId: ticket.id } });
  });

  test('write nothing twice when the call is repeated', async () => {
    const ticket = await aTeamTicket();
    const macro = await aMacro(app.db, { actions: [{ do: 'note', texts: { 'zh-CN': '已联系仓库' } }] });
    const body = { runId: newId(), macroId: macro.id, version: 1 };
    const answers = await Promise.all([1, 2, 3].map(() => agent.post(`/tickets/${ticket.id}/macro-runs`, body)));
    expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201]);
    expect(await app.db.message.count({ where: { ticketId: ticket.id, internal: true, kind: 'text' } })).toBe(1);
  });

  test('do nothing at all where a step is refused, and name it', async () => {
    const ticket = await aTeamTicket({ tags: [] });
    const macro = await aMacro(app.db, { actions: [TAG, { do: 'reply', texts: { en: 'Parcel {{tracking.number}}' } }] });
    const answer = await agent.post(`/tickets/${ticket.id}/macro-runs`, { runId: newId(), macroId: macro.id, version: 1 });
    expect([answer.status, answer.code, answer.body]).toEqual([409, 'macro/step_failed', expect.objectContaining({ data: { step: 2, do: 'reply', code: 'macro/blank_open', data: { names: ['tracking.number'] } } })]);
    const after = await app.db.ticket.findUniqueOrThrow({ where: { id: ticket.id } });
    expect([after.tags, after.version]).toEqual([[], ticket.version]);
    expect(await app.db.macroUse.count()).toBe(0);
  });

  test('do no more than whoever runs them may', async () => {
    const reader = await as.agent(app, { permissions: ['ticket.read'], teamIds: [desk.team.id] });
    const ticket = await aTeamTicket();
    for (const action of [TAG, { do: 'set_state', state: 'solved' }, { do: 'assign', to: 'me' }, { do: 'reply', texts: { en: 'x' } }, { do: 'note', texts: { en: 'x' } }]) {
      const macro = await aMacro(app.db, { actions: [action] });
      const answer = await reader.post(`/tickets/${ticket.id}/macro-runs`, { runId: newId(), macroId: macro.id, version: 1 });
      expect(answer.body).toMatchObject({ code: 'macro/step_failed', data: { step: 1, code: 'permission/missing' } });
    }
  });

  test('run on no ticket of another team, and in no other version than was looked at', async () => {
    const [hidden, ours, macro] = [await aTicket(app.db, { teamId: coffee.id }), await aTeamTicket(), await aMacro(app.db, { version: 2 })];
    expect((await agent.post(`/tickets/${hidden.id}/macro-runs`, { runId: newId(), macroId: macro.id, version: 2 })).code).toBe('conversation/not_found');
    expect((await agent.get(`/macros/${macro.id}/preview?ticketId=${hidden.id}`)).code).toBe('conversation/not_found');
    expect((await agent.post(`/tickets/${ours.id}/macro-runs`, { runId: newId(), macroId: macro.id, version: 1 })).code).toBe('request/stale');
    expect((await agent.post(`/tickets/${ours.id}/macro-runs`, { macroId: macro.id, version: 2 })).code).toBe('request/invalid');
  });

  test('do not reply past a word that was not on the screen', async () => {
    const talk = await aTalk(app, desk, 'Where is it?');
    const ticket = { id: talk.ticketId };
    const macro = await aMacro(app.db, { actions: [{ do: 'reply', texts: { en: 'On its way.' } }] });
    const run = (seenSeq: number) => agent.post(`/tickets/${ticket.id}/macro-runs`, { runId: newId(), macroId: macro.id, version: 1, seenSeq });
    const head = async () => (await app.db.timeline.findUniqueOrThrow({ where: { ticketId: ticket.id } })).staffHead;
    const seen = await head();
    await speak(talk.socket, ticket.id, 'Cancel it!');
    expect((await run(seen)).body).toMatchObject({ code: 'macro/step_failed', data: { step: 1, code: 'ticket/unseen_message' } });
    expect((await run(await head())).status).toBe(201);
    talk.socket.disconnect();
  });

  test('put values into fields and choose a part of a state, as they said before', async () => {
    const [reason, batch] = [
      await aField(app.db, { kind: 'choice', options: [{ key: 'leak', names: { en: 'Leaks' }, retired: false }, { key: 'dent', names: { en: 'Dent' }, retired: false }] }),
      await aField(app.db, { when: { match: 'all', of: [{ by: 'type', in: ['problem'] }] }, required: 'to_solve' }),
    ];
    const [photo, refunded] = [await aSubState(app.db), await aSubState(app.db, { state: 'solved' })];
    const ticket = await aTeamTicket();
    const set = (key: string, value: unknown) => ({ do: 'set_field', key, value });
    const made = (await agent.post('/macros', draft({ actions: [{ do: 'set_type', type: 'problem' }, set(batch.key, ' B09 '), set(reason.key, 'leak'), { do: 'set_sub_state', subStateId: photo.id }] }))).as(Macro);
    const look = async (id = made.id) => (await agent.get(`/macros/${id}/preview?ticketId=${ticket.id}`)).as(MacroPreview).steps.map(({ outcome, code, from, to }) => [outcome, code, from, to]);
    const run = (macroId = made.id, version = 1) => agent.post(`/tickets/${ticket.id}/macro-runs`, { runId: newId(), macroId, version });
    expect(await look()).toEqual([['changes', null, 'question', 'problem'], ['changes', null, null, 'B09'], ['changes', null, null, 'leak'], ['changes', null, null, photo.key]]);
    expect((await run()).body).toMatchObject({ ticket: { state: 'pending', type: 'problem' }, subState: { id: photo.id } });
    expect((await agent.get(`/tickets/${ticket.id}/fields`)).body).toMatchObject({ values: { [batch.key]: 'B09', [reason.key]: 'leak' } });
    expect((await look()).map(([outcome]) => outcome)).toEqual(['nothing', 'nothing', 'nothing', 'nothing']);

    // What is asked for before a ticket is solved is asked of macros too, with what their own steps have put.
    const solve = (await agent.post('/macros', draft({ actions: [set(batch.key, null), { do: 'set_sub_state', subStateId: refunded.id }] }))).as(Macro);
    expect(await look(solve.id)).toEqual([['changes', null, 'B09', null], ['refused', 'ticket/fields_missing', photo.key, refunded.key]]);
    expect((await run(solve.id)).body).toMatchObject({ code: 'macro/step_failed', data: { step: 2, do: 'set_sub_state', code: 'ticket/fields_missing' } });

    // Since it was written: an option is taken away, the field of another step retired, the part of the state too.
    await app.db.customField.update({ where: { id: reason.id }, data: { options: [{ key: 'leak', names: { en: 'Leaks' }, retired: true }] } });
    await app.db.subState.update({ where: { id: photo.id }, data: { retiredAt: app.clock.now() } });
    await app.db.ticketFieldValue.deleteMany();
    await app.db.ticket.update({ where: { id: ticket.id }, data: { state: 'open', type: 'problem' } });
    expect((await look()).map(([, code]) => code)).toEqual([null, null, 'field/value_unfit', 'substate/gone']);
    expect((await run()).body).toMatchObject({ code: 'macro/step_failed', data: { step: 3, code: 'field/value_unfit' } });
    expect(await app.db.ticketFieldValue.count()).toBe(0);
    await app.db.customField.update({ where: { id: batch.id }, data: { retiredAt: app.clock.now() } });
    expect((await run()).body).toMatchObject({ data: { step: 2, code: 'field/gone' } });
    // Who changes something else of it keeps what is gone; nobody writes it down anew.
    expect((await agent.put(`/macros/${made.id}`, draft({ title: 'Renamed', actions: made.actions }), ifMatch(1))).status).toBe(200);
    const anew = await agent.post('/macros', draft({ actions: made.actions }));
    expect([anew.code, Reflect.get(Object(anew.body), 'fields')]).toEqual(['request/invalid', [{ path: 'actions.1', code: 'field/gone' }, { path: 'actions.2', code: 'field/value_unfit' }, { path: 'actions.3', code: 'substate/gone' }]]);
    for (const wrong of [set(batch.key, { a: 1 }), { do: 'set_field', key: reason.key }, set('No Key', 'x'), { do: 'set_sub_state' }, { do: 'set_sub_state', subStateId: 'x' }]) expect((await agent.post('/macros', draft({ actions: [wrong] }))).code).toBe('request/invalid');
  });

  test('that set a hidden field are there for those who may read it', async () => {
    const hidden = await aField(app.db, { kind: 'number', hidden: true });
    const set = { do: 'set_field', key: hidden.key, value: 30 };
    const ticket = await aTeamTicket();
    expect((await agent.post('/macros', draft({ actions: [set] }))).code).toBe('request/invalid');
    const shared = (await lead.post('/macros', draft({ scope: 'team', teamId: desk.team.id, actions: [TAG, set] }))).as(Macro);
    expect([await titles(agent), await titles(lead)]).toEqual([[], [shared.title]]);
    const run = (client: StaffClient) => client.post(`/tickets/${ticket.id}/macro-runs`, { runId: newId(), macroId: shared.id, version: 1 });
    const asked = [await agent.get(`/macros/${shared.id}/preview?ticketId=${ticket.id}`), await run(agent), await agent.put(`/macros/${shared.id}`, draft(), ifMatch(1)), await agent.delete(`/macros/${shared.id}`)];
    expect(asked.map(({ code }) => code)).toEqual(Array(4).fill('resource/not_found'));
    expect((await run(lead)).status).toBe(201);
    expect((await lead.get(`/tickets/${ticket.id}/fields`)).body).toMatchObject({ values: { [hidden.key]: 30 } });
    const [event] = await app.db.event.findMany({ where: { subject: ticket.id, name: 'ticket.fields_changed' } });
    expect(event?.payload).toMatchObject({ keys: [], hidden: [hidden.key] });
    const reader = await as.agent(app, { permissions: ['ticket.read', 'ticket.reply'], teamIds: [desk.team.id] });
    for (const action of [{ do: 'set_field', key: (await aField(app.db)).key, value: 'x' }, { do: 'set_sub_state', subStateId: null }]) {
      const { id } = await aMacro(app.db, { actions: [action] });
      expect((await reader.post(`/tickets/${ticket.id}/macro-runs`, { runId: newId(), macroId: id, version: 1 })).body).toMatchObject({ data: { step: 1, code: 'permission/missing' } });
    }
  });

  test('are told to the consoles that hold the list', async () => {
    const socket = await agent.socket();
    // Lists of tickets are told of on the same line.
    const changed = new Promise((resolve) => socket.on('changed', (told: { kind: string }) => told.kind === 'macro' && resolve(told)));
    const { id } = (await manager.post('/macros', draft({ scope: 'all' }))).as(Macro);
    expect(await changed).toMatchObject({ kind: 'macro', id });
    socket.disconnect();
  });
});
