import { randomUUID } from 'node:crypto';
import { ApiTokenMade, Team } from '#contracts/accounts.js';
import { TicketDetail } from '#contracts/tickets.js';
import { aTeam } from '#prisma/factories/people.factory.js';
import { aTicket } from '#prisma/factories/ticket.factory.js';
import { Events } from '../../server/src/platform/events/events.js';
import { as, type StaffClient } from '../support/as.js';
import { startApp, type TestApp } from '../support/app.js';

describe('a call with an Idempotency-Key', () => {
  let app: TestApp;
  let admin: StaffClient;
  beforeAll(async () => {
    app = await startApp();
    admin = await as.agent(app, { role: 'admin' });
  });
  afterAll(() => app.close());

  const keyed = (key: string = randomUUID()) => ({ headers: { 'idempotency-key': key } });

  test('is carried out once, and a repeat gets the first answer', async () => {
    const [key, name] = [keyed(), `Team ${randomUUID()}`];
    const first = (await admin.post('/teams', { name }, key)).as(Team);
    const again = await admin.post('/teams', { name }, key);
    expect([again.status, again.as(Team)]).toEqual([201, first]);
    expect(await app.db.team.count({ where: { name } })).toBe(1);
  });

  test('of many at once is carried out once', async () => {
    const [key, name] = [keyed(), `Team ${randomUUID()}`];
    const answers = await Promise.all(Array.from({ length: 8 }, () => admin.post('/teams', { name }, key)));
    for (const { status, code } of answers) expect([201, 409]).toContain(code === null ? status : code === 'request/key_in_flight' ? 409 : code);
    expect(await app.db.team.count({ where: { name } })).toBe(1);
  });

  test('is refused with another body', async () => {
    const key = keyed();
    await admin.post('/teams', { name: `Team ${randomUUID()}` }, key);
    const other = await admin.post('/teams', { name: `Team ${randomUUID()}` }, key);
    expect([other.status, other.code]).toEqual([422, 'request/key_reused']);
  });

  test('that was refused may be made again under the same key', async () => {
    const [key, name] = [keyed(), (await aTeam(app.db)).name];
    expect((await admin.post('/teams', { name }, key)).code).toBe('team/name_taken');
    await app.db.team.deleteMany({ where: { name } });
    expect((await admin.post('/teams', { name }, key)).status).toBe(201);
  });

  test('is its caller’s own: the same key of somebody else is another call', async () => {
    const [key, other] = [keyed(), await as.agent(app, { role: 'admin' })];
    const body = { name: 'Exports', scopes: ['ticket.read'] };
    const [mine, theirs] = [(await admin.post('/api-tokens', body, key)).as(ApiTokenMade), (await other.post('/api-tokens', body, key)).as(ApiTokenMade)];
    expect(theirs.token.id).not.toBe(mine.token.id);
  });

  test('keeps no secret: a repeat has none, and no row holds it', async () => {
    const [key, body] = [keyed(), { name: 'Exports', scopes: ['ticket.read'] }];
    const first = (await admin.post('/api-tokens', body, key)).as(ApiTokenMade);
    const again = (await admin.post('/api-tokens', body, key)).as(ApiTokenMade);
    expect([again.token.id, again.secret]).toEqual([first.token.id, null]);
    expect(first.secret).toMatch(/^ac_/);
    expect(JSON.stringify(await app.db.idempotencyKey.findMany())).not.toContain(first.secret);
  });

  test('refuses a key that is none', async () => {
    expect((await admin.post('/teams', { name: 'Keys' }, keyed('with space'))).code).toBe('request/invalid');
    expect((await admin.post('/teams', { name: 'Keys' }, keyed('k'.repeat(201)))).code).toBe('request/invalid');
  });

  test('shows a repeat nothing that the caller may not see any more', async () => {
    const [team, elsewhere] = [await aTeam(app.db), await aTeam(app.db)];
    const agent = await as.agent(app, { teamIds: [team.id] });
    const ticket = await aTicket(app.db, { teamId: team.id });
    const key = keyed();
    (await agent.post(`/tickets/${ticket.id}/closure`, undefined, key)).as(TicketDetail);
    (await agent.post(`/tickets/${ticket.id}/closure`, undefined, key)).as(TicketDetail);
    await app.db.ticket.update({ where: { id: ticket.id }, data: { teamId: elsewhere.id } });
    expect((await agent.post(`/tickets/${ticket.id}/closure`, undefined, key)).code).toBe('conversation/not_found');
  });

  test('keeps its key through a deadlock', async () => {
    const [key, name] = [keyed(), `Team ${randomUUID()}`];
    const deadlock = Object.assign(new Error('deadlock detected'), { code: '40P01' });
    const record = jest.spyOn(app.nest.get(Events), 'record').mockRejectedValueOnce(deadlock);
    const first = (await admin.post('/teams', { name }, key)).as(Team);
    record.mockRestore();
    expect((await admin.post('/teams', { name }, key)).as(Team)).toEqual(first);
  });
});
