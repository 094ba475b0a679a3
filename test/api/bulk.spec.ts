import { BulkChange, BulkChanges } from '#contracts/bulk.js';
import { aField } from '#prisma/factories/custom-field.factory.js';
import { aMacro } from '#prisma/factories/macro.factory.js';
import { aTeam } from '#prisma/factories/people.factory.js';
import { aSubState } from '#prisma/factories/sub-state.factory.js';
import { aTicket } from '#prisma/factories/ticket.factory.js';
import type { Ticket } from '#prisma/generated/client.js';
import { BulkWorkService } from '../../server/src/bulk/bulk-work.service.js';
import { newId } from '../../server/src/platform/ids.js';
import { startApp, startAppOn, type TestApp } from '../support/app.js';
import { as, type StaffClient } from '../support/as.js';
import { cloneDatabase } from '../support/database.js';
import { aDesk, type Desk } from '../support/desk.js';
import { settle } from '../support/settle.js';

const TAG = { do: 'add_tags', tags: ['vip'] };
const RAISE = { do: 'set_priority', priority: 'high' };

describe('a change of many tickets', () => {
  let app: TestApp;
  let desk: Desk;
  let agent: StaffClient;
  beforeAll(async () => {
    app = await startApp();
    desk = await aDesk(app);
  });
  beforeEach(async () => {
    agent = await as.agent(app, { teamIds: [desk.team.id] });
  });
  afterAll(() => app.close());

  const aTeamTicket = (fields: Parameters<typeof aTicket>[1] = {}) => aTicket(app.db, { channelId: desk.channel.id, teamId: desk.team.id, ...fields });
  const someTickets = (count: number) => Promise.all(Array.from({ length: count }, () => aTeamTicket()));
  const ids = (tickets: readonly Ticket[]) => tickets.map(({ id }) => id);
  const now = (tickets: readonly Ticket[]) => app.db.ticket.findMany({ where: { id: { in: ids(tickets) } }, orderBy: { id: 'asc' } });
  const ask = async (body: Record<string, unknown>, by = agent) => (await by.post('/bulk-changes', body)).as(BulkChange);

  test('needs somebody who may read tickets, and is nobody else’s to see', async () => {
    const [ticket] = await someTickets(1);
    const own = await ask({ ticketIds: [ticket?.id], actions: [TAG] });
    const nobody = await as.agent(app, { permissions: ['account.read'] });
    const colleague = await as.agent(app, { role: 'admin', teamIds: [desk.team.id] });
    for (const [client, code] of [[as.stranger(app), 'session/required'], [nobody, 'permission/missing'], [colleague, 'resource/not_found']] as const) {
      const answers = [await client.get(`/bulk-changes/${own.id}`), await client.delete(`/bulk-changes/${own.id}`), await client.post(`/bulk-changes/${own.id}/undo`)];
      expect(answers.map((answer) => answer.code)).toEqual([code, code, code]);
    }
    expect((await as.stranger(app).post('/bulk-changes', {})).code).toBe('session/required');
    expect((await nobody.get('/bulk-changes')).code).toBe('permission/missing');
    expect((await colleague.get('/bulk-changes')).as(BulkChanges).items).toEqual([]);
    expect((await agent.get('/bulk-changes')).as(BulkChanges).items.map(({ id }) => id)).toEqual([own.id]);
    expect((await agent.get(`/bulk-changes/${newId()}`)).code).toBe('resource/not_found');
  });

  test.each([
    ['no tickets', { actions: [TAG] }],
    ['none of them', { ticketIds: [], actions: [TAG] }],
    ['tickets and all that match', { ticketIds: [newId()], matching: { view: 'all' }, actions: [TAG] }],
    ['nothing to do', { ticketIds: [newId()] }],
    ['a macro and steps', { ticketIds: [newId()], actions: [TAG], macro: { id: newId(), version: 1 } }],
    ['too many names', { ticketIds: Array.from({ length: 501 }, newId), actions: [TAG] }],
    ['an unknown wish', { matching: { view: 'all', filter: { colour: 'red' } }, actions: [TAG] }],
    ['no identifier', { ticketIds: ['1'], actions: [TAG] }],
  ])('is refused with %s', async (_, body) => {
    expect((await agent.post('/bulk-changes', body)).code).toBe('request/invalid');
  });

  test('changes a few at once, each with its own history', async () => {
    const tickets = await someTickets(3);
    const change = await ask({ ticketIds: ids(tickets), actions: [TAG, RAISE, { do: 'assign', to: 'me' }] });
    expect(change).toMatchObject({ kind: 'change', state: 'finished', total: 3, done: 3, failed: 0, failures: [], can: { undo: true, stop: false } });
    expect((await now(tickets)).map(({ tags, priority, assigneeId }) => [tags, priority, assigneeId])).toEqual(Array(3).fill([['vip'], 'high', agent.account.id]));
    const events = await app.db.event.findMany({ where: { subject: tickets[0]?.id ?? '', actorId: agent.account.id }, orderBy: { id: 'asc' }, select: { name: true } });
    expect(events.map(({ name }) => name)).toEqual(['ticket.facts_changed', 'ticket.facts_changed', 'ticket.assigned']);
  });

  test('takes all that match, as the list holds them for whoever asks', async () => {
    const tag = `t${newId().slice(-8)}`;
    const matching = await Promise.all([aTeamTicket({ tags: [tag] }), aTeamTicket({ tags: [tag], state: 'pending' })]);
    await Promise.all([aTeamTicket(), aTeamTicket({ tags: [tag], state: 'closed' }), aTicket(app.db, { teamId: (await aTeam(app.db)).id, tags: [tag] })]);
    const change = await ask({ matching: { view: 'all', filter: { tags: [tag] } }, actions: [RAISE] });
    expect(change).toMatchObject({ total: 2, done: 2 });
    expect((await now(matching)).map(({ priority }) => priority)).toEqual(['high', 'high']);
    expect(await app.db.ticket.count({ where: { tags: { has: tag }, priority: 'high' } })).toBe(2);
    expect((await agent.post('/bulk-changes', { matching: { view: 'all', filter: { tags: ['nobody-has-this'] } }, actions: [RAISE] })).code).toBe('bulk/none');
  });

  test('runs a macro, in the version that was looked at', async () => {
    const [tickets, macro] = [await someTickets(2), await aMacro(app.db, { title: 'To shipping', actions: [TAG, { do: 'note', texts: { en: 'Ticket {{ticket.number}}' } }] })];
    expect((await agent.post('/bulk-changes', { ticketIds: ids(tickets), macro: { id: macro.id, version: 2 } })).code).toBe('request/stale');
    expect((await agent.post('/bulk-changes', { ticketIds: ids(tickets), macro: { id: newId(), version: 1 } })).code).toBe('resource/not_found');
    expect(await ask({ ticketIds: ids(tickets), macro: { id: macro.id, version: 1 } })).toMatchObject({ title: 'To shipping', done: 2 });
    const notes = await app.db.message.findMany({ where: { ticketId: { in: ids(tickets) }, internal: true, kind: 'text' }, select: { text: true } });
    expect(notes.map(({ text }) => text).sort()).toEqual(tickets.map(({ number }) => `Ticket ${number}`).sort());
  });

  test('reports by ticket what was refused, and does the rest', async () => {
    const [open, closed] = [await aTeamTicket(), await aTeamTicket({ state: 'closed', timeline: { gate: 'closed' } })];
    const hidden = await aTicket(app.db, { teamId: (await aTeam(app.db)).id });
    const missing = newId();
    const change = await ask({ ticketIds: [open.id, closed.id, hidden.id, missing], actions: [TAG] });
    expect(change).toMatchObject({ state: 'finished', total: 4, done: 1, failed: 3 });
    // Another team's ticket reads like one that is not there.
    expect(new Map(change.failures.map(({ ticketId, number, code, step }) => [ticketId, [number, code, step]]))).toEqual(
      new Map<string, unknown>([[closed.id, [closed.number, 'ticket/closed', 1]], [hidden.id, [null, 'conversation/not_found', null]], [missing, [null, 'conversation/not_found', null]]]),
    );
    expect((await app.db.ticket.findUniqueOrThrow({ where: { id: hidden.id } })).tags).toEqual([]);
  });

  test('may no more than whoever asked, then and today', async () => {
    const tickets = await someTickets(30);
    const reader = await as.agent(app, { permissions: ['ticket.read'], teamIds: [desk.team.id] });
    expect((await ask({ ticketIds: ids(tickets).slice(0, 2), actions: [TAG] }, reader)).failures.map(({ code }) => code)).toEqual(['permission/missing', 'permission/missing']);
    const change = await ask({ ticketIds: ids(tickets), actions: [TAG] });
    expect(change).toMatchObject({ state: 'running', done: 20 });
    await app.db.account.update({ where: { id: agent.account.id }, data: { deactivatedAt: app.clock.now() } });
    await settle(app, { sweeps: true });
    await app.db.account.update({ where: { id: agent.account.id }, data: { deactivatedAt: null } });
    const after = (await agent.get(`/bulk-changes/${change.id}`)).as(BulkChange);
    expect(after).toMatchObject({ state: 'finished', done: 20, failed: 10 });
    expect(new Set(after.failures.map(({ code }) => code))).toEqual(new Set(['permission/missing']));
  });

  test('is worked off once, however many work at it', async () => {
    const tickets = await someTickets(40);
    const change = await ask({ ticketIds: ids(tickets), actions: [{ do: 'note', texts: { en: 'once' } }] });
    const work = app.nest.get(BulkWorkService);
    await Promise.all([1, 2, 3, 4].map(() => work.workOff(change.id, 40)));
    await settle(app, { sweeps: true });
    expect((await agent.get(`/bulk-changes/${change.id}`)).as(BulkChange)).toMatchObject({ state: 'finished', done: 40, failed: 0 });
    expect(await app.db.message.count({ where: { ticketId: { in: ids(tickets) }, kind: 'text' } })).toBe(40);
    expect(await app.db.event.count({ where: { name: 'bulk_change.finished', subject: change.id } })).toBe(1);
  });

  test('stops where it is told to, and undoes what was done until then', async () => {
    const tickets = await someTickets(25);
    const change = await ask({ ticketIds: ids(tickets), actions: [TAG] });
    expect((await agent.post(`/bulk-changes/${change.id}/undo`)).code).toBe('bulk/not_undoable');
    expect((await agent.delete(`/bulk-changes/${change.id}`)).as(BulkChange)).toMatchObject({ state: 'stopped', done: 20 });
    await settle(app, { sweeps: true });
    expect((await now(tickets)).filter(({ tags }) => tags.length > 0)).toHaveLength(20);
    expect((await agent.post(`/bulk-changes/${change.id}/undo`)).as(BulkChange)).toMatchObject({ kind: 'undo', state: 'finished', total: 20, done: 20 });
    expect((await now(tickets)).filter(({ tags }) => tags.length > 0)).toEqual([]);
  });

  test('is undone where nobody changed anything since, and says what it left', async () => {
    const other = await aTeam(app.db);
    const tickets = await Promise.all([aTeamTicket({ tags: ['gift'] }), aTeamTicket(), aTeamTicket({ state: 'new' })]);
    const [first, second] = tickets;
    const change = await ask({ ticketIds: ids(tickets), actions: [TAG, RAISE, { do: 'set_state', state: 'pending' }, { do: 'assign_team', teamId: other.id }] });
    expect(change.done).toBe(3);
    const colleague = await as.agent(app, { teamIds: [other.id] });
    const seen = await app.db.ticket.findUniqueOrThrow({ where: { id: second.id } });
    expect((await colleague.patch(`/tickets/${second.id}/facts`, { priority: 'urgent', version: seen.version })).status).toBe(200);
    const undo = (await agent.post(`/bulk-changes/${change.id}/undo`)).as(BulkChange);
    expect(undo).toMatchObject({ kind: 'undo', state: 'finished', total: 3, done: 2, failed: 1, failures: [{ ticketId: second.id, code: 'bulk/changed_since' }], can: { undo: false } });
    const rows = new Map((await now(tickets)).map((row) => [row.id, row]));
    expect(rows.get(first.id)).toMatchObject({ tags: ['gift'], priority: 'normal', state: 'open', teamId: desk.team.id });
    expect(rows.get(second.id)).toMatchObject({ tags: [], priority: 'urgent', state: 'open', teamId: desk.team.id });
    const answers = [await agent.post(`/bulk-changes/${change.id}/undo`), await agent.post(`/bulk-changes/${undo.id}/undo`)];
    expect(answers.map((answer) => answer.code)).toEqual(['bulk/not_undoable', 'bulk/not_undoable']);
  });

  test('puts values into fields and chooses a part of a state, and an undo restores exactly what stood there', async () => {
    const option = (key: string, retired = false) => ({ key, names: { en: key }, retired });
    const reason = await aField(app.db, { kind: 'multi_choice', options: [option('leak'), option('dent'), option('smell')] });
    const batch = await aField(app.db, { when: { match: 'all', of: [{ by: 'type', in: ['problem'] }] } });
    const [mine, photo] = [await aSubState(app.db, { state: 'open' }), await aSubState(app.db)];
    const usual = await aSubState(app.db, { state: 'open', isDefault: true });
    const [held, empty, hiding, over] = [
      await aTeamTicket({ type: 'problem', subStateId: mine.id }), await aTeamTicket({ type: 'problem' }), await aTeamTicket(), await aTeamTicket({ type: 'problem', state: 'closed', timeline: { gate: 'closed' } }),
    ];
    await agent.patch(`/tickets/${held.id}/fields`, { values: { [reason.key]: ['leak', 'dent'], [batch.key]: 'B08' }, version: 1 });
    const actions = [{ do: 'set_field', key: reason.key, value: ['smell'] }, { do: 'set_field', key: batch.key, value: 'B09' }, { do: 'set_sub_state', subStateId: photo.id }];
    expect((await agent.post('/bulk-changes', { ticketIds: [held.id], actions: [{ do: 'set_field', key: reason.key, value: ['rust'] }] })).code).toBe('request/invalid');
    const standing = async ({ id }: Ticket) => {
      const { state, subStateId } = await app.db.ticket.findUniqueOrThrow({ where: { id } });
      return [state, subStateId, Reflect.get(Object((await agent.get(`/tickets/${id}/fields`)).body), 'values')];
    };
    const tickets = [held, empty, hiding];
    const before = await Promise.all(tickets.map(standing));
    const change = await ask({ ticketIds: ids([...tickets, over]), actions });
    expect(new Map(change.failures.map(({ ticketId, code, step }) => [ticketId, [code, step]]))).toEqual(new Map([[hiding.id, ['field/not_shown', 2]], [over.id, ['ticket/closed', 1]]]));
    for (const ticket of [held, empty]) expect(await standing(ticket)).toEqual(['pending', photo.id, { [reason.key]: ['smell'], [batch.key]: 'B09' }]);
    // Of a ticket that was refused nothing is done, not even what came before.
    expect(await standing(hiding)).toEqual(before[2]);

    // What the organisation changes meanwhile is no reason to lose what stood there.
    await app.db.customField.update({ where: { id: reason.id }, data: { options: [option('leak', true), option('dent'), option('smell')] } });
    await app.db.customField.update({ where: { id: batch.id }, data: { retiredAt: app.clock.now() } });
    await app.db.subState.update({ where: { id: mine.id }, data: { retiredAt: app.clock.now() } });
    const undo = (await agent.post(`/bulk-changes/${change.id}/undo`)).as(BulkChange);
    expect(undo).toMatchObject({ total: 2, done: 2, failed: 0 });
    expect(await Promise.all(tickets.map(standing))).toEqual(before);
    await app.db.subState.delete({ where: { id: usual.id } });
  });

  test('leaves in its undo a field that somebody filled in otherwise since', async () => {
    const field = await aField(app.db);
    const tickets = await someTickets(2);
    const change = await ask({ ticketIds: ids(tickets), actions: [RAISE, { do: 'set_field', key: field.key, value: '批次 B09' }] });
    const colleague = await as.agent(app, { teamIds: [desk.team.id] });
    const [first] = tickets;
    const { version } = await app.db.ticket.findUniqueOrThrow({ where: { id: first?.id ?? '' } });
    expect((await colleague.patch(`/tickets/${first?.id}/fields`, { values: { [field.key]: 'B10' }, version })).status).toBe(200);
    const undo = (await agent.post(`/bulk-changes/${change.id}/undo`)).as(BulkChange);
    expect(undo).toMatchObject({ done: 1, failed: 1, failures: [{ ticketId: first?.id, code: 'bulk/changed_since' }] });
    expect((await now(tickets)).map(({ priority }) => priority)).toEqual(['normal', 'normal']);
    expect((await app.db.ticketFieldValue.findMany({ where: { fieldId: field.id } })).map(({ text }) => text)).toEqual(['B10']);
  });

  test('is undone once, however often it is asked at once', async () => {
    const tickets = await someTickets(2);
    const change = await ask({ ticketIds: ids(tickets), actions: [RAISE] });
    const answers = await Promise.all([1, 2, 3].map(() => agent.post(`/bulk-changes/${change.id}/undo`)));
    expect(answers.map((answer) => answer.code ?? answer.status).sort()).toEqual([201, 'bulk/not_undoable', 'bulk/not_undoable']);
  });

  test('takes back no word that was written, and says so', async () => {
    const tickets = await someTickets(1);
    const change = await ask({ ticketIds: ids(tickets), actions: [TAG, { do: 'note', texts: { en: 'Seen' } }] });
    expect((await agent.post(`/bulk-changes/${change.id}/undo`)).as(BulkChange).failures).toMatchObject([{ code: 'bulk/said' }]);
    expect((await now(tickets)).map(({ tags }) => tags)).toEqual([[]]);
  });

  test('waits its turn behind three others of the same person', async () => {
    const tickets = await someTickets(22);
    const answers = await Promise.all([1, 2, 3, 4].map((turn) => agent.post('/bulk-changes', { ticketIds: ids(tickets), actions: [{ do: 'add_tags', tags: [`turn-${turn}`] }] })));
    expect(answers.map((answer) => answer.code ?? answer.status).sort()).toEqual([201, 201, 201, 'bulk/running']);
    await settle(app, { sweeps: true });
    expect((await now(tickets)).every(({ tags }) => tags.length === 3)).toBe(true);
  });
});

describe('a change of many tickets whose process is killed', () => {
  test('goes on with the next one, and does nothing twice', async () => {
    const database = await cloneDatabase();
    const app = await startAppOn(database);
    const desk = await aDesk(app);
    const agent = await as.agent(app, { teamIds: [desk.team.id] });
    const tickets = await Promise.all(Array.from({ length: 26 }, () => aTicket(app.db, { channelId: desk.channel.id, teamId: desk.team.id })));
    const change = (await agent.post('/bulk-changes', { ticketIds: tickets.map(({ id }) => id), actions: [TAG, { do: 'note', texts: { en: 'once' } }] })).as(BulkChange);
    expect(change).toMatchObject({ state: 'running', done: 20 });
    await app.stop();

    const next = await startAppOn(database);
    await settle(next, { sweeps: true });
    expect(await next.db.bulkItem.count({ where: { changeId: change.id, state: 'done' } })).toBe(26);
    expect(await next.db.bulkChange.findUniqueOrThrow({ where: { id: change.id } })).toMatchObject({ finishedAt: expect.any(Date) });
    expect(await next.db.message.count({ where: { text: 'once' } })).toBe(26);
    await next.close();
  });
});
