import { Account, Accounts, Colleagues, Me } from '#contracts/accounts.js';
import { anAccount, aRole, aTeam } from '#prisma/factories/people.factory.js';
import type { Prisma } from '#prisma/generated/client.js';
import { aTicket } from '#prisma/factories/ticket.factory.js';
import { newId } from '../../server/src/platform/ids.js';
import { as, type StaffClient } from '../support/as.js';
import { startApp, type TestApp } from '../support/app.js';

const PASSWORD = 'a kettle of green tea';

describe('accounts', () => {
  let app: TestApp;
  let admin: StaffClient;
  beforeAll(async () => {
    app = await startApp();
    admin = await as.agent(app, { role: 'admin', name: 'Zhi' });
  });
  afterAll(() => app.close());

  const events = (name: string, subject: string) => app.db.event.findMany({ where: { name, subject } });

  describe('GET /accounts', () => {
    test('shows everybody with roles, teams, load and what the caller may do', async () => {
      const team = await aTeam(app.db);
      const person = await anAccount(app.db, { role: 'lead', teamIds: [team.id], capacity: 3 });
      const invited = await anAccount(app.db, { password: null });
      const ticket = await aTicket(app.db);
      await app.db.chat.create({ data: { id: newId(), ticketId: ticket.id, state: 'accepted', agentId: person.id, queuedAt: new Date() } });
      const { items } = (await admin.get('/accounts')).as(Accounts);
      expect(items.find((item) => item.id === person.id)).toMatchObject({
        load: 1,
        capacity: 3,
        connected: false,
        invited: false,
        deactivatedAt: null,
        roles: [{ builtIn: 'lead' }],
        teams: [{ id: team.id }],
        can: { change: true, deactivate: true },
      });
      expect(items.find((item) => item.id === invited.id)?.invited).toBe(true);
      expect(items.find((item) => item.id === admin.account.id)?.can).toEqual({ change: true, deactivate: false });
      expect(JSON.stringify(items)).not.toMatch(/passwordHash|argon2/);
    });

    test('offers no button to somebody who may only look', async () => {
      const agent = await as.agent(app);
      const { items } = (await agent.get('/accounts')).as(Accounts);
      expect(items.length).toBeGreaterThan(1);
      expect(items.every((item) => !item.can.change && !item.can.deactivate)).toBe(true);
    });
  });

  test('GET /colleagues leaves out who was deactivated or has not joined yet', async () => {
    const [here, gone, invited] = [
      await anAccount(app.db, { capacity: 2 }),
      await anAccount(app.db, { deactivatedAt: new Date() }),
      await anAccount(app.db, { password: null }),
    ];
    const { items } = (await (await as.agent(app)).get('/colleagues')).as(Colleagues);
    expect(items.find((item) => item.id === here.id)).toMatchObject({ free: 2, availability: 'online', connected: false, teamIds: [] });
    expect(items.some((item) => item.id === gone.id || item.id === invited.id)).toBe(false);
  });

  describe('PATCH /accounts/:id', () => {
    test('changes name, capacity, roles and teams, and records it', async () => {
      const person = await anAccount(app.db);
      const [team, role] = [await aTeam(app.db), await aRole(app.db, { permissions: ['ticket.read'] })];
      const changed = (await admin.patch(`/accounts/${person.id}`, { name: ' Neuer Name ', capacity: 7, roleIds: [role.id, role.id], teamIds: [team.id] })).as(
        Account,
      );
      expect(changed).toMatchObject({ name: 'Neuer Name', capacity: 7, roles: [{ id: role.id }], teams: [{ id: team.id }] });
      expect(await events('account.changed', person.id)).toHaveLength(1);
      expect(await events('team.changed', team.id)).toHaveLength(1);
    });

    test.each([['roleIds'], ['teamIds']])('refuses an unknown row in %s and changes nothing', async (field) => {
      const person = await anAccount(app.db);
      expect((await admin.patch(`/accounts/${person.id}`, { name: 'Changed', [field]: [newId()] })).code).toBe('request/invalid');
      expect((await app.db.account.findUniqueOrThrow({ where: { id: person.id } })).name).toBe(person.name);
    });

    test('nobody gives more than he has, or touches somebody who has more', async () => {
      const clerk = await as.agent(app, { permissions: ['account.read', 'account.manage', 'ticket.read'] });
      const person = await anAccount(app.db, { permissions: ['ticket.read'] });
      const boss = await app.db.role.findUniqueOrThrow({ where: { builtIn: 'admin' } });
      expect((await clerk.patch(`/accounts/${person.id}`, { roleIds: [boss.id] })).code).toBe('permission/missing');
      expect((await clerk.patch(`/accounts/${clerk.account.id}`, { roleIds: [boss.id] })).code).toBe('permission/missing');
      expect((await clerk.patch(`/accounts/${admin.account.id}`, { name: 'Hacked' })).code).toBe('permission/missing');
      expect((await clerk.post(`/accounts/${admin.account.id}/deactivation`)).code).toBe('permission/missing');
      expect((await clerk.patch(`/accounts/${person.id}`, { name: 'Renamed' })).status).toBe(200);
    });
  });

  describe('deactivation', () => {
    test('ends sessions, tokens and links at once; reactivation brings none of them back', async () => {
      const person = await as.agent(app, { role: 'admin', password: PASSWORD });
      const { secret } = (await person.post('/api-tokens', { name: 'Bot', scopes: ['account.read'] })).body as { secret: string };
      const bot = as.stranger(app).with({ authorization: `Bearer ${secret}` });
      expect((await bot.get('/accounts')).status).toBe(200);
      const answer = (await admin.post(`/accounts/${person.account.id}/deactivation`)).as(Account);
      expect(answer).toMatchObject({ availability: 'offline', deactivatedAt: expect.any(String) });
      expect((await person.get('/session')).code).toBe('session/required');
      expect((await bot.get('/accounts')).code).toBe('session/required');
      expect((await as.stranger(app).post('/session', { email: person.account.email, password: PASSWORD })).code).toBe('session/wrong_credentials');
      expect((await admin.post(`/accounts/${person.account.id}/deactivation`)).status).toBe(200);
      expect(await events('account.deactivated', person.account.id)).toHaveLength(1);
      expect(await events('agent.availability_changed', person.account.id)).toHaveLength(1);
      expect((await admin.delete(`/accounts/${person.account.id}/deactivation`)).as(Account).deactivatedAt).toBeNull();
      expect((await person.get('/session')).code).toBe('session/required');
      expect((await bot.get('/accounts')).code).toBe('session/required');
      expect((await as.stranger(app).post('/session', { email: person.account.email, password: PASSWORD })).status).toBe(200);
    });

    test('of oneself is refused', async () => {
      expect((await admin.post(`/accounts/${admin.account.id}/deactivation`)).code).toBe('permission/missing');
    });
  });

  describe('PATCH /account', () => {
    test('changes name, language and preferences of the caller alone', async () => {
      const agent = await as.agent(app);
      const me = (await agent.patch('/account', { name: '林雅婷', locale: 'zh-TW', preferences: { theme: 'dark', compact: true } })).as(Me);
      expect(me.account).toMatchObject({ name: '林雅婷', locale: 'zh-TW', preferences: { theme: 'dark', compact: true } });
      expect((await agent.patch('/account', { locale: null })).as(Me).account).toMatchObject({ name: '林雅婷', locale: null });
    });

    test('gives nobody rights, another address or another id', async () => {
      const agent = await as.agent(app);
      for (const field of [{ permissions: ['setting.manage'] }, { email: 'other@staff.example' }, { id: newId() }, { roleIds: [] }, { locale: 'xx' }]) {
        expect((await agent.patch('/account', field)).code).toBe('request/invalid');
      }
    });
  });

  describe('PUT /account/availability', () => {
    test('sets it and tells the rest once', async () => {
      const agent = await as.agent(app, { availability: 'offline' });
      expect((await agent.put('/account/availability', { availability: 'online' })).as(Me).account.availability).toBe('online');
      expect((await agent.put('/account/availability', { availability: 'online' })).status).toBe(200);
      expect((await events('agent.availability_changed', agent.account.id)).map((event) => event.payload)).toEqual([
        { accountId: agent.account.id, availability: 'online' },
      ]);
      expect((await agent.put('/account/availability', { availability: 'asleep' })).code).toBe('request/invalid');
    });
  });

  describe('PUT /account/password', () => {
    test('needs the current one and a good new one', async () => {
      const agent = await as.agent(app, { password: PASSWORD, email: 'warehouse@staff.example' });
      expect((await agent.put('/account/password', { current: 'guess', next: 'another kettle of tea' })).code).toBe('account/password_wrong');
      for (const next of ['password', '12345678', 'warehouse@staff.example', 'aaaaaaaaaaaa']) {
        expect([next, (await agent.put('/account/password', { current: PASSWORD, next })).code]).toEqual([next, 'account/password_weak']);
      }
      expect((await agent.put('/account/password', { current: PASSWORD, next: 'short' })).code).toBe('request/invalid');
      expect((await agent.put('/account/password', { current: PASSWORD, next: 'another kettle of tea' })).status).toBe(200);
      const signIn = (password: string) => as.stranger(app).post('/session', { email: 'warehouse@staff.example', password });
      expect((await signIn(PASSWORD)).code).toBe('session/wrong_credentials');
      expect((await signIn('another kettle of tea')).status).toBe(200);
    });

    test('cannot be guessed from an open screen', async () => {
      const agent = await as.agent(app, { password: PASSWORD });
      const answers = await Promise.all(Array.from({ length: 15 }, () => agent.put('/account/password', { current: 'guess', next: 'another kettle of tea' })));
      expect(answers.filter((answer) => answer.code === 'account/password_wrong')).toHaveLength(10);
      expect(answers.filter((answer) => answer.code === 'request/too_many')).toHaveLength(5);
    });
  });
});

describe('the last admin', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await startApp();
  });
  afterEach(() => app.close());

  test('stays, even when two remove each other at the same moment', async () => {
    const [one, two] = [await as.agent(app, { role: 'admin' }), await as.agent(app, { role: 'admin' })];
    const answers = await atTheSameMoment(app, [
      () => one.post(`/accounts/${two.account.id}/deactivation`),
      () => two.post(`/accounts/${one.account.id}/deactivation`),
    ]);
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    expect(await app.db.account.count({ where: { deactivatedAt: null, passwordHash: { not: null } } })).toBe(1);
  });

  test('keeps the role, and an invited admin does not count', async () => {
    const admin = await as.agent(app, { role: 'admin' });
    await anAccount(app.db, { role: 'admin', password: null });
    await anAccount(app.db, { role: 'admin', deactivatedAt: new Date() });
    const agent = await app.db.role.findUniqueOrThrow({ where: { builtIn: 'agent' } });
    expect((await admin.patch(`/accounts/${admin.account.id}`, { roleIds: [agent.id] })).code).toBe('account/last_admin');
    expect((await admin.get('/settings')).status).toBe(200);
    await anAccount(app.db, { role: 'admin' });
    expect((await admin.patch(`/accounts/${admin.account.id}`, { roleIds: [agent.id] })).status).toBe(200);
    expect((await admin.get('/settings')).code).toBe('permission/missing');
  });
});

/** Holds every account until all calls stand before one, and then lets them go on together. */
async function atTheSameMoment<T>(app: TestApp, calls: readonly (() => Promise<T>)[]): Promise<T[]> {
  const started = await app.db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "Account" FOR UPDATE`;
    const under = calls.map((call) => call());
    for (let waiting = 0; waiting < calls.length; waiting = await countWaiting(tx));
    return under;
  });
  return Promise.all(started);
}

async function countWaiting(tx: Prisma.TransactionClient): Promise<number> {
  // What other connections do is read once per transaction unless it is forgotten first.
  await tx.$executeRaw`SELECT pg_stat_clear_snapshot()`;
  const [row] = await tx.$queryRaw<{ waiting: number }[]>`
    SELECT count(*)::int AS "waiting" FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  return row?.waiting ?? 0;
}
