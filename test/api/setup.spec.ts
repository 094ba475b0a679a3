import { randomUUID } from 'node:crypto';
import { WidgetChannel, WidgetChannels, WidgetHistory } from '#contracts/channels.js';
import { Settings, SettingsDocument, SettingsHistory, Setup } from '#contracts/settings.js';
import { WidgetSession, WidgetSightings } from '#contracts/widget.js';
import { aChannel } from '#prisma/factories/channel.factory.js';
import { as, type StaffClient } from '../support/as.js';
import { ORIGIN, startApp, type TestApp } from '../support/app.js';

describe('the first hour', () => {
  let app: TestApp;
  let admin: StaffClient;
  beforeAll(async () => {
    app = await startApp();
    admin = await as.agent(app, { role: 'admin', name: 'Ada' });
  });
  afterAll(() => app.close());

  describe('its steps', () => {
    test('are for those who may change settings', async () => {
      const agent = await as.agent(app);
      expect((await as.stranger(app).get('/setup')).code).toBe('session/required');
      expect((await agent.get('/setup')).code).toBe('permission/missing');
      expect((await agent.put('/setup/sites', { done: true })).code).toBe('permission/missing');
      expect((await as.stranger(app).put('/setup/sites', { done: true })).code).toBe('session/required');
    });

    test('are done one by one, can be opened again, and are resumed where they were', async () => {
      expect((await admin.get('/setup')).as(Setup)).toEqual({ done: {} });
      const both = await Promise.all([admin.put('/setup/organisation', { done: true }), admin.put('/setup/sites', { done: true })]);
      expect(both.map(({ status }) => status)).toEqual([200, 200]);
      const first = (await admin.get('/setup')).as(Setup).done;
      expect(Object.keys(first).sort()).toEqual(['organisation', 'sites']);
      app.clock.advance({ minutes: 1 });
      await admin.put('/setup/sites', { done: true });
      expect((await admin.get('/setup')).as(Setup).done).toEqual(first);
      expect((await admin.put('/setup/sites', { done: false })).as(Setup).done).toEqual({ organisation: first.organisation });
      expect(await app.db.event.count({ where: { name: 'setup.step_marked' } })).toBe(3);
    });

    test('are those there are', async () => {
      expect((await admin.put('/setup/everything', { done: true })).status).toBeGreaterThanOrEqual(400);
      expect((await admin.put('/setup/sites', {})).code).toBe('request/invalid');
      expect((await admin.put('/setup/sites', { done: true, more: 1 })).code).toBe('request/invalid');
    });
  });

  describe('the check that the snippet works', () => {
    const open = (widgetKey: string, url: string) => as.stranger(app).post('/widget/session', { widgetKey, page: { url, title: 'Shop' } });
    const seen = async (id: string, since: Date) => (await admin.get(`/widgets/${id}/sightings?since=${since.toISOString()}`)).as(WidgetSightings).items;

    test('sees a page of the shop from the moment the step was opened, tells our own pages apart, and nothing of a demo visitor', async () => {
      const channel = await aChannel(app.db);
      (await open(channel.key, 'https://old.example/')).as(WidgetSession);
      app.clock.advance({ minutes: 1 });
      const since = app.clock.now();
      expect(await seen(channel.id, since)).toEqual([]);
      (await open(channel.key, 'https://Shop.example/lamps?x=1#y')).as(WidgetSession);
      (await open(channel.key, 'https://shop.example/')).as(WidgetSession);
      (await open(channel.key, `${ORIGIN}/demo-shop/`)).as(WidgetSession);
      (await open(channel.key, 'javascript:alert(1)')).as(WidgetSession);
      await as.visitor(app, { channelId: channel.id, demo: true, pageUrl: 'https://demo.example/', lastSeenAt: app.clock.now() });
      const items = await seen(channel.id, since);
      expect(items.map(({ origin, own, visitors }) => ({ origin, own, visitors })).sort((a, b) => a.origin.localeCompare(b.origin))).toEqual([
        { origin: ORIGIN, own: true, visitors: 1 },
        { origin: 'https://shop.example', own: false, visitors: 2 },
      ]);
      expect(await seen((await aChannel(app.db)).id, since)).toEqual([]);
    });

    test('is for those who may change widgets, and for widgets there are', async () => {
      const channel = await aChannel(app.db);
      const path = (id: string) => `/widgets/${id}/sightings?since=${app.clock.now().toISOString()}`;
      expect((await as.stranger(app).get(path(channel.id))).code).toBe('session/required');
      expect((await (await as.agent(app)).get(path(channel.id))).code).toBe('permission/missing');
      expect((await admin.get(path(randomUUID()))).code).toBe('resource/not_found');
      expect((await admin.get(`/widgets/${channel.id}/sightings?since=yesterday`)).code).toBe('request/invalid');
      expect((await admin.get(`/widgets/${channel.id}/sightings`)).code).toBe('request/invalid');
    });
  });

  describe('what settings were before', () => {
    const save = (settings: Settings, version: number) => admin.put('/settings', settings, { headers: { 'if-match': `"${version}"` } });

    test('is kept with who and when, and undone by putting it back', async () => {
      const { settings, version } = (await admin.get('/settings')).as(SettingsDocument);
      const first = (await save({ ...settings, organisation: 'Lamps & Co' }, version)).as(SettingsDocument);
      expect((await save({ ...settings, organisation: 'Stale' }, version)).code).toBe('request/stale');
      (await save(first.settings, first.version)).as(SettingsDocument);
      const { items } = (await admin.get('/settings/history')).as(SettingsHistory);
      expect(items[0]).toMatchObject({ fields: ['organisation'], by: { id: admin.account.id, name: 'Ada' }, before: { organisation: settings.organisation }, after: { organisation: 'Lamps & Co' } });
      const before = items[0]?.before;
      if (!before) throw new Error('nothing was kept');
      const now = (await admin.get('/settings')).as(SettingsDocument);
      expect((await save(before, now.version)).as(SettingsDocument).settings).toEqual(settings);
      expect((await admin.get('/settings/history')).as(SettingsHistory).items[0]).toMatchObject({ before: { organisation: 'Lamps & Co' }, after: { organisation: settings.organisation } });
    });

    test('is kept of a widget, with the name of its shop', async () => {
      const { id } = await aChannel(app.db);
      const of = async () => (await admin.get('/widgets')).as(WidgetChannels).items.find((widget) => widget.id === id);
      const before = await of();
      const changed = (await admin.patch(`/widgets/${id}`, { storeName: '灯具店', settings: { ...before?.settings, accent: '#112233' } })).as(WidgetChannel);
      expect(changed).toMatchObject({ storeName: '灯具店', settings: { accent: '#112233' } });
      const { items } = (await admin.get(`/widgets/${id}/history`)).as(WidgetHistory);
      expect(items).toMatchObject([{ fields: ['accent', 'storeName'], by: { name: 'Ada' }, before: { storeName: before?.storeName }, after: { storeName: '灯具店' } }]);
      const back = items[0]?.before;
      expect((await admin.patch(`/widgets/${id}`, back, { headers: { 'if-match': `"${changed.version}"` } })).as(WidgetChannel)).toMatchObject({ storeName: before?.storeName, settings: before?.settings });
      expect((await admin.patch(`/widgets/${id}`, { storeName: '' })).code).toBe('request/invalid');
    });

    test('is for those who may change it', async () => {
      const { id } = await aChannel(app.db);
      const agent = await as.agent(app);
      for (const path of ['/settings/history', `/widgets/${id}/history`]) {
        expect((await as.stranger(app).get(path)).code).toBe('session/required');
        expect((await agent.get(path)).code).toBe('permission/missing');
      }
      expect((await admin.get(`/widgets/${randomUUID()}/history`)).code).toBe('resource/not_found');
    });
  });
});
