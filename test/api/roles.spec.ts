import { Role, Roles } from '#contracts/accounts.js';
import { permissionNames } from '#contracts/permissions.js';
import { anAccount, aRole } from '#prisma/factories/people.factory.js';
import { as, type StaffClient } from '../support/as.js';
import { startApp, type TestApp } from '../support/app.js';

describe('roles', () => {
  let app: TestApp;
  let admin: StaffClient;
  beforeAll(async () => {
    app = await startApp();
    admin = await as.agent(app, { role: 'admin' });
  });
  afterAll(() => app.close());

  const builtIn = (key: string) => app.db.role.findUniqueOrThrow({ where: { builtIn: key } });

  test('four are built in: each holds what the one below holds, the admin everything', async () => {
    const { items, permissions } = (await admin.get('/roles')).as(Roles);
    expect(permissions.map((permission) => permission.name)).toEqual(permissionNames);
    // What is shown of it is the table that the server holds at every call.
    const callsOf = (name: string) => permissions.find((permission) => permission.name === name)?.calls;
    expect(callsOf('ticket.assign')).toContain('PUT /tickets/:id/assignment');
    expect(callsOf('role.manage')).toEqual(['DELETE /roles/:id', 'PATCH /roles/:id', 'POST /roles']);
    const sets = ['agent', 'lead', 'manager', 'admin'].map((key) => items.find((item) => item.builtIn === key)?.permissions ?? []);
    for (const [at, set] of sets.entries()) if (at > 0) expect(set).toEqual(expect.arrayContaining(sets[at - 1] ?? []));
    expect(sets[3]).toEqual(permissionNames);
    expect(items.filter((item) => item.builtIn).every((item) => !item.can.change && !item.can.delete)).toBe(true);
  });

  test('built-in ones are neither changed nor removed', async () => {
    const role = await builtIn('agent');
    expect((await admin.patch(`/roles/${role.id}`, { name: 'Agent', permissions: permissionNames })).code).toBe('role/built_in');
    expect((await admin.delete(`/roles/${role.id}`)).code).toBe('role/built_in');
  });

  test('are made, changed for everybody who has them, and removed when nobody has', async () => {
    const answer = await admin.post('/roles', { name: 'Trainee', permissions: ['account.read', 'ticket.read', 'ticket.read'] });
    expect(answer.status).toBe(201);
    const role = answer.as(Role);
    expect(role).toMatchObject({ name: 'Trainee', permissions: ['ticket.read', 'account.read'], people: 0, can: { change: true, delete: true } });
    const trainee = await as.agent(app);
    await admin.patch(`/accounts/${trainee.account.id}`, { roleIds: [role.id] });
    expect((await trainee.get('/teams')).status).toBe(200);
    expect((await admin.patch(`/roles/${role.id}`, { name: 'Trainee', permissions: ['ticket.read'] })).as(Role).people).toBe(1);
    expect((await trainee.get('/teams')).code).toBe('permission/missing');
    const inUse = await admin.delete(`/roles/${role.id}`);
    expect([inUse.code, inUse.body]).toEqual(['role/in_use', expect.objectContaining({ data: { people: 1 } })]);
    await admin.patch(`/accounts/${trainee.account.id}`, { roleIds: [(await builtIn('agent')).id] });
    expect((await admin.delete(`/roles/${role.id}`)).status).toBe(200);
  });

  test('bear different names', async () => {
    const role = await aRole(app.db, { name: 'Night shift' });
    expect((await admin.post('/roles', { name: 'Night shift', permissions: [] })).code).toBe('role/name_taken');
    const other = await aRole(app.db);
    expect((await admin.patch(`/roles/${other.id}`, { name: role.name, permissions: [] })).code).toBe('role/name_taken');
  });

  test('refuse a permission there is not', async () => {
    for (const permission of ['everything', 'toString', '__proto__', 'ticket.read\u0000']) {
      expect((await admin.post('/roles', { name: 'Odd', permissions: [permission] })).code).toBe('request/invalid');
    }
  });

  test('nobody makes, fills or empties one with more than he has', async () => {
    const clerk = await as.agent(app, { permissions: ['role.manage', 'account.read', 'ticket.read'] });
    const strong = await aRole(app.db, { permissions: ['setting.manage'] });
    const weak = await aRole(app.db, { permissions: ['ticket.read'] });
    expect((await clerk.post('/roles', { name: 'Mine', permissions: ['setting.manage'] })).code).toBe('permission/missing');
    expect((await clerk.patch(`/roles/${weak.id}`, { name: 'Mine', permissions: ['ticket.read', 'setting.manage'] })).code).toBe('permission/missing');
    expect((await clerk.patch(`/roles/${strong.id}`, { name: 'Mine', permissions: [] })).code).toBe('permission/missing');
    expect((await clerk.delete(`/roles/${strong.id}`)).code).toBe('permission/missing');
    const { items } = (await clerk.get('/roles')).as(Roles);
    expect(items.find((item) => item.id === strong.id)?.can).toEqual({ change: false, delete: false });
    expect((await clerk.delete(`/roles/${weak.id}`)).status).toBe(200);
  });

  test('a permission that is no longer known grants nothing and harms nothing', async () => {
    const role = await aRole(app.db, { permissions: ['ticket.read', 'rocket.launch'] });
    const account = await anAccount(app.db);
    await app.db.accountRole.create({ data: { accountId: account.id, roleId: role.id } });
    const agent = await as.session(app, account);
    expect(JSON.stringify((await agent.get('/session')).body)).not.toContain('rocket');
  });
});
