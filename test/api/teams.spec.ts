import { Team, Teams } from '#contracts/accounts.js';
import { aChannel } from '#prisma/factories/channel.factory.js';
import { anAccount, aTeam } from '#prisma/factories/people.factory.js';
import { aTicket } from '#prisma/factories/ticket.factory.js';
import { newId } from '../../server/src/platform/ids.js';
import { as, type StaffClient } from '../support/as.js';
import { startApp, type TestApp } from '../support/app.js';

describe('teams', () => {
  let app: TestApp;
  let manager: StaffClient;
  beforeAll(async () => {
    app = await startApp();
    manager = await as.agent(app, { role: 'manager' });
  });
  afterAll(() => app.close());

  test('are made with members, listed by name, changed and removed', async () => {
    const [mei, tom] = [await anAccount(app.db, { name: 'Mei' }), await anAccount(app.db, { name: 'Tom' })];
    const answer = await manager.post('/teams', { name: 'Returns', memberIds: [tom.id, mei.id, mei.id] });
    expect(answer.status).toBe(201);
    const team = answer.as(Team);
    expect(team).toMatchObject({ name: 'Returns', can: { change: true } });
    expect(team.members.map((member) => member.name)).toEqual(['Mei', 'Tom']);
    const changed = (await manager.patch(`/teams/${team.id}`, { memberIds: [tom.id] })).as(Team);
    expect([changed.name, changed.members.map((member) => member.name)]).toEqual(['Returns', ['Tom']]);
    expect((await manager.patch(`/teams/${team.id}`, { name: '售后' })).as(Team).members).toHaveLength(1);
    const agent = await as.agent(app);
    const seen = (await agent.get('/teams')).as(Teams).items.find((item) => item.id === team.id);
    expect(seen).toMatchObject({ name: '售后', can: { change: false } });
    await manager.patch(`/teams/${team.id}`, { memberIds: [] });
    expect((await manager.delete(`/teams/${team.id}`)).status).toBe(200);
    expect((await manager.delete(`/teams/${team.id}`)).code).toBe('resource/not_found');
  });

  test('do not show who was deactivated', async () => {
    const person = await anAccount(app.db, { deactivatedAt: new Date() });
    expect((await manager.post('/teams', { name: 'Quiet', memberIds: [person.id] })).as(Team).members).toEqual([]);
  });

  test('bear different names, also when two are made at once', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => manager.post('/teams', { name: 'Only one' })));
    expect(answers.map((answer) => answer.code ?? answer.status).sort()).toEqual([201, 'team/name_taken', 'team/name_taken', 'team/name_taken']);
    const other = await aTeam(app.db);
    expect((await manager.patch(`/teams/${other.id}`, { name: 'Only one' })).code).toBe('team/name_taken');
  });

  test('take only people there are', async () => {
    expect((await manager.post('/teams', { name: 'Ghosts', memberIds: [newId()] })).code).toBe('request/invalid');
    expect(await app.db.team.count({ where: { name: 'Ghosts' } })).toBe(0);
  });

  test.each([
    ['a member', async (teamId: string) => void (await anAccount(app.db, { teamIds: [teamId] })), { members: 1 }],
    ['a way in', async (teamId: string) => void (await aChannel(app.db, { teamId })), { channels: 1 }],
    ['an open ticket', async (teamId: string) => void (await aTicket(app.db, { teamId })), { tickets: 1 }],
    // Without a team it would be everybody's to read.
    ['a closed ticket', async (teamId: string) => void (await aTicket(app.db, { teamId, state: 'closed' })), { tickets: 1 }],
  ])('stay while %s belongs to them', async (_, give, data) => {
    const team = await aTeam(app.db);
    await give(team.id);
    const answer = await manager.delete(`/teams/${team.id}`);
    expect([answer.status, answer.code, answer.body]).toEqual([409, 'team/not_empty', expect.objectContaining({ data: expect.objectContaining(data) })]);
  });

  test('go when nothing belongs to them', async () => {
    const team = await aTeam(app.db);
    expect((await manager.delete(`/teams/${team.id}`)).status).toBe(200);
    expect(await app.db.team.findUnique({ where: { id: team.id } })).toBeNull();
  });
});
