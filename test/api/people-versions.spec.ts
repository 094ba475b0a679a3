import { Accounts, Roles, Teams } from '#contracts/accounts.js';
import { anAccount, aTeam } from '#prisma/factories/people.factory.js';
import { as, type StaffClient } from '../support/as.js';
import { startApp, type TestApp } from '../support/app.js';

interface Kind {
  make(): Promise<string>;
  version(id: string): Promise<number>;
  change(id: string, name: string, version: string | null): ReturnType<StaffClient['patch']>;
}

describe('two who edit', () => {
  let app: TestApp;
  let admin: StaffClient;
  beforeAll(async () => {
    app = await startApp();
    admin = await as.agent(app, { role: 'admin' });
  });
  afterAll(() => app.close());

  const patch = (path: string, body: object, version: string | null) => admin.patch(path, body, version === null ? {} : { headers: { 'if-match': version } });
  const kinds: [string, Kind][] = [
    ['one person', {
      make: async () => (await anAccount(app.db)).id,
      version: async (id) => (await admin.get('/accounts')).as(Accounts).items.find((row) => row.id === id)?.version ?? 0,
      change: (id, name, version) => patch(`/accounts/${id}`, { name }, version),
    }],
    ['one team', {
      make: async () => (await aTeam(app.db)).id,
      version: async (id) => (await admin.get('/teams')).as(Teams).items.find((row) => row.id === id)?.version ?? 0,
      change: (id, name, version) => patch(`/teams/${id}`, { name }, version),
    }],
    ['one role', {
      make: async () => String(Reflect.get(Object((await admin.post('/roles', { name: `Role ${Math.random()}`, permissions: ['ticket.read'] })).body), 'id')),
      version: async (id) => (await admin.get('/roles')).as(Roles).items.find((row) => row.id === id)?.version ?? 0,
      change: (id, name, version) => patch(`/roles/${id}`, { name, permissions: ['ticket.read'] }, version),
    }],
  ];

  describe.each(kinds)('%s', (name, kind) => {
    const named = (what: string) => `${what} of ${name} ${Math.random()}`;

    test('do not overwrite each other: the second is told', async () => {
      const id = await kind.make();
      const version = await kind.version(id);
      const first = await kind.change(id, named('First'), `"${version}"`);
      expect([first.status, first.headers['etag']]).toEqual([200, `"${version + 1}"`]);
      const second = await kind.change(id, named('Second'), `"${version}"`);
      expect([second.status, second.code]).toEqual([412, 'request/stale']);
      expect((await kind.change(id, named('Third'), `"${version + 1}"`)).status).toBe(200);
    });

    test('at the same moment: one of them holds', async () => {
      const id = await kind.make();
      const version = await kind.version(id);
      const answers = await Promise.all([1, 2, 3].map((n) => kind.change(id, named(`Racer ${n}`), `"${version}"`)));
      expect(answers.map((answer) => answer.status).sort()).toEqual([200, 412, 412]);
    });

    test('may leave the version out, and may not send a wrong one', async () => {
      const id = await kind.make();
      expect((await kind.change(id, named('Any'), null)).status).toBe(200);
      expect((await kind.change(id, named('Odd'), 'W/"1"')).code).toBe('request/invalid');
    });
  });

  test('a team from the person’s side and from the team’s side clash as well', async () => {
    const [team, person] = [await aTeam(app.db), await anAccount(app.db)];
    expect((await patch(`/accounts/${person.id}`, { teamIds: [team.id] }, `"${person.version}"`)).status).toBe(200);
    expect((await patch(`/teams/${team.id}`, { memberIds: [] }, `"${team.version}"`)).code).toBe('request/stale');
    const other = await anAccount(app.db);
    expect((await patch(`/teams/${team.id}`, { memberIds: [other.id] }, null)).status).toBe(200);
    expect((await patch(`/accounts/${other.id}`, { teamIds: [] }, `"${other.version}"`)).code).toBe('request/stale');
  });

  test('a person’s own status and ways are no change an admin could overwrite', async () => {
    const agent = await as.agent(app);
    await agent.put('/account/availability', { availability: 'away' });
    await agent.patch('/account', { preferences: { density: 'cosy' } });
    expect((await patch(`/accounts/${agent.account.id}`, { capacity: 3 }, `"${agent.account.version}"`)).status).toBe(200);
  });
});
