import { Done } from '#contracts/common.js';
import { Conversations, WidgetSession } from '#contracts/widget.js';
import type { Channel } from '#prisma/generated/client.js';
import { aChannel } from '#prisma/factories/channel.factory.js';
import { aTeam } from '#prisma/factories/people.factory.js';
import { aTicket } from '#prisma/factories/ticket.factory.js';
import { hashSecret, newId } from '../../server/src/platform/ids.js';
import { startApp, type TestApp } from '../support/app.js';
import { as, type StaffClient } from '../support/as.js';
import { garbageFor } from '../support/garbage.js';
import { HttpClient } from '../support/http-client.js';
import { identityToken } from '../support/identity.js';
import { settle } from '../support/settle.js';
import { ended, heard } from '../support/sockets.js';

describe('visitors', () => {
  let app: TestApp;
  let channel: Channel;
  let manager: StaffClient;
  beforeAll(async () => {
    app = await startApp({ VISITORS_PER_MINUTE: '3' });
    channel = await aChannel(app.db);
    manager = await as.agent(app, { role: 'manager' });
  });
  afterAll(() => app?.close());

  const knock = (fields: object = {}, options?: Parameters<HttpClient['post']>[2]) => as.stranger(app).post('/widget/session', { widgetKey: channel.key, ...fields }, options);
  const enter = async (fields: object = {}) => (await knock(fields)).as(WidgetSession);
  const holding = (token: string) => as.stranger(app).with({ authorization: `Bearer ${token}` });
  const rowOf = (id: string) => app.db.visitor.findUniqueOrThrow({ where: { id } });

  describe('POST /widget/session', () => {
    it('gives a newcomer a token of its own, and keeps what the page told', async () => {
      const page = { url: 'https://shop.example/kettle?colour=red#top', title: 'Kettle' };
      const session = await enter({ locale: 'zh-TW', zone: 'Asia/Taipei', page });
      expect(session.visitorToken).toMatch(/^vt_[\w-]{32}$/);
      expect(session.visitor).toMatchObject({ name: null, email: null, verified: false });
      expect(session.conversations).toEqual([]);
      expect(await rowOf(session.visitor.id)).toMatchObject({
        channelId: channel.id, locale: 'zh-TW', zone: 'Asia/Taipei', pageUrl: 'https://shop.example/kettle?colour=red', pageTitle: 'Kettle', customerId: null,
      });
    });

    it('keeps no secret, only its hash', async () => {
      const { visitor, visitorToken } = await enter();
      expect(Buffer.from((await rowOf(visitor.id)).tokenHash)).toEqual(Buffer.from(hashSecret(visitorToken)));
    });

    it('knows whoever comes back, and updates where that is', async () => {
      const first = await enter({ locale: 'en', zone: 'Europe/Berlin' });
      const again = await enter({ visitorToken: first.visitorToken, locale: 'zh-CN', page: { url: 'https://shop.example/b', title: 'B' } });
      expect(again).toMatchObject({ visitorToken: first.visitorToken, visitor: { id: first.visitor.id } });
      expect(await rowOf(first.visitor.id)).toMatchObject({ locale: 'zh-CN', zone: 'Europe/Berlin', pageTitle: 'B' });
    });

    it.each([['an unknown token', `vt_${'x'.repeat(32)}`], ['a staff token', `ac_${'x'.repeat(32)}`], ['an empty token', ''], ['binary', 'vt_\u0000\u0001']])('makes a new visitor of %s', async (_, visitorToken) => {
      const session = await enter({ visitorToken });
      expect(session.visitorToken).not.toBe(visitorToken);
      expect(session.conversations).toEqual([]);
    });

    it('makes a new visitor of a token of another widget', async () => {
      const elsewhere = await as.visitor(app);
      const session = await enter({ visitorToken: elsewhere.token });
      expect(session.visitor.id).not.toBe(elsewhere.visitor.id);
    });

    it.each([
      ['an unknown key', { widgetKey: 'wk_nobody' }, 'widget/unknown_key'],
      ['a key with NUL', { widgetKey: 'wk\u0000' }, 'widget/unknown_key'],
      ['a page address with NUL', { page: { url: 'https://a.example/\u0000', title: '' } }, 'request/invalid'],
      ['a page title with a lone surrogate', { page: { url: 'https://a.example/', title: '\udc00' } }, 'request/invalid'],
      ['a language we do not speak', { locale: 'de' }, 'request/invalid'],
      ['a claimed customer', { customerId: newId() }, 'request/invalid'],
      ['a claimed proof', { verified: true }, 'request/invalid'],
    ])('refuses %s', async (_, fields, code) => {
      expect((await knock(fields)).code).toBe(code);
    });

    it('is let in with a zone nobody knows, which is not kept', async () => {
      const { visitor } = await enter({ zone: 'Mars/Olympus' });
      expect((await rowOf(visitor.id)).zone).toBeNull();
    });

    it('bounds how many new visitors one address makes, and counts neither this machine nor, among them, those who come back', async () => {
      for (let count = 0; count < 5; count += 1) await enter();
      const proxied = await startApp({ VISITORS_PER_MINUTE: '2', TRUSTED_PROXIES: '127.0.0.1' });
      const { key } = await aChannel(proxied.db);
      const from = (address: string, fields: object = {}) => as.stranger(proxied).post('/widget/session', { widgetKey: key, ...fields }, { headers: { 'x-forwarded-for': address } });
      const first = (await from('192.0.2.1')).as(WidgetSession);
      expect((await from('192.0.2.1')).status).toBe(200);
      const refused = await from('192.0.2.1');
      expect(refused).toMatchObject({ code: 'request/too_many', status: 429 });
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
      expect((await from('192.0.2.1', { visitorToken: first.visitorToken })).as(WidgetSession).visitor.id).toBe(first.visitor.id);
      const back = () => from('192.0.2.1', { visitorToken: first.visitorToken });
      expect([(await back()).status, (await back()).code]).toEqual([200, 'request/too_many']);
      expect((await from('192.0.2.1', { visitorToken: `vt_${'y'.repeat(32)}` })).code).toBe('request/too_many');
      // One who comes back is known at the widget of the token only: elsewhere it makes a new visitor.
      const { key: elsewhere } = await aChannel(proxied.db);
      expect((await from('192.0.2.1', { widgetKey: elsewhere, visitorToken: first.visitorToken })).code).toBe('request/too_many');
      expect((await from('192.0.2.2')).status).toBe(200);
      await proxied.close();
    });
  });

  describe('the visitor token', () => {
    it.each([['none', undefined], ['an unknown one', `Bearer vt_${'x'.repeat(32)}`], ['a staff token', 'Bearer ac_0123456789abcdefghijklmn'], ['another scheme', 'Basic dnQ6eA==']])('opens nothing with %s', async (_, authorization) => {
      const client = authorization ? as.stranger(app).with({ authorization }) : as.stranger(app);
      expect((await client.get('/widget/conversations')).code).toBe('visitor/token_invalid');
      expect((await client.patch('/widget/visitor', { name: 'Eve' })).code).toBe('visitor/token_invalid');
    });

    it('does not open the staff side', async () => {
      const visitor = await as.visitor(app);
      expect((await visitor.get('/tickets')).code).toBe('session/required');
    });
  });

  describe('PATCH /widget/visitor', () => {
    it('keeps what the visitor says, as a claim', async () => {
      const { visitor, visitorToken } = await enter();
      const answer = await holding(visitorToken).patch('/widget/visitor', { name: ' Anna ', email: 'Anna@Example.com', topic: 'Kettle', page: { url: 'javascript:alert(1)', title: 'Trap' } });
      expect(answer.as(Done)).toEqual({ ok: true });
      expect(await rowOf(visitor.id)).toMatchObject({ name: 'Anna', email: 'anna@example.com', topic: 'Kettle', pageUrl: null, verified: false, customerId: null });
      expect((await enter({ visitorToken })).visitor).toMatchObject({ name: 'Anna', email: 'anna@example.com', verified: false });
    });

    it('never joins a customer by a claimed address', async () => {
      const owner = await enter({ identityToken: await identityToken(channel.secret, { sub: 'owner-1', email: 'owner@example.com' }) });
      await aTicket(app.db, { visitorId: owner.visitor.id, customerId: (await rowOf(owner.visitor.id)).customerId });
      const { visitor, visitorToken } = await enter();
      await holding(visitorToken).patch('/widget/visitor', { email: 'owner@example.com' });
      expect((await enter({ visitorToken })).conversations).toEqual([]);
      expect((await rowOf(visitor.id)).customerId).toBeNull();
    });

    it('lets nobody rename whom the shop has proven', async () => {
      const { visitorToken } = await enter({ identityToken: await identityToken(channel.secret, { sub: 'named', email: 'real@example.com', name: 'Real Name' }) });
      await holding(visitorToken).patch('/widget/visitor', { name: 'Other', email: 'other@example.com', topic: 'Parcel' });
      expect((await enter({ visitorToken })).visitor).toMatchObject({ name: 'Real Name', email: 'real@example.com' });
    });

    it.each([
      ['a proof', { verified: true }],
      ['a customer', { customerId: newId() }],
      ['another identifier', { id: newId() }],
      ['a demo mark', { demo: true }],
      ['an end of blocking', { blockedAt: null }],
      ['an address that is none', { email: 'anna' }],
      ['a name of two lines', { name: 'a\nb' }],
      ['NUL in the topic', { topic: '\u0000' }],
      ...garbageFor({ name: 'Anna', email: 'a@example.com', page: { url: 'https://a.example', title: 'A' } }),
    ])('refuses %s and changes nothing', async (_, body) => {
      const { visitor, token, patch } = await as.visitor(app, { channelId: channel.id });
      expect(['request/invalid', 'request/malformed']).toContain((await patch('/widget/visitor', body)).code);
      expect(await rowOf(visitor.id)).toEqual(visitor);
      expect(token).toMatch(/^vt_/);
    });
  });

  describe('POST and DELETE /visitors/:id/block', () => {
    it('shuts an abuser out at once: calls, connections, and the way back in', async () => {
      const abuser = await as.visitor(app, { channelId: channel.id });
      await aTicket(app.db, { visitorId: abuser.visitor.id });
      const socket = await abuser.socket();
      const revoked = heard(socket, 'session:revoked');
      expect((await manager.post(`/visitors/${abuser.visitor.id}/block`)).as(Done)).toEqual({ ok: true });

      expect(await revoked).toEqual({ reason: 'blocked' });
      expect(await ended(socket)).toBeLessThan(10_000);
      expect((await abuser.get('/widget/conversations')).code).toBe('visitor/blocked');
      await expect(abuser.socket()).rejects.toThrow('visitor/blocked');
      expect((await knock({ visitorToken: abuser.token })).code).toBe('visitor/blocked');
      expect(await app.db.event.findFirst({ where: { subject: abuser.visitor.id } })).toMatchObject({ name: 'visitor.blocked', actorId: manager.account.id });
    });

    it('can be undone', async () => {
      const visitor = await as.visitor(app, { channelId: channel.id });
      await manager.post(`/visitors/${visitor.visitor.id}/block`);
      expect((await visitor.get('/widget/conversations')).code).toBe('visitor/blocked');
      await manager.delete(`/visitors/${visitor.visitor.id}/block`);
      expect((await visitor.get('/widget/conversations')).as(Conversations)).toEqual({ items: [] });
      (await visitor.socket()).disconnect();
      expect(await rowOf(visitor.visitor.id)).toMatchObject({ blockedAt: null, blockedBy: null });
    });

    it('may be repeated: one block, one event', async () => {
      const { visitor } = await as.visitor(app, { channelId: channel.id });
      for (let time = 0; time < 2; time += 1) expect((await manager.post(`/visitors/${visitor.id}/block`)).status).toBe(200);
      for (let time = 0; time < 2; time += 1) expect((await manager.delete(`/visitors/${visitor.id}/block`)).status).toBe(200);
      const events = await app.db.event.findMany({ where: { subject: visitor.id }, orderBy: { id: 'asc' } });
      expect(events.map((event) => event.name)).toEqual(['visitor.blocked', 'visitor.unblocked']);
    });

    it('shuts a proven customer out of every browser, also a new one', async () => {
      const signed = () => identityToken(channel.secret, { sub: 'abuser' });
      const phone = await enter({ identityToken: await signed() });
      const desktop = await enter({ identityToken: await signed() });
      expect(desktop.visitor.id).not.toBe(phone.visitor.id);
      await manager.post(`/visitors/${phone.visitor.id}/block`);
      expect((await holding(desktop.visitorToken).get('/widget/conversations')).code).toBe('visitor/blocked');
      expect((await knock({ identityToken: await signed() })).code).toBe('visitor/blocked');

      await manager.delete(`/visitors/${desktop.visitor.id}/block`);
      expect((await holding(phone.visitorToken).get('/widget/conversations')).status).toBe(200);
      expect((await knock({ identityToken: await signed() })).status).toBe(200);
    });

    it('is for people with that permission, and only for visitors whose tickets they may see', async () => {
      const { visitor } = await as.visitor(app, { channelId: channel.id });
      const [own, other] = [await aTeam(app.db), await aTeam(app.db)];
      await aTicket(app.db, { visitorId: visitor.id, teamId: own.id });
      const permissions = ['visitor.block', 'ticket.read'] as const;
      const path = `/visitors/${visitor.id}/block`;
      expect((await as.stranger(app).post(path)).code).toBe('session/required');
      expect((await (await as.visitor(app)).post(path)).code).toBe('session/required');
      expect((await (await as.agent(app, { permissions: ['ticket.read_all'] })).post(path)).code).toBe('permission/missing');
      expect((await (await as.agent(app, { permissions, teamIds: [other.id] })).post(path)).code).toBe('resource/not_found');
      expect((await rowOf(visitor.id)).blockedAt).toBeNull();
      expect((await (await as.agent(app, { permissions, teamIds: [own.id] })).post(path)).status).toBe(200);
    });

    it('is noted for the staff in every open talk, and ends the chat there', async () => {
      const { visitor } = await as.visitor(app, { channelId: channel.id });
      const [open, closed] = [await aTicket(app.db, { visitorId: visitor.id }), await aTicket(app.db, { visitorId: visitor.id, state: 'closed' })];
      await app.db.chat.create({ data: { id: newId(), ticketId: open.id, queuedAt: app.clock.now() } });
      await manager.post(`/visitors/${visitor.id}/block`);
      await settle(app);
      const lines = await app.db.message.findMany({ where: { ticketId: { in: [open.id, closed.id] }, publicSeq: null } });
      expect(lines).toMatchObject([{ ticketId: open.id, system: { code: 'visitor.blocked', data: { byName: manager.account.name } }, internal: true }]);
      expect(await app.db.chat.findFirst({ where: { ticketId: open.id } })).toMatchObject({ state: 'ended', endedByKind: 'system' });
    });

    it.each([['another', newId()], ['no identifier', '1'], ['NUL', '%00']])('knows no visitor with %s', async (_, id) => {
      expect((await manager.post(`/visitors/${id}/block`)).code).toBe('resource/not_found');
      expect((await manager.delete(`/visitors/${id}/block`)).code).toBe('resource/not_found');
    });

    it('is not for a page of another site', async () => {
      const { visitor } = await as.visitor(app, { channelId: channel.id });
      expect((await manager.with({ 'x-requested-with': '' }).post(`/visitors/${visitor.id}/block`)).code).toBe('request/origin_refused');
      expect((await rowOf(visitor.id)).blockedAt).toBeNull();
    });
  });
});
