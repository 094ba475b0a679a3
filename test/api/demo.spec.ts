import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io } from 'socket.io-client';
import { z } from 'zod';
import { Me } from '#contracts/accounts.js';
import { Demo } from '#contracts/demo.js';
import { TicketPromises } from '#contracts/promises.js';
import { TicketDetail, TicketPage } from '#contracts/tickets.js';
import { WidgetSession } from '#contracts/widget.js';
import { DemoShopService } from '../../server/src/demo/demo-shop.service.js';
import { DemoJobs } from '../../server/src/demo/demo.jobs.js';
import { DemoVisitorService } from '../../server/src/demo/demo-visitor.service.js';
import { Database } from '../../server/src/platform/db.js';
import { PromisesJobs } from '../../server/src/promises/promises.jobs.js';
import { ORIGIN, startApp, type TestApp } from '../support/app.js';
import { as } from '../support/as.js';
import { settle } from '../support/settle.js';
import { connected, say } from '../support/sockets.js';

const Keys = z.strictObject({
  url: z.url(),
  widgetKey: z.string(),
  accounts: z.array(z.strictObject({ role: z.string(), email: z.email(), password: z.string().min(12) })),
  customers: z.array(z.strictObject({ email: z.email(), orderNumber: z.string().regex(/^A\d{4}$/), identityToken: z.string() })),
});

describe('the demo', () => {
  const folder = mkdtempSync(join(tmpdir(), 'aftercare-demo-'));
  const file = join(folder, 'demo.json');
  const keys = () => Keys.parse(JSON.parse(readFileSync(file, 'utf8')));
  const signIn = (email: string, password: string) => as.stranger(app).post('/session', { email, password });
  const rows = <T>(sql: string) => app.db.$queryRawUnsafe<T[]>(sql);
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp({ DEMO: 'on', DATA_DIR: folder });
  });
  afterAll(async () => {
    await app?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  describe('the shop', () => {
    it('has people, talks of the last weeks, and a queue that waits', async () => {
      expect(await app.db.account.count()).toBe(10);
      expect(await app.db.team.count()).toBe(3);
      expect(await app.db.ticket.groupBy({ by: ['state'], _count: true, orderBy: { state: 'asc' }, where: { channel: { kind: 'widget' } } })).toEqual([
        { state: 'closed', _count: 42 },
        { state: 'new', _count: 12 },
        { state: 'on_hold', _count: 1 },
        { state: 'open', _count: 5 },
        { state: 'pending', _count: 2 },
        { state: 'solved', _count: 11 },
      ]);
      const waiting = await app.db.timeline.findMany({ where: { waitingSince: { not: null }, ticket: { promises: { none: {} }, channel: { kind: 'widget' } } } });
      expect(waiting).toHaveLength(6);
      for (const { waitingSince } of waiting) expect(Date.now() - Number(waitingSince)).toBeLessThan(10 * 60_000);
    });

    it('counts every stream without a hole, up to its head', async () => {
      expect(
        await rows(`SELECT t."ticketId" FROM "Timeline" t JOIN "Message" m ON m."ticketId" = t."ticketId" GROUP BY t."ticketId", t."staffHead", t."publicHead"
          HAVING max("staffSeq") <> t."staffHead" OR count(*) <> t."staffHead" OR max("publicSeq") <> t."publicHead" OR count("publicSeq") <> t."publicHead"
            OR count(*) FILTER (WHERE "internal" = ("publicSeq" IS NOT NULL)) > 0`),
      ).toEqual([]);
      expect(await rows(`SELECT m."id" FROM "Message" m JOIN "Message" n ON n."ticketId" = m."ticketId" AND n."staffSeq" = m."staffSeq" + 1 WHERE n."createdAt" < m."createdAt"`)).toEqual([]);
    });

    it('has promises of every kind and outcome, each as the sweep would leave it', async () => {
      await app.nest.get(PromisesJobs).attendToDue();
      const states = await app.db.answerPromise.groupBy({ by: ['state'], _count: true, orderBy: { state: 'asc' } });
      expect(states).toEqual([{ state: 'broken', _count: 1 }, { state: 'kept', _count: 5 }, { state: 'late', _count: 1 }, { state: 'open', _count: 7 }]);
      expect(await app.db.event.count({ where: { name: { in: ['promise.kept', 'promise.made_good', 'promise.broken'] } } })).toBe(0);
      const lead = await as.session(app, await app.db.account.findUniqueOrThrow({ where: { email: 'yating.lin@hearthandtrail.example' } }));
      const { items } = (await lead.get('/tickets?view=due')).as(TicketPage);
      expect(items.map((row) => row.promise?.state)[0]).toBe('broken');
      for (const { id } of items) (await lead.get(`/tickets/${id}/promises`)).as(TicketPromises);
    });

    it('has a live chat only where somebody waits, and ended ones that tell by whom', async () => {
      expect(await rows(`SELECT c."id" FROM "Chat" c JOIN "Timeline" t ON t."ticketId" = c."ticketId" WHERE (c."state" <> 'ended') <> (t."waitingSince" IS NOT NULL)`)).toEqual([]);
      expect(await rows(`SELECT "id" FROM "Chat" WHERE "state" = 'ended' AND ("endedAt" IS NULL OR "endedByKind" IS NULL OR "agentId" IS NULL OR ("endedByKind" = 'agent') <> ("contactReason" IS NOT NULL))`)).toEqual([]);
    });

    it('is filled once, and only into an empty installation', async () => {
      const before = await app.db.ticket.count();
      await app.nest.get(DemoJobs).onApplicationBootstrap();
      expect(await app.db.ticket.count()).toBe(before);

      const own = await startApp();
      await as.agent(own);
      expect(await own.nest.get(Database).transaction((tx) => own.nest.get(DemoShopService).fill(tx, 'hash'))).toBeNull();
      expect(await own.db.ticket.count()).toBe(0);
      await own.close();
    });

    it('leaves nothing half-made when the start is cut', async () => {
      const own = await startApp();
      const cut = () => own.nest.get(Database).transaction(async (tx) => {
        await own.nest.get(DemoShopService).fill(tx, 'hash');
        throw new Error('the power went');
      }, null, 120_000);
      const counts = () => Promise.all([own.db.account.count(), own.db.team.count(), own.db.ticket.count(), own.db.setting.count(), own.db.event.count()]);
      const before = await counts();
      await expect(cut()).rejects.toThrow('the power went');
      expect(await counts()).toEqual(before);
      await own.close();
    });
  });

  describe('demo.json', () => {
    it('can be read by its owner alone', () => {
      expect(statSync(file).mode & 0o777).toBe(0o600);
      expect(keys().url).toBe(ORIGIN);
    });

    it('holds passwords that sign in to each role', async () => {
      expect(keys().accounts.map((account) => account.role)).toEqual(['agent', 'lead', 'manager', 'admin']);
      for (const { role, email, password } of keys().accounts) {
        const me = (await signIn(email, password)).as(Me);
        expect(me.permissions.includes('setting.manage')).toBe(role === 'admin');
        expect(me.settings).toMatchObject({ organisation: 'Hearth & Trail', demo: true });
      }
    });

    it('holds identity tokens that the widget takes, with the talks of that customer', async () => {
      for (const { email, orderNumber, identityToken } of keys().customers) {
        const session = (await as.stranger(app).post('/widget/session', { widgetKey: keys().widgetKey, identityToken })).as(WidgetSession);
        expect(session.visitor).toMatchObject({ email, verified: true });
        expect(session.conversations.length).toBeGreaterThan(0);
        if (orderNumber === 'A1047') expect(session.conversations).toHaveLength(2);
      }
    });

    it('is written anew at each start: the passwords of before are worth nothing', async () => {
      const before = keys().accounts[0];
      await app.nest.get(DemoJobs).onApplicationBootstrap();
      const after = keys().accounts[0];
      expect(after?.password).not.toBe(before?.password);
      expect((await signIn(before?.email ?? '', before?.password ?? '')).code).toBe('session/wrong_credentials');
      expect((await signIn(after?.email ?? '', after?.password ?? '')).status).toBe(200);
      expect(statSync(file).mode & 0o777).toBe(0o600);
    });
  });

  describe('GET /demo', () => {
    const enter = async () => (await as.stranger(app).get('/demo')).as(Demo);

    it('gives this machine a card for each role, whose link signs in once', async () => {
      const demo = await enter();
      if (!demo.demo) throw new Error('no demo');
      expect(demo).toMatchObject({ organisation: 'Hearth & Trail', shopUrl: '/demo-shop/', widgetKey: keys().widgetKey });
      expect(demo.roles.map((card) => card.role)).toEqual(['agent', 'lead', 'manager', 'admin']);
      for (const { name, link } of demo.roles) {
        expect(link).toMatch(/^\/console\/enter#token=/);
        const token = link.split('=')[1];
        expect((await as.stranger(app).post('/session/link', { token })).as(Me).account.name).toBe(name);
        expect((await as.stranger(app).post('/session/link', { token })).code).toBe('session/link_used');
      }
    });

    it('gives cards that stay good when the page is opened again, for a quarter of an hour', async () => {
      const [first, , late] = [await enter(), await enter(), await enter()];
      if (!first.demo || !late.demo) throw new Error('no demo');
      const tokenOf = (demo: typeof first) => demo.roles[0]?.link.split('=')[1];
      expect((await as.stranger(app).post('/session/link', { token: tokenOf(first) })).status).toBe(200);
      app.clock.advance({ minutes: 16 });
      expect((await as.stranger(app).post('/session/link', { token: tokenOf(late) })).code).toBe('session/link_used');
      app.clock.reset();
    });

    it('gives customers whose identity the widget takes', async () => {
      const demo = await enter();
      if (!demo.demo) throw new Error('no demo');
      expect(demo.customers.map((customer) => customer.orderNumber)).toContain('A1047');
      const [{ identityToken, name } = { identityToken: '', name: '' }] = demo.customers;
      const session = (await as.stranger(app).post('/widget/session', { widgetKey: demo.widgetKey, identityToken })).as(WidgetSession);
      expect(session.visitor).toMatchObject({ name, verified: true });
    });

    it.each([
      ['through a proxy', { 'x-forwarded-for': '192.0.2.1' }],
      ['through a proxy with the newer header', { forwarded: 'for=192.0.2.1' }],
      ['by a foreign name that points here', { host: 'evil.example' }],
    ])('keeps shut for whoever comes %s', async (_, headers) => {
      expect((await as.stranger(app).get('/demo', { headers })).as(Demo)).toEqual({ demo: false, organisation: 'Hearth & Trail' });
    });

    it('says that there is no demo where there is none', async () => {
      const own = await startApp();
      expect((await as.stranger(own).get('/demo')).as(Demo)).toEqual({ demo: false, organisation: 'Aftercare' });
      await own.close();
    });
  });

  describe('the demo visitor', () => {
    // Customers of the story were played above; who was lately is not played by the demo.
    beforeAll(() => app.clock.advance({ hours: 1 }));

    const visits = () => app.db.visitor.findMany({ where: { demo: true }, orderBy: { id: 'asc' } });
    const pass = async (seconds: number) => {
      app.clock.advance({ seconds });
      await settle(app, { sweeps: true });
    };
    const words = async (id: string) =>
      (await app.db.message.findMany({ where: { ticketId: id, kind: 'text', authorKind: { not: 'bot' } }, orderBy: { staffSeq: 'asc' } })).map((message) => `${message.authorKind}: ${message.text?.slice(0, 20)}`);

    it('writes within twenty seconds of an opened console, tells of the kettle, and answers a few times', async () => {
      const emily = await as.session(app, await app.db.account.findUniqueOrThrow({ where: { email: 'emily.carter@hearthandtrail.example' } }));
      expect(await visits()).toEqual([]);
      const socket = await emily.socket();
      while ((await visits()).length === 0) await new Promise(setImmediate);
      await pass(8);
      const [visitor] = await visits();
      const ticket = await app.db.ticket.findFirstOrThrow({ where: { visitorId: visitor?.id ?? '' }, include: { chats: true } });
      expect(await words(ticket.id)).toEqual(['customer: Hi, it is about my E']);
      await pass(20);
      await pass(30);
      await pass(30);
      expect(await words(ticket.id)).toHaveLength(3);

      const row = (await emily.get('/tickets?view=all')).as(TicketPage).items.find((item) => item.id === ticket.id);
      expect(row?.customer).toMatchObject({ name: 'Anna Lindgren', demo: true, verified: true });
      const detail = (await emily.get(`/tickets/${ticket.id}`)).as(TicketDetail);
      expect(detail.visitor?.earlier).toHaveLength(2);

      await emily.post(`/chats/${ticket.chats[0]?.id}/acceptance`);
      for (const [turn, text] of ['Hello Anna', 'You get 289.00', 'No box needed', 'In three days'].entries()) {
        await emily.post(`/tickets/${ticket.id}/messages`, { clientMessageId: `turn-${turn}`, kind: 'text', text });
        await pass(2);
        await pass(8);
        expect((await words(ticket.id)).at(-1)).toMatch(/^customer: /);
      }
      await emily.post(`/tickets/${ticket.id}/messages`, { clientMessageId: 'last', kind: 'text', text: 'Goodbye' });
      await pass(2);
      await pass(60);
      expect((await words(ticket.id)).at(-1)).toBe('agent: Goodbye');
      socket.disconnect();
    });

    it('comes alone: no second one while the first is here, and another only minutes later', async () => {
      const emily = await as.session(app, await app.db.account.findUniqueOrThrow({ where: { email: 'emily.carter@hearthandtrail.example' } }));
      const [first] = await visits();
      const { chats } = await app.db.ticket.findFirstOrThrow({ where: { visitorId: first?.id ?? '' }, include: { chats: true } });
      app.clock.advance({ minutes: 5 });
      await app.nest.get(Database).transaction((tx) => app.nest.get(DemoVisitorService).invite(tx));
      expect(await visits()).toHaveLength(1);

      const { staffHead } = await app.db.timeline.findUniqueOrThrow({ where: { ticketId: chats[0]?.ticketId ?? '' } });
      await emily.post(`/chats/${chats[0]?.id}/ending`, { contactReason: 'defect', result: 'solved', seenSeq: staffHead });
      const again = await emily.socket();
      while ((await visits()).length === 1) await new Promise(setImmediate);
      await pass(8);
      const [, second] = await visits();
      expect(second).toMatchObject({ name: 'Demo visitor Ben', verified: false, customerId: null });
      again.disconnect();
    });

    it('leaves the talk to a person who writes as the same customer, and does not come as one who is played', async () => {
      const { identityToken: asAnna } = keys().customers.find((customer) => customer.orderNumber === 'A1047') ?? { identityToken: '' };
      const invite = async () => app.nest.get(Database).transaction((tx) => app.nest.get(DemoVisitorService).invite(tx));
      const finish = async () => {
        // A chat that a reaction is about to open would still stand in the way of the next visitor.
        await settle(app);
        await app.db.chat.updateMany({ where: { state: { not: 'ended' }, ticket: { visitor: { demo: true } } }, data: { state: 'ended', offeredToId: null, endedAt: app.clock.now(), endedByKind: 'system' } });
        app.clock.advance({ minutes: 5 });
      };
      for (const name of ['演示访客 小雨', '示範訪客 品妤', 'Anna Lindgren']) {
        await finish();
        await invite();
        expect((await visits()).at(-1)?.name).toBe(name);
      }
      await pass(8);
      const anna = (await visits()).at(-1);
      const ticket = await app.db.ticket.findFirstOrThrow({ where: { visitorId: anna?.id ?? '' } });

      const person = (await as.stranger(app).post('/widget/session', { widgetKey: keys().widgetKey, identityToken: asAnna })).as(WidgetSession);
      const socket = await connected(io(`${app.url}/visitor`, { transports: ['websocket'], forceNew: true, auth: { visitorToken: person.visitorToken } }));
      await say(socket, 'message:send', { conversationId: ticket.id, clientMessageId: 'mine', kind: 'text', text: 'It is me, really' });
      await pass(60);
      await pass(60);
      expect((await words(ticket.id)).at(-1)).toBe('customer: It is me, really');
      socket.disconnect();

      for (let time = 0; time < 4; time += 1) {
        await finish();
        await invite();
      }
      expect((await visits()).slice(-4).map((visitor) => visitor.name)).not.toContain('Anna Lindgren');
    });
  });
});
