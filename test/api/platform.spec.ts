import { connect } from 'node:net';
import { z } from 'zod';
import { errorCodes, ProblemBody } from '#contracts/errors.js';
import { as, type StaffClient } from '../support/as.js';
import type { HttpClient } from '../support/http-client.js';
import { ORIGIN, startApp, type TestApp } from '../support/app.js';
import { aDesk, aTalk, type Desk } from '../support/desk.js';

const OpenApi = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });

interface Operation {
  readonly method: string;
  readonly path: string;
}

describe('the edge', () => {
  let app: TestApp;
  let desk: Desk;
  let agent: StaffClient;
  beforeAll(async () => {
    app = await startApp();
    desk = await aDesk(app);
    agent = await as.agent(app, { role: 'admin', teamIds: [desk.team.id] });
  });
  afterAll(() => app.close());

  const fetched = (path: string, init?: RequestInit) => fetch(`${app.url}${path}`, { redirect: 'manual', ...init });
  /** One request as bytes, for what no client library would send. */
  const raw = (text: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(Number(new URL(app.url).port), '127.0.0.1', () => socket.write(text));
      let answer = '';
      socket.on('data', (chunk) => {
        answer += chunk.toString();
      });
      socket.on('error', reject);
      socket.on('close', () => resolve(answer));
    });
  const rawRequest = (method: string, path: string) => raw(`${method} ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
  const operations = async (): Promise<Operation[]> => {
    const { paths } = OpenApi.parse(await (await fetched('/api/openapi.json')).json());
    return Object.entries(paths).flatMap(([path, item]) => ['get', 'post', 'put', 'patch', 'delete'].filter((method) => method in item).map((method) => ({ method: method.toUpperCase(), path })));
  };
  const filled = (path: string) => path.replace('{mode}', 'reply').replaceAll(/\{\w+\}/g, '019f0000-0000-7000-8000-000000000001');

  describe('refuses', () => {
    test('as a problem with code, request id and nothing of how we are built', async () => {
      const answer = await fetched('/api/v1/tickets');
      expect(answer.status).toBe(401);
      expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json\b/);
      const body = ProblemBody.parse(await answer.json());
      expect(body).toEqual({ type: 'urn:aftercare:problem:session/required', title: 'session/required', status: 401, code: 'session/required', requestId: answer.headers.get('x-request-id') });
    });

    test('with a request id of its own each time, whatever the caller claims', async () => {
      const ids = await Promise.all([1, 2].map(() => fetched('/api/v1/tickets', { headers: { 'x-request-id': 'mine', 'request-id': 'mine' } }).then((answer) => answer.headers.get('x-request-id'))));
      expect(new Set([...ids, 'mine']).size).toBe(3);
    });

    test.each([
      ['an unknown route', 'GET', '/api/v1/nothing'],
      ['a known route by another method', 'PUT', '/api/v1/tickets'],
      ['an inherited name', 'GET', '/api/v1/constructor'],
      ['a route of another version', 'GET', '/api/v2/tickets'],
      ['a path that climbs', 'GET', '/api/v1/../../etc/passwd'],
      ['an encoded path that climbs', 'GET', '/console/assets/..%2f..%2f..%2fpackage.json'],
      ['a file of the server', 'GET', '/console/assets/%2e%2e/%2e%2e/server/src/main.js'],
      ['a half character', 'GET', '/api/v1/tickets/%E0%A4%A'],
      ['TRACE', 'TRACE', '/api/v1/tickets'],
      ['TRACE of a page', 'TRACE', '/console/'],
      ['a made-up method', 'BREW', '/api/v1/tickets'],
    ])('%s', async (_, method, path) => {
      const answer = await rawRequest(method, path);
      expect(answer).toMatch(/^HTTP\/1\.1 (400|404|405|501) /);
      expect(answer).not.toMatch(/at .*\.js:\d+|node_modules|"private": true|root:x:/);
    });

    test('a body over the limit, announced or not, before it is read as JSON', async () => {
      const big = JSON.stringify({ text: 'x'.repeat(200_000) });
      const answer = await agent.put('/tickets/019f0000-0000-7000-8000-000000000001/drafts/reply', undefined, { raw: big });
      expect([answer.status, answer.code]).toEqual([413, 'request/too_large']);
      const chunk = `${(150_000).toString(16)}\r\n${'x'.repeat(150_000)}\r\n0\r\n\r\n`;
      const chunked = await raw(`POST /api/v1/session HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n${chunk}`);
      expect(chunked).toMatch(/^HTTP\/1\.1 413 /);
    });

    test.each([
      ['text/plain', '{}'],
      ['application/x-www-form-urlencoded', 'a=1'],
      ['multipart/form-data; boundary=x', '--x--'],
      ['application/xml', '<a/>'],
      ['text/html', '{}'],
      ['application/jsonp', '{}'],
    ])('a body that is %s', async (type, body) => {
      const answer = await agent.post('/teams', undefined, { raw: body, headers: { 'content-type': type } });
      expect([answer.status, answer.code]).toEqual([415, 'request/unsupported_type']);
    });

    test.each([
      ['broken', '{"name":'],
      ['empty', ''],
      ['a dangerous name', '{"__proto__":{"polluted":true},"name":"x"}'],
      ['a dangerous constructor', '{"constructor":{"prototype":{"polluted":true}},"name":"x"}'],
      ['invalid UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])],
      ['deep', `${'['.repeat(40_000)}${']'.repeat(40_000)}`],
    ])('JSON that is %s', async (_, body) => {
      const answer = await agent.post('/teams', undefined, { raw: body, headers: { 'content-type': 'application/json' } });
      expect(answer.status).toBe(400);
      expect(['request/malformed', 'request/invalid']).toContain(answer.code);
      expect(Reflect.get({}, 'polluted')).toBeUndefined();
    });
  });

  describe('another site cannot use a session', () => {
    const ROUTES: readonly [string, (client: HttpClient) => ReturnType<StaffClient['post']>][] = [
      ['POST', (client) => client.post('/teams', { name: 'Forged' })],
      ['PUT', (client) => client.put('/account/availability', { availability: 'away' })],
      ['PATCH', (client) => client.patch('/account', { name: 'Forged' })],
      ['DELETE', (client) => client.delete('/session')],
    ];
    test.each(ROUTES)('by %s without the header, from its origin, or across sites', async (_, call) => {
      const forgeries: Record<string, string>[] = [{ 'x-requested-with': '' }, { 'x-requested-with': 'XMLHttpRequest' }, { origin: 'https://evil.example' }, { origin: 'null' }, { origin: `${ORIGIN}.evil.example` }, { 'sec-fetch-site': 'cross-site' }];
      for (const headers of forgeries) {
        const answer = await call(agent.with(headers));
        expect([headers, answer.status, answer.code]).toEqual([headers, 403, 'request/origin_refused']);
      }
      expect((await agent.get('/session')).status).toBe(200);
      expect((await agent.get('/teams')).body).not.toMatchObject({ items: expect.arrayContaining([expect.objectContaining({ name: 'Forged' })]) });
    });

    test('by a method override or a change through GET', async () => {
      for (const header of ['x-http-method-override', 'x-method-override']) await agent.with({ [header]: 'DELETE' }).get('/session');
      await agent.get('/session?_method=DELETE');
      expect((await agent.get('/session')).status).toBe(200);
    });

    test('while the own origin may, and a machine needs no origin at all', async () => {
      expect((await agent.with({ origin: ORIGIN, 'sec-fetch-site': 'same-origin' }).patch('/account', { name: 'Ada' })).status).toBe(200);
      const made = await agent.post('/api-tokens', { name: 'robot', scopes: ['ticket.read'] });
      const { secret } = Object(made.body);
      expect((await as.stranger(app).with({ authorization: `Bearer ${secret}` }).get('/tickets')).status).toBe(200);
    });
  });

  describe('every answer', () => {
    const NAMES = ['content-security-policy', 'x-content-type-options', 'referrer-policy', 'cross-origin-opener-policy', 'permissions-policy', 'cache-control', 'x-powered-by', 'server', 'access-control-allow-origin', 'strict-transport-security'];
    const DATA = {
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'strict-origin-when-cross-origin',
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
      'cache-control': 'no-store',
    };
    const headersOf = (answer: Response) => Object.fromEntries(NAMES.flatMap((name) => (answer.headers.get(name) === null ? [] : [[name, answer.headers.get(name)]])));

    test.each(['/api/v1/tickets', '/api/v1/nothing', '/health/live', '/metrics'])('of data carries exactly this set: %s', async (path) => {
      expect(headersOf(await fetched(path, { headers: { origin: 'https://evil.example' } }))).toEqual(DATA);
    });

    test.each(['/', '/console/', '/demo-shop/', '/nothing'])('of a page runs only our own scripts and sits in no foreign frame: %s', async (path) => {
      const headers = headersOf(await fetched(path));
      expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cross-origin-opener-policy': 'same-origin' });
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("frame-ancestors 'self'");
      expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(['x-powered-by', 'server', 'access-control-allow-origin']));
    });

    test('over https keeps browsers on https', async () => {
      const secure = await startApp({ PUBLIC_URL: 'https://care.example' });
      try {
        expect((await fetch(`${secure.url}/health/live`)).headers.get('strict-transport-security')).toBe('max-age=31536000');
      } finally {
        await secure.close();
      }
    });
  });

  describe('every operation of the document', () => {
    test('exists, and every route of the table is in the document', async () => {
      const known = (await operations()).map(({ method, path }) => `${method} ${path}`);
      for (const route of ['POST /api/v1/session', 'GET /api/v1/tickets', 'GET /api/v1/tickets/counts', 'PUT /api/v1/tickets/{id}/drafts/{mode}', 'POST /api/v1/chats/{id}/acceptance', 'POST /api/v1/chats/{id}/transfer', 'GET /api/v1/live', 'POST /api/v1/widget/session', 'GET /api/v1/widget/conversations/{id}/messages', 'PUT /api/v1/settings', 'POST /api/v1/visitors/{id}/block', 'GET /api/v1/contact-reasons']) {
        expect(known).toContain(route);
      }
      for (const { method, path } of await operations()) {
        const answer = await fetched(filled(path), { method });
        const { code } = Object(await answer.json().catch(() => ({})));
        expect([method, path, answer.status === 404 && code === 'resource/not_found' && !path.includes('{') && path !== '/api/v1/demo']).toEqual([method, path, false]);
      }
    });

    test('answers garbage with a refusal of the list, never with a fault', async () => {
      const { visitor } = await aTalk(app, desk);
      const BODIES = ['null', '[]', '7', '"x"', '{"a":1}', '{"email":"\\u0000","password":"\\u0000"}', '{"token":"\\ud800\\ud800\\ud800\\ud800\\ud800\\ud800\\ud800\\ud800"}', '{"widgetKey":"\\u0000","visitorToken":"vt_\\u0000"}', '{"name":"\\ud800"}', '{"capacity":1e309}', '{"text":{"$gt":""}}'];
      const QUERIES = ['', '?cursor=%00&limit=-1', '?a[b]=c', '?afterSeq=9007199254740993&limit=1e3', '?view=__proto__'];
      for (const { method, path } of await operations()) {
        // Signing out would end the session that all the others need.
        if (method === 'DELETE' && path.startsWith('/api/v1/session')) continue;
        for (const client of [agent, visitor]) {
          const address = filled(path).replace('/api/v1', '');
          const calls = method === 'GET' ? QUERIES.map((query) => client.get(address + query)) : BODIES.map((body) => client[method === 'POST' ? 'post' : method === 'PUT' ? 'put' : method === 'PATCH' ? 'patch' : 'delete'](address, undefined, { raw: body }));
          for (const answer of await Promise.all(calls)) {
            expect([method, path, answer.status < 500, answer.body]).toEqual([method, path, true, answer.body]);
            if (answer.status >= 400) expect(errorCodes).toContain(answer.code);
          }
        }
      }
    });
  });

  test('health says whether the process lives and can work, figures are Prometheus', async () => {
    expect(await (await fetched('/health/live')).json()).toEqual({ status: 'ok' });
    const ready = await fetched('/health/ready');
    expect([ready.status, await ready.json()]).toMatchObject([200, { database: 'ok', roles: ['web', 'sockets'] }]);
    const metrics = await fetched('/metrics');
    expect(metrics.headers.get('content-type')).toContain('text/plain');
    expect(await metrics.text()).toMatch(/^aftercare_events_unrelayed \d+$/m);
  });
});
