import { Me, Sessions } from '#contracts/accounts.js';
import { anAccount } from '#prisma/factories/people.factory.js';
import { AccountLinks } from '../../server/src/accounts/account-links.js';
import { Database } from '../../server/src/platform/db.js';
import { as } from '../support/as.js';
import { startApp, type TestApp } from '../support/app.js';
import { garbageFor } from '../support/garbage.js';

const PASSWORD = 'a kettle of green tea';

describe('the session', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  describe('POST /session', () => {
    test('opens a session in an httpOnly cookie and says who is signed in', async () => {
      const account = await anAccount(app.db, { password: PASSWORD, email: 'mei.lin@staff.example', role: 'lead', name: 'Mei Lin' });
      const answer = await as.stranger(app).post('/session', { email: ' Mei.Lin@Staff.example ', password: PASSWORD });
      const me = answer.as(Me);
      expect(me.account).toMatchObject({ id: account.id, name: 'Mei Lin', email: 'mei.lin@staff.example' });
      expect(me.permissions).toEqual(expect.arrayContaining(['ticket.reply', 'chat.watch']));
      expect(me.permissions).not.toContain('setting.manage');
      const cookie = answer.cookie('ac');
      expect(cookie?.attributes).toMatch(/HttpOnly/);
      expect(cookie?.attributes).toMatch(/SameSite=Lax/);
      expect(cookie?.attributes).toMatch(/Path=\//);
      expect(cookie?.attributes).not.toMatch(/Secure/);
      const again = await as.stranger(app).get('/session', { headers: { cookie: `ac=${cookie?.value}` } });
      expect(again.as(Me).account.id).toBe(account.id);
    });

    test('keeps nothing of the secret but its hash', async () => {
      await anAccount(app.db, { password: PASSWORD, email: 'hash@staff.example' });
      const answer = await as.stranger(app).post('/session', { email: 'hash@staff.example', password: PASSWORD });
      const secret = answer.cookie('ac')?.value ?? '';
      expect(secret.length).toBeGreaterThanOrEqual(32);
      const rows = await app.db.session.findMany();
      expect(JSON.stringify(rows)).not.toContain(secret);
    });

    test.each([
      ['a wrong password', async () => (await anAccount(app.db, { password: PASSWORD })).email, 'not this one at all'],
      ['an address nobody has', async () => 'nobody@staff.example', PASSWORD],
      ['a deactivated person', async () => (await anAccount(app.db, { password: PASSWORD, deactivatedAt: new Date() })).email, PASSWORD],
      ['somebody who has not accepted the invitation', async () => (await anAccount(app.db, { password: null })).email, ''],
      ['an address that holds U+0000', async () => 'nobody\u0000@staff.example', PASSWORD],
      ['an address with a lone surrogate', async () => 'nobody\ud800@staff.example', PASSWORD],
    ])('refuses %s in the same words', async (_, email, password) => {
      const answer = await as.stranger(app).post('/session', { email: await email(), password });
      expect([answer.status, answer.code]).toEqual([401, 'session/wrong_credentials']);
      expect(answer.cookie('ac')).toBeNull();
    });

    test.each(garbageFor({ email: 'a@b.example', password: 'x' }))('refuses %s', async (_, body) => {
      const answer = await as.stranger(app).post('/session', body);
      expect([answer.status, answer.code]).toEqual([400, 'request/invalid']);
    });

    test.each([
      ['broken JSON', '{"email":', 'application/json', 400, 'request/malformed'],
      ['a form', 'email=a&password=b', 'application/x-www-form-urlencoded', 415, 'request/unsupported_type'],
      ['plain text', '{}', 'text/plain', 415, 'request/unsupported_type'],
      ['50,000 levels', `{"email":${'['.repeat(50_000)}${']'.repeat(50_000)},"password":"x"}`, 'application/json', 400, 'request/invalid'],
      ['a dangerous name', '{"__proto__":{"email":"a"},"password":"x"}', 'application/json', 400, 'request/malformed'],
      ['more than the body limit', JSON.stringify({ email: 'a', password: 'x'.repeat(200_000) }), 'application/json', 413, 'request/too_large'],
    ])('refuses %s', async (_, raw, type, status, code) => {
      const answer = await as.stranger(app).post('/session', undefined, { raw, headers: { 'content-type': type } });
      expect([answer.status, answer.code]).toEqual([status, code]);
    });

    test('refuses a foreign origin', async () => {
      const answer = await as.stranger(app).post('/session', { email: 'a@b.example', password: 'x' }, { headers: { origin: 'https://evil.example' } });
      expect([answer.status, answer.code]).toEqual([403, 'request/origin_refused']);
    });
  });

  describe('a session', () => {
    test('is refused without the header that foreign pages cannot send', async () => {
      const agent = await as.agent(app);
      const answer = await agent.with({ 'x-requested-with': '' }).delete('/session');
      expect([answer.status, answer.code]).toEqual([403, 'request/origin_refused']);
      expect((await agent.get('/session')).status).toBe(200);
    });

    test('ends after 30 days, used or not', async () => {
      const agent = await as.agent(app);
      try {
        for (let week = 0; week < 4; week += 1) {
          app.clock.advance({ days: 6, hours: 23 });
          expect((await agent.get('/session')).status).toBe(200);
        }
        app.clock.advance({ days: 3 });
        expect((await agent.get('/session')).code).toBe('session/required');
      } finally {
        app.clock.reset();
      }
    });

    test('ends after 7 days without use', async () => {
      const agent = await as.agent(app);
      try {
        app.clock.advance({ days: 7, minutes: 1 });
        expect((await agent.get('/session')).code).toBe('session/required');
      } finally {
        app.clock.reset();
      }
    });

    test.each([
      ['an unknown secret', 'ac=thisisnotasecretofanybody'],
      ['an empty one', 'ac='],
      ['nonsense', ';;;=;ac'],
    ])('does not come from %s', async (_, cookie) => {
      expect((await as.stranger(app).get('/session', { headers: { cookie } })).code).toBe('session/required');
    });
  });

  describe('ending sessions', () => {
    test('DELETE /session signs this device out and no other', async () => {
      const here = await as.agent(app);
      const there = await as.session(app, here.account);
      const answer = await here.delete('/session');
      expect(answer.status).toBe(200);
      expect(answer.cookie('ac')?.value).toBe('');
      expect((await here.get('/session')).status).toBe(401);
      expect((await there.get('/session')).status).toBe(200);
    });

    test('DELETE /sessions signs every device out', async () => {
      const here = await as.agent(app);
      const there = await as.session(app, here.account);
      const somebodyElse = await as.agent(app);
      expect((await here.delete('/sessions')).status).toBe(200);
      expect((await here.get('/session')).status).toBe(401);
      expect((await there.get('/session')).status).toBe(401);
      expect((await somebodyElse.get('/session')).status).toBe(200);
    });

    test('GET /sessions lists my own, DELETE /sessions/:id ends one of them', async () => {
      const here = await as.agent(app);
      const there = await as.session(app, here.account);
      const other = await as.agent(app);
      const { items } = (await here.get('/sessions')).as(Sessions);
      expect(items.map((row) => row.current).sort()).toEqual([false, true]);
      const foreign = (await other.get('/sessions')).as(Sessions).items[0];
      expect((await here.delete(`/sessions/${foreign?.id}`)).code).toBe('resource/not_found');
      expect((await other.get('/session')).status).toBe(200);
      expect((await here.delete(`/sessions/${items.find((row) => !row.current)?.id}`)).status).toBe(200);
      expect((await there.get('/session')).status).toBe(401);
      expect((await here.delete('/sessions/not-an-id')).code).toBe('resource/not_found');
    });

    test.each([
      ['get', '/session'],
      ['delete', '/session'],
      ['get', '/sessions'],
      ['delete', '/sessions'],
      ['delete', '/sessions/0199c0de-0000-7000-8000-000000000000'],
    ] as const)('%s %s is refused to a stranger', async (verb, path) => {
      expect((await as.stranger(app)[verb](path)).code).toBe('session/required');
    });
  });

  describe('POST /session/link', () => {
    const aLink = async () => {
      const account = await anAccount(app.db);
      const link = await app.nest.get(Database).transaction((tx) => app.nest.get(AccountLinks).make(tx, 'sign_in', account.id));
      return { account, link };
    };

    test('signs in once', async () => {
      const { account, link } = await aLink();
      const answer = await as.stranger(app).post('/session/link', { token: link.token });
      expect(answer.as(Me).account.id).toBe(account.id);
      expect((await as.stranger(app).get('/session', { headers: { cookie: `ac=${answer.cookie('ac')?.value}` } })).status).toBe(200);
      expect((await as.stranger(app).post('/session/link', { token: link.token })).code).toBe('session/link_used');
    });

    test('lets exactly one of 50 at once in', async () => {
      const { link } = await aLink();
      const answers = await Promise.all(Array.from({ length: 50 }, () => as.stranger(app).post('/session/link', { token: link.token })));
      expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
      expect(answers.filter((answer) => answer.code === 'session/link_used')).toHaveLength(49);
    });

    test('refuses one that is over, of another kind, unknown, or of somebody deactivated', async () => {
      const { account, link } = await aLink();
      const links = app.nest.get(AccountLinks);
      const reset = await app.nest.get(Database).transaction((tx) => links.make(tx, 'reset', account.id));
      expect((await as.stranger(app).post('/session/link', { token: reset.token })).code).toBe('session/link_used');
      expect((await as.stranger(app).post('/session/link', { token: 'x'.repeat(43) })).code).toBe('session/link_used');
      app.clock.advance({ hours: 25 });
      expect((await as.stranger(app).post('/session/link', { token: link.token })).code).toBe('session/link_used');
      app.clock.reset();
      await app.db.account.update({ where: { id: account.id }, data: { deactivatedAt: new Date() } });
      expect((await as.stranger(app).post('/session/link', { token: link.token })).code).toBe('session/link_used');
    });

    test.each(garbageFor({ token: 'x'.repeat(43) }))('refuses %s', async (_, body) => {
      expect((await as.stranger(app).post('/session/link', body)).code).toBe('request/invalid');
    });
  });

  test('a demo says that it is one, a real installation does not', async () => {
    const agent = await as.agent(app);
    expect((await agent.get('/session')).as(Me).settings).toMatchObject({
      demo: false,
      organisation: 'Aftercare',
      waitingAmberSeconds: 60,
      waitingRedSeconds: 180,
    });
  });
});

test('on https the cookie is bound to this very host and never sent in clear', async () => {
  const app = await startApp({ PUBLIC_URL: 'https://desk.shop.example' });
  try {
    await anAccount(app.db, { password: PASSWORD, email: 'mei@staff.example' });
    const answer = await as.stranger(app).post('/session', { email: 'mei@staff.example', password: PASSWORD });
    const cookie = answer.cookie('__Host-ac');
    expect(cookie?.attributes).toMatch(/Secure/);
    expect(cookie?.attributes).not.toMatch(/Domain/);
    expect((await as.stranger(app).get('/session', { headers: { cookie: `__Host-ac=${cookie?.value}` } })).status).toBe(200);
    expect((await as.stranger(app).get('/session', { headers: { cookie: `ac=${cookie?.value}` } })).code).toBe('session/required');
  } finally {
    await app.close();
  }
});
