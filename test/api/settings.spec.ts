import { Settings, SettingsDocument } from '#contracts/settings.js';
import { SettingsService } from '../../server/src/settings/settings.service.js';
import { as, type StaffClient } from '../support/as.js';
import { startApp, type TestApp } from '../support/app.js';

describe('settings', () => {
  let app: TestApp;
  let admin: StaffClient;
  beforeEach(async () => {
    app = await startApp();
    admin = await as.agent(app, { role: 'admin' });
  });
  afterEach(() => app.close());

  const put = (version: number, settings: Partial<Settings>) => admin.put('/settings', settings, { headers: { 'if-match': `"${version}"` } });

  test('begin with the defaults, in effect at once when changed', async () => {
    const first = await admin.get('/settings');
    expect(first.headers['etag']).toBe('"0"');
    expect(first.as(SettingsDocument)).toEqual({ settings: Settings.parse({}), version: 0, can: { change: true } });
    const changed = await put(0, { organisation: '山海商店', offerSeconds: 45 });
    expect([changed.headers['etag'], changed.as(SettingsDocument).settings]).toEqual(['"1"', Settings.parse({ organisation: '山海商店', offerSeconds: 45 })]);
    expect((await app.nest.get(SettingsService).current()).offerSeconds).toBe(45);
    expect((await admin.get('/session')).body).toMatchObject({ settings: { organisation: '山海商店' } });
    expect(await app.db.event.count({ where: { name: 'settings.changed', actorId: admin.account.id } })).toBe(1);
  });

  test('of two people who edit at once exactly one wins', async () => {
    for (const version of [0, 1]) {
      const answers = await Promise.all([10, 11, 12, 13, 14].map((seconds) => put(version, { offerSeconds: seconds })));
      expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
      expect(answers.filter((answer) => answer.code === 'request/stale' && answer.status === 412)).toHaveLength(4);
    }
  });

  test('changed by another process are seen within five seconds', async () => {
    const service = app.nest.get(SettingsService);
    expect((await service.current()).offerSeconds).toBe(30);
    await app.db.setting.create({ data: { key: 'organisation', value: Settings.parse({ offerSeconds: 99 }), version: 1 } });
    const now = performance.now();
    const clock = jest.spyOn(performance, 'now').mockImplementation(() => now + 5_001);
    try {
      expect((await service.current()).offerSeconds).toBe(99);
    } finally {
      clock.mockRestore();
    }
  });
});

describe('settings that are refused change nothing, so that one desk hears all of them', () => {
  let app: TestApp;
  let admin: StaffClient;
  beforeAll(async () => {
    app = await startApp();
    admin = await as.agent(app, { role: 'admin' });
  });
  afterAll(() => app.close());

  test.each([
    ['nothing', {}],
    ['a bare number', { 'if-match': '0' }],
    ['a star', { 'if-match': '*' }],
    ['text', { 'if-match': '"x"' }],
  ])('are not changed with %s as If-Match', async (_, headers: Record<string, string>) => {
    expect((await admin.put('/settings', { organisation: 'X' }, { headers })).code).toBe('request/invalid');
  });

  test('a version never seen is stale', async () => {
    expect((await admin.put('/settings', { organisation: 'X' }, { headers: { 'if-match': '"7"' } })).code).toBe('request/stale');
  });

  test.each([
    ['too short an offer', { offerSeconds: 1 }],
    ['a fraction', { offerSeconds: 30.5 }],
    ['text for a number', { offerSeconds: '30' }],
    ['an unknown language', { defaultLocale: 'de' }],
    ['a reason with a bad key', { contactReasons: [{ key: 'Not A Key', label: { en: 'x' } }] }],
    ['a label in an unknown language', { contactReasons: [{ key: 'x', label: { de: 'x' } }] }],
    ['U+0000', { organisation: 'a\u0000b' }],
    ['61 reasons', { contactReasons: Array.from({ length: 61 }, (_, at) => ({ key: `k${at}`, label: { en: 'x' } })) }],
  ])('refuse %s', async (_, settings) => {
    const answer = await admin.put('/settings', settings, { headers: { 'if-match': '"0"' } });
    expect([answer.status, answer.code]).toEqual([400, 'request/invalid']);
  });

  test('and nothing was kept of them', async () => {
    expect(await app.db.setting.count()).toBe(0);
  });
});
