import { ApiTokenMade, ApiTokens, Me } from '#contracts/accounts.js';
import { Permission } from '#contracts/permissions.js';
import { as, type StaffClient } from '../support/as.js';
import { startApp, type TestApp } from '../support/app.js';

describe('API tokens', () => {
  let app: TestApp;
  let admin: StaffClient;
  beforeAll(async () => {
    app = await startApp();
    admin = await as.agent(app, { role: 'admin' });
  });
  afterAll(() => app.close());

  const bearer = (secret: string | null) => as.stranger(app).with({ authorization: `Bearer ${secret ?? ''}` });
  const make = async (client: StaffClient, scopes: string[]) => (await client.post('/api-tokens', { name: 'Bot', scopes })).as(ApiTokenMade);

  test('show their secret once, and nobody keeps it', async () => {
    const made = await make(admin, ['account.read', 'ticket.read']);
    expect(made.secret).toMatch(/^ac_[\w-]{32,}$/);
    const { items } = (await admin.get('/api-tokens')).as(ApiTokens);
    expect(items.find((item) => item.id === made.token.id)).toEqual({ ...made.token, lastUsedAt: null });
    expect(JSON.stringify([items, await app.db.apiToken.findMany(), await app.db.event.findMany({ where: { subject: made.token.id } })])).not.toContain(
      made.secret,
    );
  });

  test('act as their maker within their scopes, without the header that cookies need', async () => {
    const { secret, token } = await make(admin, ['profile.read', 'account.read', 'team.manage']);
    const bot = bearer(secret);
    expect((await bot.get('/session')).as(Me)).toMatchObject({ account: { id: admin.account.id }, permissions: ['profile.read', 'account.read', 'team.manage'] });
    expect((await bot.post('/teams', { name: 'Made by a machine' })).status).toBe(201);
    expect((await bot.get('/settings')).code).toBe('permission/missing');
    const { items } = (await admin.get('/api-tokens')).as(ApiTokens);
    expect(items.find((item) => item.id === token.id)?.lastUsedAt).not.toBeNull();
  });

  test('lose what their maker loses', async () => {
    const maker = await as.agent(app, { role: 'admin' });
    const { secret } = await make(maker, ['account.read', 'setting.manage']);
    expect((await bearer(secret).get('/settings')).status).toBe(200);
    const agent = await app.db.role.findUniqueOrThrow({ where: { builtIn: 'agent' } });
    await admin.patch(`/accounts/${maker.account.id}`, { roleIds: [agent.id] });
    expect((await bearer(secret).get('/settings')).code).toBe('permission/missing');
    expect((await bearer(secret).get('/teams')).status).toBe(200);
  });

  test('end when they are revoked, once', async () => {
    const { secret, token } = await make(admin, ['account.read']);
    expect((await admin.delete(`/api-tokens/${token.id}`)).status).toBe(200);
    expect((await bearer(secret).get('/teams')).code).toBe('session/required');
    expect((await admin.delete(`/api-tokens/${token.id}`)).code).toBe('resource/not_found');
    expect((await admin.get('/api-tokens')).as(ApiTokens).items.some((item) => item.id === token.id)).toBe(false);
  });

  test('cannot be given more than their maker has, nor make stronger ones', async () => {
    const clerk = await as.agent(app, { permissions: ['api_token.manage', 'ticket.read'] });
    expect((await clerk.post('/api-tokens', { name: 'Bot', scopes: ['setting.manage'] })).code).toBe('permission/missing');
    expect((await admin.post('/api-tokens', { name: 'Bot', scopes: ['api_token.manage'] })).code).toBe('request/invalid');
  });

  test('see who they are by an explicit scope only', async () => {
    const { secret } = await make(admin, ['ticket.read', 'account.manage']);
    expect((await bearer(secret).get('/session')).body).toMatchObject({ code: 'permission/missing', data: { permission: 'profile.read' } });
  });

  test.each<[string, (bot: ReturnType<typeof bearer>) => ReturnType<StaffClient['get']>]>([
    ['sign their maker out', (bot) => bot.delete('/session')],
    ['list sessions', (bot) => bot.get('/sessions')],
    ['end every session', (bot) => bot.delete('/sessions')],
    ['end one session', (bot) => bot.delete(`/sessions/${admin.account.id}`)],
    ['change the profile', (bot) => bot.patch('/account', { name: 'Machine' })],
    ['change the password', (bot) => bot.put('/account/password', { current: 'x', next: 'a long new password' })],
    ['change the availability', (bot) => bot.put('/account/availability', { availability: 'offline' })],
    ['list tokens', (bot) => bot.get('/api-tokens')],
    ['make tokens', (bot) => bot.post('/api-tokens', { name: 'Child', scopes: ['ticket.read'] })],
    ['revoke tokens', (bot) => bot.delete(`/api-tokens/${admin.account.id}`)],
  ])('never %s, whatever their scopes', async (_, call) => {
    const all = Permission.options.filter((scope) => scope !== 'api_token.manage');
    const { secret, token } = await make(admin, all);
    // One from before such scopes were refused.
    await app.db.apiToken.update({ where: { id: token.id }, data: { scopes: { push: 'api_token.manage' } } });
    const answer = await call(bearer(secret));
    expect([answer.status, answer.code]).toEqual([403, 'session/person_required']);
    expect((await admin.get('/session')).as(Me).account).toMatchObject({ name: admin.account.name, availability: 'online' });
  });

  test.each([
    ['no scope', []],
    ['an unknown scope', ['everything']],
    ['a scope that is a number', [7]],
  ])('refuse %s', async (_, scopes) => {
    expect((await admin.post('/api-tokens', { name: 'Bot', scopes })).code).toBe('request/invalid');
  });

  test.each([
    ['unknown', `ac_${'x'.repeat(32)}`],
    ["a visitor's", `vt_${'x'.repeat(32)}`],
    ['empty', ''],
    ['huge', `ac_${'x'.repeat(5_000)}`],
    ["a session's secret", 'none'],
  ])('that are %s open nothing', async (what, secret) => {
    const used = what.startsWith('a session') ? (admin.cookie.split('=')[1] ?? '') : secret;
    expect((await bearer(used).get('/teams')).code).toBe('session/required');
  });
});
