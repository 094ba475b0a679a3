import { TicketVisit, VisitAnswer, VisitTrail } from '#contracts/visits.js';
import { WidgetSession } from '#contracts/widget.js';
import { aCustomer } from '#prisma/factories/customer.factory.js';
import { aTeam } from '#prisma/factories/people.factory.js';
import { startApp, type TestApp } from '../support/app.js';
import { as } from '../support/as.js';
import { speak } from '../support/desk.js';
import { garbageFor } from '../support/garbage.js';
import { settle } from '../support/settle.js';
import { aVisitedDesk, SHOP, VISITED, type VisitedDesk } from '../support/visits.js';

const NOBODY = '01890a5d-ac96-774b-bcce-b302099a8057';

describe('visits', () => {
  let app: TestApp;
  let desk: VisitedDesk;
  beforeEach(async () => {
    app = await startApp();
    desk = await aVisitedDesk(app);
  });
  afterEach(() => app.close());

  describe('as a shop page tells of them', () => {
    test('are seen with pages, times and where they came from, and nothing of a query', async () => {
      const { visit, seconds, invite: none } = await desk.beat({ page: { path: '/a?email=x@y.example', title: 'A' }, referrer: 'www.search.example', before: { visits: 2, since: '2026-01-02T03:04:05.000Z' } });
      expect([seconds, none]).toEqual([20, null]);
      app.clock.advance({ seconds: 20 });
      await desk.beat({ visit, page: { path: '/a#secret', title: 'A, loaded' } });
      app.clock.advance({ seconds: 10 });
      await desk.beat({ visit, page: { path: '/b', title: 'شاي 茶' } });
      const shown = await desk.first();
      expect(shown).toMatchObject({ language: 'de-DE', device: 'phone', referrer: 'www.search.example', nth: 3, firstSeenAt: '2026-01-02T03:04:05.000Z', pageCount: 2, here: true, visitor: null, page: { path: '/b', title: 'شاي 茶' } });
      const { pages } = (await desk.agent.get(`/visits/${shown.id}`)).as(VisitTrail);
      expect(pages.map(({ path, title }) => [path, title])).toEqual([['/a', 'A, loaded'], ['/b', 'شاي 茶']]);
      expect(pages[0]?.seconds).toBeGreaterThanOrEqual(30);
      expect(pages[1]?.seconds).toBeLessThan(30);
      expect(JSON.stringify(await app.db.visitPage.findMany())).not.toMatch(/x@y|secret/);
    });

    test('keep the last fifty pages and count them all', async () => {
      let { visit } = await desk.beat({ page: { path: '/0', title: '' } });
      for (let number = 1; number < 56; number += 1) {
        app.clock.advance({ seconds: 2 });
        ({ visit } = await desk.beat({ visit, page: { path: `/${number}`, title: '' } }));
      }
      const { pages, visit: shown } = (await desk.agent.get(`/visits/${(await desk.first()).id}`)).as(VisitTrail);
      expect([shown.pageCount, pages.length, pages[0]?.path, pages.at(-1)?.path]).toEqual([56, 50, '/6', '/55']);
    });

    test('are gone from the list after a minute of silence, go on within half an hour, and begin anew after it', async () => {
      const { visit } = await desk.beat();
      app.clock.advance({ seconds: 71 });
      expect(await desk.list()).toEqual([]);
      app.clock.advance({ minutes: 20 });
      expect((await desk.beat({ visit })).visit).toBe(visit);
      expect(await desk.list()).toHaveLength(1);
      app.clock.advance({ minutes: 31 });
      expect((await desk.beat({ visit, before: { visits: 1, since: '2026-01-02T03:04:05.000Z' } })).visit).not.toBe(visit);
      expect((await desk.first()).nth).toBe(2);
    });

    test('are taken from the shop alone, with the key of a widget that wants them', async () => {
      expect((await desk.page('https://evil.example').post('/widget/visits', desk.told())).code).toBe('request/origin_refused');
      expect((await desk.page('https://shop.example.evil.example').post('/widget/visits', desk.told())).code).toBe('request/origin_refused');
      expect((await desk.page('null').post('/widget/visits', desk.told())).code).toBe('request/origin_refused');
      expect((await as.stranger(app).post('/widget/visits', desk.told())).code).toBe('request/origin_refused');
      expect((await desk.page().post('/widget/visits', desk.told({ widgetKey: 'wk_nobody' }))).code).toBe('widget/unknown_key');
      await app.db.channel.update({ where: { id: desk.channel.id }, data: { settings: { ...VISITED, visits: false } } });
      expect((await desk.page().post('/widget/visits', desk.told())).code).toBe('request/origin_refused');
      await app.db.channel.update({ where: { id: desk.channel.id }, data: { settings: { ...VISITED, allowedOrigins: ['https://*.example'] } } });
      expect((await desk.page().post('/widget/visits', desk.told())).status).toBe(200);
      expect(await app.db.visit.count()).toBe(1);
    });

    test('answer the preflight of a foreign page, and may be read there', async () => {
      const { headers } = await desk.page().post('/widget/visits', desk.told());
      expect(headers['access-control-allow-origin']).toBe('*');
      const asked = await fetch(`${app.url}/api/v1/widget/visits`, { method: 'OPTIONS', headers: { origin: SHOP, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' } });
      expect([asked.status, asked.headers.get('access-control-allow-headers'), asked.headers.get('access-control-allow-credentials')]).toEqual([204, 'content-type', null]);
    });

    test('refuse what does not fit, and a flood', async () => {
      for (const wrong of [{ page: { path: '', title: '' } }, { page: { path: '/', title: 'x'.repeat(301) } }, { device: 'fridge' }, { locale: 'xx' }, { before: { visits: 0, since: 'then' } }, { other: 1 }]) {
        expect((await desk.page().post('/widget/visits', { ...desk.told(), ...wrong })).code).toBe('request/invalid');
      }
      for (const [name, body] of garbageFor({ ...desk.told() })) expect([name, [400, 413, 415].includes((await desk.page().post('/widget/visits', body)).status)]).toEqual([name, true]);
      const { visit } = await desk.beat();
      const codes = [];
      for (let number = 0; number < 62; number += 1) codes.push((await desk.page().post('/widget/visits', desk.told({ visit }))).code);
      expect(codes.filter((code) => code === 'request/too_many')).toHaveLength(2);
    });

    test('are not begun without end by one network, while those that are known go on', async () => {
      const proxied = await startApp({ VISITORS_PER_MINUTE: '2', TRUSTED_PROXIES: '127.0.0.1' });
      const shop = await aVisitedDesk(proxied);
      const from = (address: string, fields = {}) => shop.page().post('/widget/visits', shop.told(fields), { headers: { 'x-forwarded-for': address } });
      const { visit } = (await from('192.0.2.1')).as(VisitAnswer);
      expect((await from('192.0.2.1')).status).toBe(200);
      for (const made of [undefined, 'vs_of_nobody_who_ever_was_here', 'nonsense']) expect((await from('192.0.2.1', { visit: made })).code).toBe('request/too_many');
      expect((await from('192.0.2.1', { visit })).as(VisitAnswer).visit).toBe(visit);
      expect((await from('192.0.2.2')).status).toBe(200);
      proxied.clock.advance({ minutes: 31 });
      expect((await from('192.0.2.1', { visit })).code).toBe('request/too_many');
      await proxied.close();
    });

    test('belong to the visitor once the panel is open, and not to another customer in the same browser', async () => {
      const customer = await aCustomer(app.db, { name: 'Mei Lin' });
      const one = await as.visitor(app, { channelId: desk.channel.id, customerId: customer.id, verified: true });
      const { visit } = await desk.beat();
      (await as.stranger(app).post('/widget/session', { widgetKey: desk.channel.key, visitorToken: one.token, visit })).as(WidgetSession);
      expect((await desk.first()).visitor).toEqual({ name: 'Mei Lin', verified: true, zone: 'UTC' });
      const other = await as.visitor(app, { channelId: desk.channel.id, customerId: (await aCustomer(app.db)).id, verified: true });
      expect((await desk.beat({ visit, visitorToken: other.token })).visit).not.toBe(visit);
      const elsewhere = await as.visitor(app, { name: 'Of another widget' });
      expect((await desk.beat({ visitorToken: elsewhere.token })).visit).toMatch(/^vs_/);
      expect((await desk.list()).map((shown) => shown.visitor?.name ?? null)).not.toContain('Of another widget');
    });

    test('go on under no other name: who signs out at the shop begins a visit of nobody', async () => {
      const customer = await aCustomer(app.db, { name: 'Mei Lin' });
      const named = await as.visitor(app, { channelId: desk.channel.id, customerId: customer.id, verified: true });
      const { visit } = await desk.beat({ visitorToken: named.token });
      const nobody = await as.visitor(app, { channelId: desk.channel.id });
      expect((await desk.beat({ visit, visitorToken: nobody.token })).visit).not.toBe(visit);
      (await as.stranger(app).post('/widget/session', { widgetKey: desk.channel.key, visitorToken: nobody.token, visit })).as(WidgetSession);
      expect(await app.db.visit.findMany({ orderBy: { id: 'asc' }, select: { visitorId: true, customerId: true } })).toEqual([
        { visitorId: named.visitor.id, customerId: customer.id },
        { visitorId: nobody.visitor.id, customerId: null },
      ]);
    });

    test('began when the browser says, or now where that is no time', async () => {
      for (const since of ['0000-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z', '0001-01-01T00:00:00.000Z']) {
        expect([since, (await desk.page().post('/widget/visits', desk.told({ before: { visits: 1, since } }))).status]).toEqual([since, 200]);
      }
      expect(await desk.list()).toHaveLength(3);
    });

    test('are refused of the blocked, and no longer shown', async () => {
      const visitor = await as.visitor(app, { channelId: desk.channel.id });
      const { visit } = await desk.beat({ visitorToken: visitor.token });
      await app.db.visitor.update({ where: { id: visitor.visitor.id }, data: { blockedAt: app.clock.now() } });
      expect((await desk.page().post('/widget/visits', desk.told({ visit, visitorToken: visitor.token }))).code).toBe('visitor/blocked');
      expect(await desk.list()).toEqual([]);
    });

    test('leave nothing once the consent is taken back, the customer is erased, or thirty days are over', async () => {
      const { visit } = await desk.beat();
      const withdrawn = await Promise.all(Array.from({ length: 5 }, () => desk.page().post(`/widget/visits/withdrawal?visit=${visit}`)));
      expect(withdrawn.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
      expect(await app.db.event.count({ where: { name: 'visit.consent_withdrawn' } })).toBe(1);
      expect((await desk.page().post('/widget/visits/withdrawal?visit=vs_of_nobody_who_ever_was_here')).status).toBe(200);
      expect((await desk.page().post('/widget/visits/withdrawal')).code).toBe('request/invalid');
      expect(await app.db.visit.count()).toBe(0);
      const customer = await aCustomer(app.db);
      const visitor = await as.visitor(app, { channelId: desk.channel.id, customerId: customer.id });
      await desk.beat({ visitorToken: visitor.token });
      await app.db.customer.delete({ where: { id: customer.id } });
      expect(await app.db.visitPage.count()).toBe(0);
      await desk.beat();
      app.clock.advance({ days: 29 });
      await settle(app, { sweeps: true });
      expect(await app.db.visit.count()).toBe(1);
      app.clock.advance({ days: 2 });
      await settle(app, { sweeps: true });
      expect([await app.db.visit.count(), await app.db.visitPage.count()]).toEqual([0, 0]);
    });
  });

  describe('to the staff', () => {
    test('are shown to whoever may see them, of the own teams alone', async () => {
      await desk.beat();
      const { id } = await desk.first();
      const elsewhere = await as.agent(app, { teamIds: [(await aTeam(app.db)).id] });
      expect(await desk.list(elsewhere)).toEqual([]);
      for (const path of [`/visits/${id}`, `/visits/${NOBODY}`, '/visits/none']) expect((await elsewhere.get(path)).code).toBe('resource/not_found');
      expect((await desk.invite(elsewhere, id)).code).toBe('resource/not_found');
      const nothing = await as.agent(app, { permissions: ['ticket.read'], teamIds: [desk.team.id] });
      for (const answer of [await nothing.get('/visits'), await nothing.get(`/visits/${id}`), await desk.invite(nothing, id)]) expect(answer.code).toBe('permission/missing');
      for (const answer of [await as.stranger(app).get('/visits'), await as.stranger(app).post(`/visits/${id}/invites`, { text: 'x' })]) expect(answer.code).toBe('session/required');
      const looker = await as.agent(app, { permissions: ['visit.read'], teamIds: [desk.team.id] });
      expect((await desk.first(looker)).can).toEqual({ invite: false });
      expect(await desk.list(await as.agent(app, { role: 'manager' }))).toHaveLength(1);
    });

    test('stand beside the ticket for whoever may read it, and are plainly unknown without consent', async () => {
      const visitor = await as.visitor(app, { channelId: desk.channel.id });
      const socket = await visitor.socket();
      const { conversationId } = await speak(socket, undefined);
      expect((await desk.agent.get(`/tickets/${conversationId}/visit`)).as(TicketVisit)).toEqual({ trail: null, keptDays: 30 });
      await desk.beat({ visitorToken: visitor.token });
      const { trail } = (await desk.agent.get(`/tickets/${conversationId}/visit`)).as(TicketVisit);
      expect(trail?.pages.map(({ path }) => path)).toEqual(['/products/kettle']);
      const elsewhere = await as.agent(app, { teamIds: [(await aTeam(app.db)).id] });
      expect((await elsewhere.get(`/tickets/${conversationId}/visit`)).code).toBe('conversation/not_found');
      expect((await desk.agent.get(`/tickets/${NOBODY}/visit`)).code).toBe('conversation/not_found');
      expect((await as.stranger(app).get(`/tickets/${conversationId}/visit`)).code).toBe('session/required');
    });
  });
});
