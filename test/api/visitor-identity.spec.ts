import { Conversations, WidgetSession } from '#contracts/widget.js';
import type { Channel } from '#prisma/generated/client.js';
import { aChannel } from '#prisma/factories/channel.factory.js';
import { aTicket } from '#prisma/factories/ticket.factory.js';
import { TokenVisitorAuthenticator } from '../../server/src/customers/visitor-authenticator.js';
import { newId } from '../../server/src/platform/ids.js';
import { startApp, type TestApp } from '../support/app.js';
import { as } from '../support/as.js';
import { identityToken, unsignedToken } from '../support/identity.js';
import { settle } from '../support/settle.js';
import { ended, heard } from '../support/sockets.js';

const DAY = 24 * 3600;

describe('a signed identity', () => {
  let app: TestApp;
  let channel: Channel;
  beforeAll(async () => {
    app = await startApp();
    channel = await aChannel(app.db);
  });
  afterAll(() => app?.close());

  const knock = (fields: object = {}) => as.stranger(app).post('/widget/session', { widgetKey: channel.key, ...fields });
  const enter = async (fields: object = {}) => (await knock(fields)).as(WidgetSession);
  const sign = (claims: Parameters<typeof identityToken>[1]) => identityToken(channel.secret, claims);
  const signed = async (sub: string, fields: object = {}) => enter({ identityToken: await sign({ sub }), ...fields });
  const rowOf = (id: string) => app.db.visitor.findUniqueOrThrow({ where: { id } });
  const customerOf = async (session: WidgetSession) => (await rowOf(session.visitor.id)).customerId;
  const talks = async (visitorToken: string) => (await as.stranger(app).with({ authorization: `Bearer ${visitorToken}` }).get('/widget/conversations')).as(Conversations).items.map((item) => item.id);
  /** Somebody with a customer and a talk, whom nobody else may see. */
  const somebody = async () => {
    const session = await signed(newId(), {});
    const { id } = await aTicket(app.db, { visitorId: session.visitor.id, customerId: await customerOf(session) });
    return { session, ticketId: id };
  };

  it('verifies: the customer is known by what the shop signed', async () => {
    const session = await enter({ identityToken: await sign({ sub: 'c-1', email: 'Anna@Example.com', name: 'Anna Lindgren' }), locale: 'en', zone: 'America/Chicago' });
    expect(session.visitor).toMatchObject({ name: 'Anna Lindgren', email: 'anna@example.com', verified: true });
    const customer = await app.db.customer.findUniqueOrThrow({ where: { id: (await customerOf(session)) ?? '' }, include: { identities: { orderBy: { kind: 'asc' } } } });
    expect(customer).toMatchObject({
      name: 'Anna Lindgren', locale: 'en', zone: 'America/Chicago',
      identities: [{ kind: 'email', value: 'anna@example.com', proof: 'signed' }, { kind: 'shop', value: `${channel.storeId}:c-1`, proof: 'signed' }],
    });
    expect(await app.db.event.findFirst({ where: { subject: customer.id } })).toMatchObject({ name: 'customer.identified', payload: { customerId: customer.id, visitorId: session.visitor.id } });
  });

  it.each([['none', {}], ['an empty one', { identityToken: '' }]])('is not needed: with %s the visitor is unverified', async (_, fields) => {
    const session = await enter(fields);
    expect(session).toMatchObject({ visitor: { verified: false }, conversations: [] });
    expect(await customerOf(session)).toBeNull();
  });

  describe('is refused, and leaves no trace, when it', () => {
    const good = { sub: 'c-refused' };
    const other = `ws_${'x'.repeat(32)}`;
    it.each<[string, () => Promise<string> | string]>([
      ['is no token', () => 'hello'],
      ['is three dots', () => '...'],
      ['is binary', () => '\u0000\u0001'],
      ['has expired', () => sign({ ...good, expiresIn: -10 })],
      ['never expires', () => sign({ ...good, expiresIn: null })],
      ['lives longer than a week', () => sign({ ...good, expiresIn: 8 * DAY })],
      ['is signed with another secret', () => identityToken(other, good)],
      ['is signed with the public key of the widget', () => identityToken(channel.key, good)],
      ['is signed with an empty secret', () => identityToken(' ', good)],
      ['needs no signature', () => unsignedToken(good)],
      ['is signed by another algorithm', () => identityToken(channel.secret.repeat(2), { ...good, alg: 'HS512' })],
      ['names nobody', () => sign({})],
      ['names an empty nobody', () => sign({ sub: '' })],
      ['names a number', () => sign({ sub: 7 })],
      ['names an object', () => sign({ sub: { $ne: null } })],
      ['names somebody with NUL', () => sign({ sub: 'a\u0000' })],
      ['has a changed claim', async () => {
        const [head, , tail] = (await sign(good)).split('.');
        const [, body] = unsignedToken({ sub: 'admin' }).split('.');
        return `${head}.${body}.${tail}`;
      }],
      ['has lost its signature', async () => `${(await sign(good)).split('.').slice(0, 2).join('.')}.`],
    ])('%s', async (_, make) => {
      const before = [await app.db.visitor.count(), await app.db.customer.count()];
      expect((await knock({ identityToken: await make() })).code).toBe('widget/identity_invalid');
      expect([await app.db.visitor.count(), await app.db.customer.count()]).toEqual(before);
    });

    it('is of another widget of another shop', async () => {
      const elsewhere = await aChannel(app.db);
      expect((await knock({ identityToken: await identityToken(elsewhere.secret, good) })).code).toBe('widget/identity_invalid');
    });
  });

  it('does without an e-mail or name that do not fit', async () => {
    const session = await enter({ identityToken: await sign({ sub: 'c-odd', email: 'nonsense', name: 'a\u0000b' }) });
    expect(session.visitor).toMatchObject({ name: null, email: null, verified: true });
  });

  it('shows the talks of that customer on every device, and of nobody else', async () => {
    const { session, ticketId } = await somebody();
    const { ticketId: foreign } = await somebody();
    const subject = (await app.db.customerIdentity.findFirstOrThrow({ where: { customerId: (await customerOf(session)) ?? '' } })).value.split(':')[1] ?? '';
    const phone = await signed(subject);
    expect(phone.visitor.id).not.toBe(session.visitor.id);
    expect(phone.conversations.map((talk) => talk.id)).toEqual([ticketId]);
    expect(await talks(phone.visitorToken)).not.toContain(foreign);
    expect((await enter()).conversations).toEqual([]);
  });

  it('makes one customer of two first sessions at once', async () => {
    const sessions = await Promise.all(Array.from({ length: 6 }, () => signed('c-at-once')));
    expect(new Set(await Promise.all(sessions.map(customerOf))).size).toBe(1);
    expect(await app.db.customerIdentity.count({ where: { value: { endsWith: ':c-at-once' } } })).toBe(1);
  });

  it('never joins two customers because of one address', async () => {
    const first = await enter({ identityToken: await sign({ sub: 'twin-1', email: 'shared@example.com' }) });
    const second = await enter({ identityToken: await sign({ sub: 'twin-2', email: 'shared@example.com' }) });
    expect(await customerOf(first)).not.toBe(await customerOf(second));
  });

  it('tells the customers of two shops apart that have the same number', async () => {
    const elsewhere = await aChannel(app.db);
    const here = await signed('42');
    const there = (await as.stranger(app).post('/widget/session', { widgetKey: elsewhere.key, identityToken: await identityToken(elsewhere.secret, { sub: '42' }) })).as(WidgetSession);
    expect(await customerOf(there)).not.toBe(await customerOf(here));
  });

  describe('given to a browser that was anonymous', () => {
    it('replaces the token, so that whoever planted the old one does not read along', async () => {
      const anonymous = await enter();
      const { id } = await aTicket(app.db, { visitorId: anonymous.visitor.id });
      const verified = await signed('c-rotate', { visitorToken: anonymous.visitorToken });
      expect(verified.visitor.id).toBe(anonymous.visitor.id);
      expect(verified.visitorToken).not.toBe(anonymous.visitorToken);
      expect(await talks(verified.visitorToken)).toEqual([id]);
      const planted = as.stranger(app).with({ authorization: `Bearer ${anonymous.visitorToken}` });
      expect((await planted.get('/widget/conversations')).code).toBe('visitor/token_invalid');
      expect((await enter({ visitorToken: anonymous.visitorToken })).conversations).toEqual([]);
    });

    it('ends the connections that were made with the old token', async () => {
      const anonymous = await as.visitor(app, { channelId: channel.id });
      const socket = await anonymous.socket();
      const revoked = heard(socket, 'session:revoked');
      await signed('c-socket', { visitorToken: anonymous.token });
      expect(await revoked).toEqual({ reason: 'expired' });
      expect(await ended(socket)).toBeLessThan(10_000);
      await expect(anonymous.socket()).rejects.toThrow('visitor/token_invalid');
    });

    it('ends also a connection that the old token had just opened when it was replaced', async () => {
      const anonymous = await as.visitor(app, { channelId: channel.id });
      const doorkeeper = app.nest.get(TokenVisitorAuthenticator);
      const byToken = doorkeeper.byToken.bind(doorkeeper);
      const handshake = jest.spyOn(doorkeeper, 'byToken').mockImplementationOnce(async (token) => {
        const actor = await byToken(token);
        await signed('c-race', { visitorToken: anonymous.token });
        return actor;
      });
      const socket = await anonymous.socket();
      expect(await ended(socket)).toBeLessThan(10_000);
      handshake.mockRestore();
    });

    it('takes the talk along to the customer\'s other devices', async () => {
      const anonymous = await enter();
      const { id } = await aTicket(app.db, { visitorId: anonymous.visitor.id });
      await signed('c-along', { visitorToken: anonymous.visitorToken });
      await settle(app);
      expect((await signed('c-along')).conversations.map((talk) => talk.id)).toEqual([id]);
    });

    it('carries no claim over into what is proven', async () => {
      const anonymous = await enter();
      await as.stranger(app).with({ authorization: `Bearer ${anonymous.visitorToken}` }).patch('/widget/visitor', { email: 'boss@example.com' });
      expect((await signed('c-claim', { visitorToken: anonymous.visitorToken })).visitor).toMatchObject({ email: null, verified: true });
    });

    it('replaces the token once when two pages prove it at the same time', async () => {
      const anonymous = await enter();
      const both = await Promise.all([1, 2].map(() => signed('c-pages', { visitorToken: anonymous.visitorToken })));
      expect(both.filter((session) => session.visitor.id === anonymous.visitor.id)).toHaveLength(1);
      expect(new Set(await Promise.all(both.map(customerOf))).size).toBe(1);
      for (const { visitorToken } of both) expect(await talks(visitorToken)).toEqual([]);
    });
  });

  describe('given to a browser that was verified', () => {
    it('as the same customer keeps visitor and token', async () => {
      const first = await signed('c-same');
      const again = await signed('c-same', { visitorToken: first.visitorToken });
      expect(again).toMatchObject({ visitorToken: first.visitorToken, visitor: { id: first.visitor.id } });
    });

    it('as another customer starts afresh, without the talks of the first', async () => {
      const { session, ticketId } = await somebody();
      const next = await signed('c-next', { visitorToken: session.visitorToken });
      expect(next.visitor.id).not.toBe(session.visitor.id);
      expect(next.conversations).toEqual([]);
      expect(await talks(next.visitorToken)).toEqual([]);
      expect(await talks(session.visitorToken)).toEqual([ticketId]);
    });

    it('is kept when the next page has none', async () => {
      const { session, ticketId } = await somebody();
      const later = await enter({ visitorToken: session.visitorToken });
      expect(later).toMatchObject({ visitor: { id: session.visitor.id, verified: true }, conversations: [{ id: ticketId }] });
    });

    it('is refused when it is wrong, and the visitor stays who it was', async () => {
      const { session } = await somebody();
      expect((await knock({ visitorToken: session.visitorToken, identityToken: 'wrong' })).code).toBe('widget/identity_invalid');
      expect(await talks(session.visitorToken)).toHaveLength(1);
    });
  });
});
