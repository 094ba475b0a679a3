import { Health } from '#contracts/health.js';
import { as, type StaffClient } from '../support/as.js';
import { startApp, type TestApp } from '../support/app.js';
import { settle } from '../support/settle.js';

describe('the health of the desk', () => {
  let app: TestApp;
  let admin: StaffClient;
  beforeAll(async () => {
    app = await startApp();
    admin = await as.agent(app, { role: 'admin' });
  });
  afterAll(() => app.close());

  const check = async (name: string) => (await admin.get('/health')).as(Health).items.find((item) => item.name === name);

  test('is told to admins alone', async () => {
    expect((await as.stranger(app).get('/health')).code).toBe('session/required');
    expect((await (await as.agent(app, { role: 'manager' })).get('/health')).code).toBe('permission/missing');
  });

  test('names everything once, with figures', async () => {
    const { items } = (await admin.get('/health')).as(Health);
    expect(items.map(({ name }) => name).sort()).toEqual(['backup', 'certificate', 'deliveries', 'disk', 'events', 'mail', 'nodes', 'sockets', 'versions']);
    expect(await check('versions')).toMatchObject({ figures: { node: process.versions.node } });
    expect(Number((await check('versions'))?.figures['migrations'])).toBeGreaterThan(3);
    expect(Number((await check('disk'))?.figures['totalBytes'])).toBeGreaterThan(0);
    expect(await check('mail')).toMatchObject({ state: 'warning', reason: 'not_set' });
    expect(await check('certificate')).toMatchObject({ state: 'unknown', reason: 'no_https' });
    expect(await check('nodes')).toMatchObject({ state: 'good', reason: 'alone' });
  });

  test('says honestly that no backup has been seen, and how old the last one is', async () => {
    expect(await check('backup')).toMatchObject({ state: 'warning', reason: 'none_seen' });
    const at = new Date(app.clock.now().getTime() - 3 * 24 * 3_600_000).toISOString();
    await app.db.setting.create({ data: { key: 'backup', value: { at } } });
    expect(await check('backup')).toMatchObject({ state: 'warning', reason: 'old', figures: { at, ageSeconds: 3 * 24 * 3_600 } });
    await app.db.setting.update({ where: { key: 'backup' }, data: { value: 'nonsense' } });
    expect(await check('backup')).toMatchObject({ reason: 'none_seen' });
  });

  test('notices a queue that stands still, and remembers since when', async () => {
    await settle(app, { sweeps: true });
    expect(await check('events')).toMatchObject({ state: 'good' });
    await app.db.event.create({ data: { id: '01980000-0000-7000-8000-000000000001', name: 'visitor.blocked', subject: '01980000-0000-7000-8000-000000000002', actorKind: 'system', payload: {}, createdAt: new Date(app.clock.now().getTime() - 400_000), relayedAt: null } });
    expect(await check('events')).toMatchObject({ state: 'bad', reason: 'stuck', figures: { waiting: 1 } });
    await app.db.event.deleteMany({ where: { id: '01980000-0000-7000-8000-000000000001' } });
    const stood = await check('mail');
    app.clock.advance({ hours: 2 });
    await settle(app, { sweeps: true });
    const later = await check('mail');
    expect(later?.since).toBe(stood?.since);
  });

  test('counts who is connected', async () => {
    const socket = await admin.socket();
    expect(Number((await check('sockets'))?.figures['staff'])).toBeGreaterThan(0);
    socket.disconnect();
  });
});
