import type { Socket } from 'socket.io-client';
import { ApiTokenMade, Team } from '#contracts/accounts.js';
import { anAccount, aRole, aTeam } from '#prisma/factories/people.factory.js';
import { io } from 'socket.io-client';
import { StaffDoorkeeper } from '../../server/src/accounts/staff.authenticator.js';
import type { StaffActor } from '../../server/src/platform/actor.js';
import { as, type StaffClient } from '../support/as.js';
import { ORIGIN, startApp, type TestApp } from '../support/app.js';
import { connected, ended, heard } from '../support/sockets.js';

const PASSWORD = 'a kettle of green tea';

/** What is promised: nothing more reaches a revoked person after two seconds. */
const AT_MOST_MS = 10_000;

describe('live sockets of the staff', () => {
  let app: TestApp;
  let admin: StaffClient;
  beforeAll(async () => {
    app = await startApp();
    admin = await as.agent(app, { role: 'admin' });
  });
  afterAll(() => app.close());

  async function expectEnd(socket: Socket, reason: string, cause: () => Promise<{ status: number }>): Promise<void> {
    const said = heard(socket, 'session:revoked');
    const over = ended(socket);
    const { status } = await cause();
    expect(status).toBeLessThan(300);
    expect(await said).toEqual({ reason });
    expect(await over).toBeLessThan(AT_MOST_MS);
    expect(socket.connected).toBe(false);
  }

  test('end when this session signs out, those of other sessions stay', async () => {
    const here = await as.agent(app);
    const there = await as.session(app, here.account);
    const [one, two] = [await here.socket(), await there.socket()];
    await expectEnd(one, 'signed_out', () => here.delete('/session'));
    expect(two.connected).toBe(true);
    two.disconnect();
    await expect(here.socket()).rejects.toThrow('session/required');
  });

  test('all end on "sign out everywhere"', async () => {
    const here = await as.agent(app);
    const there = await as.session(app, here.account);
    const [one, two] = [await here.socket(), await there.socket()];
    const otherEnd = ended(two);
    await expectEnd(one, 'signed_out', () => here.delete('/sessions'));
    expect(await otherEnd).toBeLessThan(AT_MOST_MS);
  });

  test('of other sessions end when the password changes', async () => {
    const here = await as.agent(app, { password: PASSWORD });
    const there = await as.session(app, here.account);
    const [one, two] = [await here.socket(), await there.socket()];
    await expectEnd(two, 'revoked', () => here.put('/account/password', { current: PASSWORD, next: 'another kettle of tea' }));
    expect(one.connected).toBe(true);
    expect((await there.get('/session')).code).toBe('session/required');
    one.disconnect();
  });

  test('end when the person is deactivated', async () => {
    const agent = await as.agent(app);
    await expectEnd(await agent.socket(), 'revoked', () => admin.post(`/accounts/${agent.account.id}/deactivation`));
    expect((await agent.get('/session')).code).toBe('session/required');
    await expect(agent.socket()).rejects.toThrow('session/required');
  });

  test('end when the person gets other roles, and come back with the new rights', async () => {
    const agent = await as.agent(app);
    const lead = await app.db.role.findUniqueOrThrow({ where: { builtIn: 'lead' } });
    await expectEnd(await agent.socket(), 'revoked', () => admin.patch(`/accounts/${agent.account.id}`, { roleIds: [lead.id] }));
    const again = await agent.socket();
    expect((await agent.get('/session')).body).toMatchObject({ permissions: expect.arrayContaining(['chat.watch']) });
    again.disconnect();
  });

  test("end when the person's role changes", async () => {
    const role = await aRole(app.db, { permissions: ['ticket.read', 'account.read'] });
    const account = await anAccount(app.db);
    await app.db.accountRole.deleteMany({ where: { accountId: account.id } });
    await app.db.accountRole.create({ data: { accountId: account.id, roleId: role.id } });
    const agent = await as.session(app, account);
    await expectEnd(await agent.socket(), 'revoked', () => admin.patch(`/roles/${role.id}`, { name: role.name, permissions: ['ticket.read'] }));
    expect((await agent.get('/accounts')).code).toBe('permission/missing');
  });

  test('end when the person joins or leaves a team', async () => {
    const agent = await as.agent(app);
    const team = await aTeam(app.db);
    await expectEnd(await agent.socket(), 'revoked', () => admin.patch(`/teams/${team.id}`, { memberIds: [agent.account.id] }));
    const bystander = await as.agent(app);
    const untouched = await bystander.socket();
    await expectEnd(await agent.socket(), 'revoked', () => admin.patch(`/accounts/${agent.account.id}`, { teamIds: [] }));
    expect(untouched.connected).toBe(true);
    untouched.disconnect();
    expect((await admin.patch(`/teams/${team.id}`, { name: 'Nobody left' })).as(Team).members).toEqual([]);
  });

  test('of a token end when it is revoked', async () => {
    const made = (await admin.post('/api-tokens', { name: 'Bot', scopes: ['ticket.read'] })).as(ApiTokenMade);
    const open = () => connected(io(`${app.url}/agent`, { transports: ['websocket'], reconnection: false, forceNew: true, auth: { token: made.secret } }));
    await expectEnd(await open(), 'revoked', () => admin.delete(`/api-tokens/${made.token.id}`));
    await expect(open()).rejects.toThrow('session/required');
  });

  test.each([
    ['no Origin', {}],
    ['a foreign Origin', { origin: 'https://evil.example' }],
    ['Origin null', { origin: 'null' }],
    ['an Origin that begins like ours', { origin: `${ORIGIN}.evil.example` }],
  ])('do not open on a cookie with %s', async (_, headers) => {
    const agent = await as.agent(app);
    const socket = io(`${app.url}/agent`, {
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      extraHeaders: { cookie: agent.cookie, ...headers },
    });
    await expect(connected(socket)).rejects.toThrow();
  });

  test.each([
    ['the session ended', 'expired', (actor: StaffActor) => app.db.session.deleteMany({ where: { accountId: actor.id } })],
    ['rights were taken', 'revoked', (actor: StaffActor) => app.db.accountRole.deleteMany({ where: { accountId: actor.id } })],
  ])('end as well when %s between handshake and connection', async (_, reason, meanwhile) => {
    const agent = await as.agent(app);
    const doorkeeper = app.nest.get(StaffDoorkeeper);
    const recognise = doorkeeper.bySession.bind(doorkeeper);
    const slow = jest.spyOn(doorkeeper, 'bySession').mockImplementationOnce(async (secret) => {
      const actor = await recognise(secret);
      if (actor) await meanwhile(actor);
      return actor;
    });
    const socket = io(`${app.url}/agent`, {
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      extraHeaders: { cookie: agent.cookie, origin: ORIGIN },
    });
    const said = heard(socket, 'session:revoked');
    await connected(socket);
    expect(await said).toEqual({ reason });
    expect(await ended(socket)).toBeLessThan(AT_MOST_MS);
    slow.mockRestore();
  });

  test('show the person as connected until the last one is gone', async () => {
    const agent = await as.agent(app);
    const lease = () => app.db.socketLease.findFirst({ where: { accountId: agent.account.id } });
    const shown = async () => {
      const { items } = (await admin.get('/accounts')).body as { items: { id: string; connected: boolean }[] };
      return items.find((item) => item.id === agent.account.id)?.connected;
    };
    expect(await shown()).toBe(false);
    const [one, two] = [await agent.socket(), await agent.socket()];
    await until(async () => (await shown()) === true);
    const before = app.clock.now();
    app.clock.advance({ seconds: 31 });
    expect(await shown()).toBe(false);
    one.disconnect();
    two.disconnect();
    await until(async () => ((await lease())?.seenAt.getTime() ?? 0) > before.getTime());
    app.clock.reset();
  });
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 5_000;
  while (!(await holds())) if (performance.now() > deadline) throw new Error('it did not become true in 5 s');
}
