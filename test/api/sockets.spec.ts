import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import { CLIENT_EVENTS, type ClientEvent } from '#contracts/sockets.js';
import { HeadsHeartbeat } from '../../server/src/tickets/heads.js';
import { TimelineService } from '../../server/src/tickets/timeline.service.js';
import { as, type StaffClient } from '../support/as.js';
import { startApp, type TestApp } from '../support/app.js';
import { aDesk, aMessage, aTalk, type Desk, done, refused, speak, type Talk } from '../support/desk.js';
import { Recorder } from '../support/recorder.js';
import { connected, ended, shout } from '../support/sockets.js';

const EVENTS = Object.keys(CLIENT_EVENTS).filter((name): name is ClientEvent => Object.hasOwn(CLIENT_EVENTS, name));

describe('the sockets', () => {
  let app: TestApp;
  let desk: Desk;
  let agent: StaffClient;
  beforeAll(async () => {
    // One socket takes all the garbage, faster than any person: limits have a spec of their own.
    app = await startApp({ ALLOWED_ORIGINS: 'https://app.example', VISITOR_EVENTS_PER_SECOND: '10000', AGENT_EVENTS_PER_SECOND: '10000' });
    desk = await aDesk(app);
    agent = await as.agent(app, { teamIds: [desk.team.id] });
  });
  afterAll(() => app.close());

  describe('with input that nobody should send', () => {
    let talk: Talk;
    let staff: Socket;
    let bystander: Talk;
    beforeAll(async () => {
      [talk, bystander] = [await aTalk(app, desk), await aTalk(app, desk)];
      staff = await agent.socket();
    });
    const stillServes = async () => {
      expect((await speak(bystander.socket, bystander.ticketId)).message.seq).toBeGreaterThan(1);
      expect((await speak(staff, bystander.ticketId, 'Still here')).message.seq).toBeGreaterThan(1);
    };
    let deep: unknown = 'bottom';
    for (let level = 0; level < 500; level += 1) deep = [deep];
    const GARBAGE: readonly [string, readonly unknown[]][] = [
      ['nothing', []],
      ['null', [null]],
      ['a list', [[1, 2]]],
      ['an empty object', [{}]],
      ['a number too large', [Number.MAX_SAFE_INTEGER + 2]],
      ['a text', ['conversationId']],
      ['binary', [Buffer.from([0, 255, 1])]],
      ['an object holding binary', [{ conversationId: Buffer.from('x') }]],
      ['deep nesting', [deep]],
      ['two payloads', [{ conversationId: randomUUID() }, { conversationId: randomUUID() }]],
      ['a false acknowledgement function', [{ conversationId: randomUUID(), seq: 1, messageId: randomUUID(), on: true, limit: 5, clientMessageId: 'x', kind: 'text', text: 'x' }, 'not a function']],
      ['inherited names', [{ constructor: { prototype: { polluted: true } }, toString: 1 }]],
      ['an unknown field', [{ conversationId: randomUUID(), seq: 1, surprise: true }]],
      ['an object where an id is expected', [{ conversationId: { $ne: '' }, seq: 1, on: true, messageId: [] }]],
      ['numbers beyond all bounds', [{ conversationId: randomUUID(), seq: 2 ** 53, afterSeq: -1, limit: 1e300, on: 1 }]],
      ['U+0000 and a lone surrogate', [{ conversationId: '\u0000', clientMessageId: '\ud800', text: '\u0000', kind: 'text' }]],
    ];

    test.each(EVENTS)('%s answers each with one fixed code', async (event) => {
      for (const socket of [talk.socket, staff]) {
        for (const [name, args] of GARBAGE) {
          const ack = await shout(socket, event, ...args);
          expect([name, ack]).toEqual([name, { ok: false, error: { code: 'request/invalid', retryable: false } }]);
        }
      }
      expect(Reflect.get({}, 'polluted')).toBeUndefined();
      await stillServes();
    });

    test.each([['U+0000', 'a\u0000b'], ['a lone surrogate', 'a\ud800b'], ['more than the longest text', 'x'.repeat(8_001)], ['nothing', '']])('refuses a text that holds %s', async (_, text) => {
      expect(await refused(talk.socket, 'message:send', aMessage({ conversationId: talk.ticketId, text }))).toBe('request/invalid');
      expect(await refused(talk.socket, 'message:send', aMessage({ conversationId: talk.ticketId, clientMessageId: text }))).toBe('request/invalid');
    });

    test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'base', 'error', 'message', 'heads', 'session:revoked', '', 'x'.repeat(10_000), 'join', 'MESSAGE:SEND'])('answers the event name %# as unknown', async (name) => {
      for (const socket of [talk.socket, staff]) {
        expect(await shout(socket, name, { conversationId: talk.ticketId })).toEqual({ ok: false, error: { code: 'event/unknown', retryable: false } });
      }
      await stillServes();
    });

    test('lives on without any acknowledgement function', async () => {
      for (const socket of [talk.socket, staff]) for (const event of [...EVENTS, 'constructor', 'error']) socket.emit(event, null);
      await stillServes();
      expect((await speak(talk.socket, talk.ticketId)).message.seq).toBeGreaterThan(0);
    });

    test('answers a fault of our own, thrown or rejected, without a word of it, and lives on', async () => {
      const page = jest.spyOn(app.nest.get(TimelineService), 'page');
      page.mockImplementationOnce(() => {
        throw new Error('relation "Secret" does not exist');
      });
      page.mockRejectedValueOnce(new TypeError('secret.ts:7'));
      for (const socket of [talk.socket, staff]) {
        expect(await shout(socket, 'conversation:sync', { conversationId: talk.ticketId })).toEqual({ ok: false, error: { code: 'server/fault', retryable: true } });
      }
      page.mockRestore();
      await stillServes();
    });

    test('ends the connection that sends more than 64 KB, and no other', async () => {
      const giant = await talk.visitor.socket();
      giant.emit('message:send', aMessage({ conversationId: talk.ticketId, text: 'x'.repeat(100_000) }));
      await ended(giant);
      await stillServes();
    });

    test.each(['disconnect', 'disconnecting', 'newListener'])('ends the connection that sends the reserved name %s, and no other', async (name) => {
      const liar = await talk.visitor.socket();
      // The client library refuses to send these by itself.
      Reflect.apply(Reflect.get(liar, 'packet'), liar, [{ type: 2, data: [name, 'x'], options: {} }]);
      await ended(liar);
      await stillServes();
    });
  });

  describe('who may connect', () => {
    const knock = (namespace: string, options: Parameters<typeof io>[1] = {}) => connected(io(`${app.url}${namespace}`, { reconnection: false, forceNew: true, transports: ['websocket'], ...options }));

    test.each<[string, Record<string, unknown>]>([
      ['nothing', {}],
      ['an empty token', { visitorToken: '' }],
      ['a number', { visitorToken: 7 }],
      ['an object', { visitorToken: { $ne: '' } }],
      ['an unknown token', { visitorToken: `vt_${'a'.repeat(32)}` }],
      ['a huge token', { visitorToken: 'vt_'.repeat(9_000) }],
      ['a token with U+0000', { visitorToken: 'vt_\u0000' }],
    ])('refuses a visitor with %s', async (_, auth) => {
      await expect(knock('/visitor', { auth })).rejects.toThrow('visitor/token_invalid');
    });

    test('refuses staff without a session, with a wrong one, an expired one, a visitor’s token or a wrong machine token', async () => {
      const origin = 'http://aftercare.test';
      const { token } = await as.visitor(app);
      const expired = await as.agent(app);
      await app.db.session.updateMany({ where: { accountId: expired.account.id }, data: { expiresAt: new Date(Date.now() - 1) } });
      await expect(knock('/agent', { extraHeaders: { origin } })).rejects.toThrow('session/required');
      await expect(knock('/agent', { extraHeaders: { origin, cookie: 'ac=nonsense' } })).rejects.toThrow('session/required');
      await expect(knock('/agent', { extraHeaders: { origin, cookie: expired.cookie } })).rejects.toThrow('session/required');
      for (const wrong of [token, 'ac_wrong', agent.cookie.slice(3)]) await expect(knock('/agent', { auth: { token: wrong } })).rejects.toThrow('session/required');
      await expect(knock('/visitor', { auth: { visitorToken: agent.cookie.slice(3) }, extraHeaders: { cookie: agent.cookie } })).rejects.toThrow('visitor/token_invalid');
    });

    test('lets nobody into a namespace that is none of the two', async () => {
      for (const namespace of ['/', '/admin', '/constructor', '/visitor/x']) await expect(knock(namespace, { extraHeaders: { cookie: agent.cookie, origin: 'http://aftercare.test' } })).rejects.toThrow();
    });

    test.each(['null', 'https://evil.example', 'http://aftercare.test.evil.example', 'http://aftercare.test:8080', 'https://aftercare.test', 'http://aftercare.tes', 'http://evil.example?http://aftercare.test', 'HTTP://AFTERCARE.TEST', 'file://'])(
      'refuses the foreign origin %s on both transports and namespaces',
      async (origin) => {
        const { token } = await as.visitor(app);
        for (const transport of ['websocket', 'polling'] as const) {
          await expect(knock('/agent', { transports: [transport], extraHeaders: { cookie: agent.cookie, origin } })).rejects.toThrow(/websocket error|xhr poll error/);
          await expect(knock('/visitor', { transports: [transport], auth: { visitorToken: token }, extraHeaders: { origin } })).rejects.toThrow(/websocket error|xhr poll error/);
        }
      },
    );

    test('lets an own or an allowed origin in, and an absent one unless a cookie signs in', async () => {
      const { token } = await as.visitor(app);
      for (const transport of ['websocket', 'polling'] as const) {
        for (const origin of ['http://aftercare.test', 'https://app.example']) {
          (await knock('/agent', { transports: [transport], extraHeaders: { cookie: agent.cookie, origin } })).disconnect();
          (await knock('/visitor', { transports: [transport], auth: { visitorToken: token }, extraHeaders: { origin } })).disconnect();
        }
        (await knock('/visitor', { transports: [transport], auth: { visitorToken: token } })).disconnect();
        await expect(knock('/agent', { transports: [transport], extraHeaders: { cookie: agent.cookie } })).rejects.toThrow('request/origin_refused');
      }
    });
  });

  describe('tell', () => {
    test('everybody in the room a message, but not the sender’s own socket', async () => {
      const { socket, visitor, ticketId } = await aTalk(app, desk);
      const [second, staff] = [await visitor.socket(), await agent.socket()];
      for (const one of [second, staff]) await done(one, 'conversation:open', { conversationId: ticketId });
      const [own, tab, console] = [new Recorder(socket), new Recorder(second), new Recorder(staff)];
      const { message } = await speak(socket, ticketId, 'Hello');
      expect((await tab.until('message', (event) => event.message.id === message.id)).message).toMatchObject({ seq: message.seq, text: 'Hello' });
      expect((await console.until('message', (event) => event.message.id === message.id)).message).toMatchObject({ seq: message.seq, author: { kind: 'customer', id: visitor.visitor.id } });
      await done(socket, 'conversation:sync', { conversationId: ticketId, limit: 1 });
      expect(own.of('message').filter((event) => event.message.id === message.id)).toEqual([]);
    });

    test('the heads of open conversations, each in its reader’s stream', async () => {
      const { socket, ticketId } = await aTalk(app, desk);
      const staff = await agent.socket();
      await done(staff, 'conversation:open', { conversationId: ticketId });
      await speak(staff, ticketId, 'Note', { internal: true });
      const [customer, console] = [new Recorder(socket), new Recorder(staff)];
      await app.nest.get(HeadsHeartbeat).beat();
      expect(await customer.until('heads')).toEqual([{ conversationId: ticketId, head: 2 }]);
      expect(await console.until('heads')).toEqual([{ conversationId: ticketId, head: 3 }]);
    });

    test('who types to the other side, who looks to the staff, and how far the other has read', async () => {
      const { socket, visitor, ticketId } = await aTalk(app, desk);
      const [staff, colleague] = [await agent.socket(), await (await as.agent(app, { teamIds: [desk.team.id], name: 'Colleague' })).socket()];
      const [customer, console] = [new Recorder(socket), new Recorder(staff)];
      for (const one of [staff, colleague]) await done(one, 'conversation:open', { conversationId: ticketId });
      await console.until('presence', ({ people }) => people.some((person) => person.name === 'Colleague') && people.some((person) => person.kind === 'customer'));
      await done(socket, 'typing', { conversationId: ticketId, on: true });
      expect((await console.until('typing')).by).toMatchObject({ kind: 'customer', id: visitor.visitor.id });
      await done(staff, 'typing', { conversationId: ticketId, on: true });
      expect((await customer.until('typing')).by).toMatchObject({ kind: 'agent', id: agent.account.id });
      await done(colleague, 'conversation:close', { conversationId: ticketId });
      await console.until('presence', ({ people }) => !people.some((person) => person.name === 'Colleague'));
      const { message } = await speak(staff, ticketId, 'Good day');
      await console.until('receipt', (receipt) => receipt.by.kind === 'customer' && receipt.deliveredSeq === message.seq);
      await done(socket, 'conversation:read', { conversationId: ticketId, seq: 3 });
      await console.until('receipt', (receipt) => receipt.by.kind === 'customer' && receipt.readSeq === message.seq);
      await done(staff, 'conversation:read', { conversationId: ticketId, seq: message.seq });
      await customer.until('receipt', (receipt) => receipt.by.kind === 'agent' && receipt.readSeq === 3);
      expect(customer.of('presence').flatMap(({ people }) => people.map((person) => person.name))).not.toContain('Colleague');
    });
  });

  test('tell the customer whether the agent of the conversation is there, and of nobody else', async () => {
    const own = await aDesk(app);
    const { socket, ticketId, chat } = await aTalk(app, own);
    const attending = await as.agent(app, { teamIds: [own.team.id], name: 'Agnes', availability: 'busy' });
    const customer = new Recorder(socket);
    const agnes = (online: boolean) => ({ conversationId: ticketId, people: [{ id: attending.account.id, name: 'Agnes', kind: 'agent', online }] });
    expect((await attending.post(`/chats/${chat.id}/acceptance`)).status).toBe(200);
    expect(await customer.until('presence')).toEqual(agnes(false));
    const console = await attending.socket();
    expect(await customer.until('presence', ({ people }) => people.some((person) => person.online))).toEqual(agnes(true));
    const colleague = await as.agent(app, { teamIds: [own.team.id], availability: 'busy' });
    await done(await colleague.socket(), 'conversation:open', { conversationId: ticketId });
    const told = customer.of('presence').length;
    console.disconnect();
    await customer.until('presence', () => customer.of('presence').length > told && customer.of('presence').at(-1)?.people[0]?.online === false);
    expect(customer.of('presence').flatMap(({ people }) => people.map((person) => person.name))).toEqual(customer.of('presence').map(() => 'Agnes'));
  });

  test('join one room for one conversation, however its id is written', async () => {
    const { visitor, socket, ticketId } = await aTalk(app, desk);
    const shouting = await visitor.socket();
    await done(shouting, 'conversation:open', { conversationId: ticketId.toUpperCase() });
    const seen = new Recorder(shouting);
    const { message } = await speak(socket, ticketId);
    await seen.until('message', (event) => event.message.id === message.id && event.conversationId === ticketId);
  });
});
