import { Done } from '#contracts/common.js';
import { SavedView, SavedViews } from '#contracts/saved-views.js';
import { aTeam } from '#prisma/factories/people.factory.js';
import { aTicket } from '#prisma/factories/ticket.factory.js';
import type { Team } from '#prisma/generated/client.js';
import { newId } from '../../server/src/platform/ids.js';
import { MOST_PER_BELONGING } from '../../server/src/saved-views/saved-views.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { as, type StaffClient } from '../support/as.js';
import { aDesk, type Desk } from '../support/desk.js';

const shows = (filter: Record<string, unknown> = { tags: ['vip'] }) => ({ view: 'all', filter });
const draft = (fields: Record<string, unknown> = {}) => ({ name: 'VIP 客户', scope: 'own', shows: shows(), ...fields });
const ifMatch = (version: number) => ({ headers: { 'if-match': `"${version}"` } });

describe('saved views', () => {
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
  beforeEach(() => app.db.savedView.deleteMany());
  afterAll(() => app.close());

  const names = async (client: StaffClient) => (await client.get('/saved-views')).as(SavedViews).items.map(({ name }) => name);

  test('are made, changed and removed by their owner', async () => {
    const answer = await agent.post('/saved-views', draft());
    expect(answer.status).toBe(201);
    const made = answer.as(SavedView);
    expect(made).toMatchObject({ name: 'VIP 客户', scope: 'own', team: null, shows: { view: 'all', state: 'open', filter: { tags: ['vip'] }, sort: null }, version: 1, can: { change: true, remove: true } });
    const changed = (await agent.put(`/saved-views/${made.id}`, draft({ name: 'Urgent', shows: { ...shows({ priorities: ['urgent'] }), sort: 'newest' } }), ifMatch(1))).as(SavedView);
    expect(changed).toMatchObject({ name: 'Urgent', version: 2, shows: { filter: { priorities: ['urgent'] }, sort: 'newest', group: null, columns: [] } });
    const look = { group: 'assignee', columns: [{ key: 'subject', width: 400 }, { key: 'field.order_number', width: 140 }, { key: 'sub_state', width: 72 }] };
    expect((await agent.put(`/saved-views/${made.id}`, draft({ shows: { ...shows(), ...look } }), ifMatch(2))).as(SavedView).shows).toMatchObject(look);
    await agent.put(`/saved-views/${made.id}`, draft({ name: 'Urgent', shows: { ...shows({ priorities: ['urgent'] }), sort: 'newest' } }), ifMatch(3));
    expect((await agent.put(`/saved-views/${made.id}`, draft(), ifMatch(1))).code).toBe('request/stale');
    expect((await agent.delete(`/saved-views/${made.id}`)).as(Done)).toEqual({ ok: true });
    const events = await app.db.event.findMany({ where: { subject: made.id }, orderBy: { id: 'asc' }, select: { name: true } });
    expect(events.map(({ name }) => name)).toEqual(['saved_view.made', 'saved_view.changed', 'saved_view.changed', 'saved_view.changed', 'saved_view.removed']);
  });

  test('count what each person would find there, and nothing of another team', async () => {
    const there = { channelId: desk.channel.id, teamId: desk.team.id, tags: ['vip'] };
    await aTicket(app.db, { ...there, assigneeId: agent.account.id });
    await aTicket(app.db, there);
    await aTicket(app.db, { ...there, state: 'closed' });
    await aTicket(app.db, { teamId: coffee.id, tags: ['vip'] });
    await manager.post('/saved-views', draft({ scope: 'all', name: 'all' }));
    await manager.post('/saved-views', draft({ scope: 'all', name: 'mine', shows: shows({ tags: ['vip'], assignee: 'me' }) }));
    const counts = async (client: StaffClient) => Object.fromEntries((await client.get('/saved-views')).as(SavedViews).items.map(({ name, count }) => [name, count]));
    expect(await counts(agent)).toEqual({ all: 2, mine: 1 });
    expect(await counts(lead)).toEqual({ all: 2, mine: 0 });
    expect(await counts(manager)).toEqual({ all: 3, mine: 0 });
  });

  test('are listed for those they belong to, and to nobody else', async () => {
    await agent.post('/saved-views', draft({ name: 'mine' }));
    await lead.post('/saved-views', draft({ name: 'another person’s' }));
    await lead.post('/saved-views', draft({ name: 'ours', scope: 'team', teamId: desk.team.id }));
    await manager.post('/saved-views', draft({ name: 'coffee’s', scope: 'team', teamId: coffee.id }));
    await manager.post('/saved-views', draft({ name: 'everybody’s', scope: 'all' }));
    expect((await names(agent)).sort()).toEqual(['everybody’s', 'mine', 'ours']);
    expect(await names(manager)).toEqual(['everybody’s']);
    expect((await lead.get('/saved-views')).as(SavedViews).can).toEqual({ makeForAll: false, makeForTeams: [{ id: desk.team.id, name: desk.team.name }] });
  });

  test('are not shared by whoever may not, nor taken from others', async () => {
    const refused = [
      await agent.post('/saved-views', draft({ scope: 'team', teamId: desk.team.id })),
      await agent.post('/saved-views', draft({ scope: 'all' })),
      await lead.post('/saved-views', draft({ scope: 'team', teamId: coffee.id })),
    ];
    expect(refused.map((answer) => [answer.status, answer.code])).toEqual(Array(3).fill([403, 'permission/missing']));
    const theirs = [(await lead.post('/saved-views', draft())).as(SavedView), (await manager.post('/saved-views', draft({ scope: 'team', teamId: coffee.id }))).as(SavedView)];
    for (const { id } of [...theirs, { id: newId() }]) {
      expect([(await agent.put(`/saved-views/${id}`, draft(), ifMatch(1))).code, (await agent.delete(`/saved-views/${id}`)).code]).toEqual(['resource/not_found', 'resource/not_found']);
    }
    const shared = (await manager.post('/saved-views', draft({ scope: 'all' }))).as(SavedView);
    expect((await agent.delete(`/saved-views/${shared.id}`)).code).toBe('permission/missing');
  });

  test('need somebody who may read tickets', async () => {
    const nobody = await as.agent(app, { permissions: ['account.read'] });
    const id = newId();
    for (const [client, code] of [[as.stranger(app), 'session/required'], [nobody, 'permission/missing']] as const) {
      const answers = [await client.get('/saved-views'), await client.post('/saved-views', draft()), await client.put(`/saved-views/${id}`, draft(), ifMatch(1)), await client.delete(`/saved-views/${id}`)];
      expect(answers.map((answer) => answer.code)).toEqual(Array(4).fill(code));
    }
  });

  test.each([
    ['no name', { name: ' ' }],
    ['an unknown list', { shows: { view: 'everything' } }],
    ['an unknown wish', { shows: shows({ colour: 'red' }) }],
    ['a statement as order', { shows: { ...shows(), sort: 'id; DROP TABLE "Ticket"' } }],
    ['a group that is none', { shows: { ...shows(), group: 'colour' } }],
    ['a column twice', { shows: { ...shows(), columns: [{ key: 'number', width: 72 }, { key: 'number', width: 80 }] } }],
    ['a column of no width', { shows: { ...shows(), columns: [{ key: 'number', width: 0 }] } }],
    ['a column of no field', { shows: { ...shows(), columns: [{ key: 'field.No', width: 72 }] } }],
    ['an unknown column', { shows: { ...shows(), columns: [{ key: 'password', width: 72 }] } }],
    ['no tag', { shows: shows({ tags: [] }) }],
    ['a team for one’s own', { teamId: newId() }],
    ['something unknown', { icon: 'star' }],
  ])('are refused with %s', async (_, fields) => {
    expect((await agent.post('/saved-views', draft(fields))).code).toBe('request/invalid');
  });

  test('are so many and no more', async () => {
    await app.db.savedView.createMany({ data: Array.from({ length: MOST_PER_BELONGING }, (_, index) => ({ id: newId(), ownerId: agent.account.id, name: `${index}`, shows: { view: 'all', state: 'open', filter: {}, sort: null } })) });
    expect((await agent.post('/saved-views', draft())).code).toBe('view/too_many');
  });
});
