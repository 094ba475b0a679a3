import { WidgetChannel, WidgetChannels, WidgetSecret } from '#contracts/channels.js';
import { WidgetSession } from '#contracts/widget.js';
import type { Channel } from '#prisma/generated/client.js';
import { aChannel, WIDGET_SETTINGS } from '#prisma/factories/channel.factory.js';
import { aTeam } from '#prisma/factories/people.factory.js';
import { newId } from '../../server/src/platform/ids.js';
import { startApp, type TestApp } from '../support/app.js';
import { as, type StaffClient } from '../support/as.js';
import { garbageFor } from '../support/garbage.js';
import type { HttpClient } from '../support/http-client.js';

describe('widgets', () => {
  let app: TestApp;
  let admin: StaffClient;
  let stranger: HttpClient;
  beforeAll(async () => {
    app = await startApp();
    admin = await as.agent(app, { role: 'admin' });
    stranger = as.stranger(app);
  });
  afterAll(() => app?.close());

  const listed = async (id: string) => (await admin.get('/widgets')).as(WidgetChannels).items.find((widget) => widget.id === id);
  const policyOf = async (key: string) => {
    const { headers } = await stranger.get(`/../../widget/v1/panel?key=${key}`);
    return String(headers['content-security-policy']).split('; ').find((directive) => directive.startsWith('frame-ancestors'));
  };

  describe.each([
    ['GET', '/widgets', (client: HttpClient) => client.get('/widgets')],
    ['PATCH', '/widgets/:id', (client: HttpClient, id: string) => client.patch(`/widgets/${id}`, { name: 'Taken over' })],
    ['GET', '/widgets/:id/secret', (client: HttpClient, id: string) => client.get(`/widgets/${id}/secret`)],
  ] as const)('%s %s', (_, __, call) => {
    let channel: Channel;
    beforeAll(async () => {
      channel = await aChannel(app.db);
    });

    it('is not for strangers, visitors, or people without the permission', async () => {
      expect((await call(stranger, channel.id)).code).toBe('session/required');
      expect((await call(await as.visitor(app, { channelId: channel.id }), channel.id)).code).toBe('session/required');
      expect((await call(await as.agent(app, { role: 'manager' }), channel.id)).code).toBe('permission/missing');
      expect(await listed(channel.id)).toMatchObject({ name: channel.name, version: 1 });
    });

    it('is for whoever has that one permission', async () => {
      expect((await call(await as.agent(app, { permissions: ['channel.manage'] }), channel.id)).status).toBe(200);
    });
  });

  describe('GET /widgets', () => {
    it('shows each with its key, team and settings, never the secret', async () => {
      const team = await aTeam(app.db);
      const channel = await aChannel(app.db, { teamId: team.id });
      const answer = await admin.get('/widgets');
      expect(answer.as(WidgetChannels).items).toContainEqual(
        expect.objectContaining({ id: channel.id, widgetKey: channel.key, team: { id: team.id, name: team.name }, settings: WIDGET_SETTINGS, can: { change: true }, version: 1 }),
      );
      expect(JSON.stringify(answer.body)).not.toContain(channel.secret);
    });
  });

  describe('GET /widgets/:id/secret', () => {
    it('gives the secret that signs identity tokens', async () => {
      const channel = await aChannel(app.db);
      expect((await admin.get(`/widgets/${channel.id}/secret`)).as(WidgetSecret)).toEqual({ secret: channel.secret });
    });

    it.each([['another', newId()], ['no identifier', 'x'], ['binary', '%00']])('knows none for %s', async (_, id) => {
      expect((await admin.get(`/widgets/${id}/secret`)).code).toBe('resource/not_found');
    });
  });

  describe('PATCH /widgets/:id', () => {
    it('changes what is named, leaves the rest, and tells of it', async () => {
      const team = await aTeam(app.db);
      const channel = await aChannel(app.db);
      const answer = await admin.patch(`/widgets/${channel.id}`, { name: 'Shop front', teamId: team.id });
      expect(answer.as(WidgetChannel)).toMatchObject({ name: 'Shop front', team: { id: team.id }, settings: WIDGET_SETTINGS, version: 2 });
      expect(answer.headers['etag']).toBe('"2"');
      expect(await app.db.event.findFirst({ where: { subject: channel.id } })).toMatchObject({ name: 'channel.changed', actorId: admin.account.id, payload: { channelId: channel.id } });

      expect((await admin.patch(`/widgets/${channel.id}`, { teamId: null })).as(WidgetChannel)).toMatchObject({ name: 'Shop front', team: null, version: 3 });
    });

    it('reaches the visitors at once', async () => {
      const channel = await aChannel(app.db);
      await admin.patch(`/widgets/${channel.id}`, { settings: { ...WIDGET_SETTINGS, accent: '#00aa55', greeting: { 'zh-CN': '你好' } } });
      const session = async (locale: string) => (await stranger.post('/widget/session', { widgetKey: channel.key, locale })).as(WidgetSession).settings;
      expect(await session('zh-CN')).toMatchObject({ accent: '#00aa55', greeting: '你好' });
      expect(await session('zh-TW')).toMatchObject({ greeting: '你好', quickQuestions: WIDGET_SETTINGS.quickQuestions.en });
    });

    it('refuses a change of what somebody else has changed since', async () => {
      const channel = await aChannel(app.db);
      const change = (version: string, name: string) => admin.patch(`/widgets/${channel.id}`, { name }, { headers: { 'if-match': version } });
      expect((await change('"1"', 'First')).status).toBe(200);
      expect((await change('"1"', 'Second')).code).toBe('request/stale');
      expect((await change('what', 'Third')).code).toBe('request/invalid');
      expect(await listed(channel.id)).toMatchObject({ name: 'First', version: 2 });
    });

    it('lets one of two at once win', async () => {
      const channel = await aChannel(app.db);
      const both = await Promise.all(['A', 'B'].map((name) => admin.patch(`/widgets/${channel.id}`, { name }, { headers: { 'if-match': '"1"' } })));
      expect(both.map((answer) => answer.status).sort()).toEqual([200, 412]);
      expect((await listed(channel.id))?.version).toBe(2);
    });

    it.each([
      ['another team', { teamId: newId() }],
      ['an origin with a path', { settings: { ...WIDGET_SETTINGS, allowedOrigins: ['https://shop.example/page'] } }],
      ['an origin that ends a directive', { settings: { ...WIDGET_SETTINGS, allowedOrigins: ['https://shop.example;script-src'] } }],
      ['a colour that is none', { settings: { ...WIDGET_SETTINGS, accent: 'red;background:url(x)' } }],
      ['seven quick questions', { settings: { ...WIDGET_SETTINGS, quickQuestions: { en: Array(7).fill({ label: 'a', text: 'b' }) } } }],
      ['a language we do not speak', { settings: { ...WIDGET_SETTINGS, greeting: { xx: 'hello' } } }],
      ['settings that lack a field', { settings: { accent: '#112233' } }],
      ['NUL in the name', { name: 'a\u0000b' }],
      ['a lone surrogate in the greeting', { settings: { ...WIDGET_SETTINGS, greeting: { en: '\ud800' } } }],
      ['the key', { name: 'x', widgetKey: 'mine' }],
      ['the secret', { name: 'x', secret: 'mine' }],
      ['the version', { name: 'x', version: 7 }],
      ...garbageFor({ name: 'Shop', settings: WIDGET_SETTINGS }),
    ])('refuses %s and changes nothing', async (_, body) => {
      const channel = await aChannel(app.db);
      const answer = await admin.patch(`/widgets/${channel.id}`, body);
      expect(['request/invalid', 'request/malformed']).toContain(answer.code);
      expect(await app.db.channel.findUnique({ where: { id: channel.id } })).toEqual(channel);
    });

    it('knows none with another identifier', async () => {
      expect((await admin.patch(`/widgets/${newId()}`, { name: 'Nobody' })).code).toBe('resource/not_found');
      expect((await admin.patch('/widgets/1', { name: 'Nobody' })).code).toBe('resource/not_found');
    });
  });

  describe('the panel', () => {
    it('may be embedded by the shops on the list, written in one way, and by our own pages', async () => {
      const channel = await aChannel(app.db);
      expect(await policyOf(channel.key)).toBe('frame-ancestors *');
      const allowedOrigins = ['https://Shop.example:443', 'https://shop.example', 'http://localhost:8080'];
      const changed = (await admin.patch(`/widgets/${channel.id}`, { settings: { ...WIDGET_SETTINGS, allowedOrigins } })).as(WidgetChannel);
      expect(changed.settings.allowedOrigins).toEqual(['https://shop.example', 'http://localhost:8080']);
      expect(await policyOf(channel.key)).toBe("frame-ancestors 'self' https://shop.example http://localhost:8080");
    });
  });
});
