import type { Permission } from '#contracts/permissions.js';
import { permissionNames } from '#contracts/permissions.js';
import { as, type StaffClient } from '../support/as.js';
import { startApp, type TestApp } from '../support/app.js';
import { garbageFor } from '../support/garbage.js';

const NOBODY = '0199c0de-0000-7000-8000-000000000000';
type Verb = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** Every endpoint about people and settings that needs a permission: the permission, and a body it would take. */
const TABLE: [Verb, string, Permission, Record<string, unknown>?][] = [
  ['get', '/accounts', 'account.read'],
  ['get', '/colleagues', 'account.read'],
  ['patch', `/accounts/${NOBODY}`, 'account.manage', { name: 'Somebody' }],
  ['post', `/accounts/${NOBODY}/deactivation`, 'account.manage'],
  ['delete', `/accounts/${NOBODY}/deactivation`, 'account.manage'],
  ['post', '/invitations', 'account.manage', { email: 'new@staff.example', name: 'New', roleIds: [NOBODY], teamIds: [] }],
  ['get', '/teams', 'account.read'],
  ['post', '/teams', 'team.manage', { name: 'Returns' }],
  ['patch', `/teams/${NOBODY}`, 'team.manage', { name: 'Returns' }],
  ['delete', `/teams/${NOBODY}`, 'team.manage'],
  ['get', '/roles', 'account.read'],
  ['post', '/roles', 'role.manage', { name: 'Trainee', permissions: ['ticket.read'] }],
  ['patch', `/roles/${NOBODY}`, 'role.manage', { name: 'Trainee', permissions: [] }],
  ['delete', `/roles/${NOBODY}`, 'role.manage'],
  ['get', '/api-tokens', 'api_token.manage'],
  ['post', '/api-tokens', 'api_token.manage', { name: 'Bot', scopes: ['ticket.read'] }],
  ['delete', `/api-tokens/${NOBODY}`, 'api_token.manage'],
  ['get', '/settings', 'setting.manage'],
  ['put', '/settings', 'setting.manage', { organisation: 'Shop' }],
];
// Rows of one length: Jest takes a missing column for a callback to wait for.
const ENDPOINTS = TABLE.map(([verb, path, permission, body]): [Verb, string, Permission, Record<string, unknown> | undefined] => [
  verb,
  path,
  permission,
  body,
]);
const OWN: [Verb, string, Record<string, unknown>][] = [
  ['patch', '/account', { name: 'Me' }],
  ['put', '/account/password', { current: 'x', next: 'a kettle of green tea' }],
  ['put', '/account/availability', { availability: 'away' }],
];

describe('endpoints about people', () => {
  let app: TestApp;
  let admin: StaffClient;
  beforeAll(async () => {
    app = await startApp();
    admin = await as.agent(app, { role: 'admin' });
  });
  afterAll(() => app.close());

  const call = (client: StaffClient, verb: Verb, path: string, body: unknown) =>
    verb === 'get' ? client.get(path) : client[verb](path, body, { headers: { 'if-match': '"0"' } });

  test.each(ENDPOINTS)('%s %s is refused to a stranger and to a visitor', async (verb, path, _, body) => {
    const stranger = await as.stranger(app)[verb](path, ...(verb === 'get' ? [] : [body]));
    expect([stranger.status, stranger.code]).toEqual([401, 'session/required']);
    const visitor = await as.visitor(app);
    expect((await visitor[verb](path, ...(verb === 'get' ? [] : [body]))).code).toBe('session/required');
  });

  test.each(ENDPOINTS)('%s %s is refused to somebody with everything but %s', async (verb, path, permission, body) => {
    const almost = await as.agent(app, { permissions: permissionNames.filter((name) => name !== permission) });
    const answer = await call(almost, verb, path, body);
    expect([answer.status, answer.code, answer.body]).toEqual([403, 'permission/missing', expect.objectContaining({ data: { permission } })]);
  });

  test.each(ENDPOINTS.filter(([, path]) => path.includes(NOBODY)))(
    '%s %s is not found for a row that is not there, or an id that is none',
    async (verb, path, _, body) => {
      expect((await call(admin, verb, path, body)).code).toBe('resource/not_found');
      expect((await call(admin, verb, path.replace(NOBODY, 'not-an-id'), body)).code).toBe('resource/not_found');
      expect((await call(admin, verb, path.replace(NOBODY, encodeURIComponent("' OR 1=1 --\u0000")), body)).code).toBe('resource/not_found');
    },
  );

  const taking: [Verb, string, Record<string, unknown>][] = [
    ...ENDPOINTS.flatMap(([verb, path, , body]): [Verb, string, Record<string, unknown>][] => (body ? [[verb, path, body]] : [])),
    ...OWN,
  ];
  const bad = taking.flatMap(([verb, path, good]) => garbageFor(good).map(([what, body]) => [verb, path, what, body] as const));
  test.each(bad)('%s %s refuses %s', async (verb, path, _, body) => {
    const answer = await call(admin, verb, path, body);
    expect([answer.status, answer.code]).toEqual([400, 'request/invalid']);
  });

  test.each(OWN)('%s %s is refused to a stranger', async (verb, path, body) => {
    expect((await as.stranger(app)[verb](path, body)).code).toBe('session/required');
  });

  test.each([
    ['U+0000', 'Mei\u0000Lin'],
    ['a lone surrogate', 'Mei\ud800'],
    ['a line break', 'Mei\nLin'],
    ['nothing but spaces', '   '],
    ['81 characters', 'x'.repeat(81)],
  ])('names refuse %s', async (_, name) => {
    for (const [verb, path, body] of [
      ['patch', '/account', { name }],
      ['post', '/teams', { name }],
      ['post', '/roles', { name, permissions: [] }],
      ['post', '/api-tokens', { name, scopes: ['ticket.read'] }],
      ['post', '/invitations', { email: 'n@staff.example', name, roleIds: [NOBODY], teamIds: [] }],
    ] as const) {
      expect([path, (await admin[verb](path, body)).code]).toEqual([path, 'request/invalid']);
    }
  });

  test('an unknown address reads as not found, signed in or not', async () => {
    expect((await admin.get('/no-such-thing')).code).toBe('resource/not_found');
    expect((await as.stranger(app).post('/accounts/x/y/z', {})).code).toBe('resource/not_found');
  });
});
