import { MessageSent, type Message } from '#contracts/messages.js';
import { aCustomer } from '#prisma/factories/customer.factory.js';
import { aTicket } from '#prisma/factories/ticket.factory.js';
import { as, type StaffClient } from '../support/as.js';
import { startApp, type TestApp } from '../support/app.js';
import { aDesk, aMessage, aTalk, type Desk, done, refused, speak, timelineOf } from '../support/desk.js';
import { say } from '../support/sockets.js';

function turn<T>(all: readonly T[], n: number): T {
  const one = all[n % all.length];
  if (one === undefined) throw new Error('nobody takes a turn');
  return one;
}

const count = (many: number) => Array.from({ length: many }, (_, index) => index);

describe('sending a message', () => {
  let app: TestApp;
  let desk: Desk;
  let agent: StaffClient;
  beforeAll(async () => {
    app = await startApp();
    desk = await aDesk(app);
    agent = await as.agent(app, { teamIds: [desk.team.id] });
  });
  afterAll(() => app.close());

  describe('twice', () => {
    test('gives the first answer again, however late', async () => {
      const { socket, ticketId } = await aTalk(app, desk);
      const message = aMessage({ conversationId: ticketId });
      const first = await done(socket, 'message:send', message);
      await speak(socket, ticketId);
      app.clock.advance({ days: 40 });
      expect(await done(socket, 'message:send', message)).toEqual(first);
      expect(await app.db.message.count({ where: { clientMessageId: message.clientMessageId } })).toBe(1);
      app.clock.reset();
    });

    test('refuses the same id with another text, kind of reader or nothing', async () => {
      const { ticketId } = await aTalk(app, desk);
      const socket = await agent.socket();
      const message = aMessage({ conversationId: ticketId, text: 'We send a new one' });
      await done(socket, 'message:send', message);
      expect(await refused(socket, 'message:send', { ...message, text: 'We send a new one.' })).toBe('message/id_reused');
      expect(await refused(socket, 'message:send', { ...message, internal: true })).toBe('message/id_reused');
      expect(await app.db.message.count({ where: { clientMessageId: message.clientMessageId } })).toBe(1);
    });

    test('keeps the ids of two senders apart', async () => {
      const [one, two] = [await aTalk(app, desk), await aTalk(app, desk)];
      const [first, second] = [await speak(one.socket, one.ticketId, 'One', { clientMessageId: 'same' }), await speak(two.socket, two.ticketId, 'Two', { clientMessageId: 'same' })];
      expect(first.message.id).not.toBe(second.message.id);
    });

    test('writes one row and gives one answer to 20 at once', async () => {
      const { socket, visitor, ticketId } = await aTalk(app, desk);
      const sockets = [socket, await visitor.socket(), await visitor.socket()];
      const message = aMessage({ conversationId: ticketId });
      const acks = await Promise.all(count(20).map((n) => done(turn(sockets, n), 'message:send', message)));
      expect(new Set(acks.map((ack) => JSON.stringify(ack))).size).toBe(1);
      expect(await app.db.message.count({ where: { clientMessageId: message.clientMessageId } })).toBe(1);
    });

    test('as a first message at once from several sockets, opens one conversation', async () => {
      const visitor = await as.visitor(app, { channelId: desk.channel.id });
      const sockets = await Promise.all(count(3).map(() => visitor.socket()));
      const message = aMessage();
      const acks = await Promise.all(count(20).map((n) => say(turn(sockets, n), 'message:send', message)));
      expect(new Set(acks.map((ack) => JSON.stringify(ack))).size).toBe(1);
      expect(acks[0]).toMatchObject({ ok: true, message: { seq: 1 } });
      expect(await app.db.ticket.count({ where: { visitorId: visitor.visitor.id } })).toBe(1);
    });
  });

  describe('in one order', () => {
    test('numbers both streams 1..n without holes under 200 sends at once, public and internal', async () => {
      const { socket, ticketId } = await aTalk(app, desk);
      const staff = await Promise.all(count(4).map(() => agent.socket()));
      const sends = count(200).map((n) =>
        n % 4 === 3 ? { from: socket, fields: {} } : { from: turn(staff, n), fields: { internal: n % 2 === 0 } },
      );
      const acks = await Promise.all(sends.map(({ from, fields }, n) => speak(from, ticketId, `Message ${n}`, fields)));
      expect(new Set(acks.map((ack) => ack.message.id)).size).toBe(200);
      const rows = await timelineOf(app, ticketId);
      expect(rows.map((row) => row.staffSeq)).toEqual(count(rows.length).map((n) => n + 1));
      const publics = rows.filter((row) => row.publicSeq !== null);
      expect(publics.map((row) => row.publicSeq)).toEqual(count(publics.length).map((n) => n + 1));
      expect(rows.filter((row) => row.internal).every((row) => row.publicSeq === null)).toBe(true);
      const timeline = await app.db.timeline.findUniqueOrThrow({ where: { ticketId } });
      expect([timeline.staffHead, timeline.publicHead]).toEqual([rows.length, publics.length]);
    });

    test('gives the smaller number to what was acknowledged before another began', async () => {
      const { socket, ticketId } = await aTalk(app, desk);
      const staff = await agent.socket();
      const places: number[] = [];
      for (const n of count(10)) places.push((await speak(n % 2 ? socket : staff, ticketId)).message.seq);
      const rows = (await timelineOf(app, ticketId)).slice(-10);
      expect(rows.map((row) => (row.authorKind === 'customer' ? row.publicSeq : row.staffSeq))).toEqual(places);
      expect(rows.map((row) => row.createdAt.getTime())).toEqual([...rows.map((row) => row.createdAt.getTime())].sort((a, b) => a - b));
    });

    test('keeps times in the order of numbers when the clock of the server goes back', async () => {
      const { socket, ticketId } = await aTalk(app, desk);
      app.clock.advance({ hours: 1 });
      await speak(socket, ticketId, 'Later');
      app.clock.reset();
      await speak(socket, ticketId, 'Earlier by the clock');
      const [before, after] = (await timelineOf(app, ticketId)).slice(-2);
      expect(after?.createdAt.getTime()).toBeGreaterThanOrEqual(before?.createdAt.getTime() ?? Infinity);
    });

    test('leaves no trace of internal notes in the customer’s stream', async () => {
      const { socket, visitor, ticketId } = await aTalk(app, desk);
      const staff = await agent.socket();
      const before = (await speak(socket, ticketId, 'Before')).message.seq;
      for (const n of count(3)) await speak(staff, ticketId, `Secret ${n}`, { internal: true });
      expect((await speak(socket, ticketId, 'After')).message.seq).toBe(before + 1);
      const synced = await done(socket, 'conversation:sync', { conversationId: ticketId, afterSeq: 0, limit: 200 });
      expect(JSON.stringify(synced)).not.toContain('Secret');
      expect(synced.messages.map((message: Message) => message.seq)).toEqual(count(synced.head).map((n) => n + 1));
      const { body } = await visitor.get(`/widget/conversations/${ticketId}/messages`);
      expect(JSON.stringify(body)).not.toContain('Secret');
    });
  });

  describe('into a closed conversation', () => {
    const closed = async () => {
      const talk = await aTalk(app, desk);
      const lead = await as.agent(app, { role: 'lead', teamIds: [desk.team.id] });
      await lead.post(`/chats/${talk.chat.id}/acceptance`);
      await lead.post(`/chats/${talk.chat.id}/ending`, { contactReason: 'other', result: 'solved', closeTicket: true, seenSeq: 1 });
      return { ...talk, lead };
    };

    test('opens a linked one, and the answer names it', async () => {
      const { socket, ticketId } = await closed();
      const { conversationId, message } = await speak(socket, ticketId, 'It leaks again');
      expect(conversationId).not.toBe(ticketId);
      expect(message.seq).toBe(1);
      expect(await app.db.ticket.findUniqueOrThrow({ where: { id: conversationId } })).toMatchObject({ linkedFromId: ticketId, state: 'new', teamId: desk.team.id });
      expect((await speak(socket, ticketId, 'Do you hear me?')).conversationId).toBe(conversationId);
    });

    test('tells both sides, once, where the talk goes on and what it continues', async () => {
      const { socket, ticketId, lead } = await closed();
      const { conversationId } = await speak(socket, ticketId, 'It leaks again');
      await speak(socket, ticketId, 'And again');
      const [before, after] = await Promise.all([ticketId, conversationId].map((id) => app.db.ticket.findUniqueOrThrow({ where: { id } })));
      const lines = async (id: string) => {
        const { messages } = await done(socket, 'conversation:sync', { conversationId: id, limit: 200 });
        const { items } = { items: (await timelineOf(app, id)).map((row) => JSON.stringify(row.system)) };
        expect(items.filter((line) => /ticket\.(linked|continued)/.test(line))).toHaveLength(1);
        return messages.flatMap(({ system }) => (system && /^ticket\.(linked|continued)$/.test(system.code) ? [system] : []));
      };
      expect(await lines(conversationId)).toEqual([{ code: 'ticket.linked', data: { id: ticketId, to: `#${before?.number}` } }]);
      expect(await lines(ticketId)).toEqual([{ code: 'ticket.continued', data: { id: conversationId, to: `#${after?.number}` } }]);
      expect((await lead.get(`/tickets/${ticketId}`)).body).toMatchObject({ ticket: { state: 'closed', waitingSince: null } });
    });

    test('opens one for many at once', async () => {
      const { socket, visitor, ticketId } = await closed();
      const other = await visitor.socket();
      const acks = await Promise.all(count(10).map((n) => speak(n % 2 ? socket : other, ticketId, `Again ${n}`)));
      expect(new Set(acks.map((ack) => ack.conversationId)).size).toBe(1);
      // The second place is that of the line which says what this continues.
      expect(acks.map((ack) => ack.message.seq).sort((a, b) => a - b)).toEqual([1, ...count(9).map((n) => n + 3)]);
      expect(await app.db.ticket.count({ where: { linkedFromId: ticketId } })).toBe(1);
    });

    test('opens one for two browsers of one customer at once', async () => {
      const { ticketId, visitor } = await closed();
      const customer = await aCustomer(app.db);
      await app.db.ticket.update({ where: { id: ticketId }, data: { customerId: customer.id } });
      const fields = { channelId: visitor.visitor.channelId, customerId: customer.id };
      const sockets = await Promise.all(count(4).map(async () => (await as.visitor(app, fields)).socket()));
      const acks = await Promise.all(sockets.map((socket, n) => speak(socket, ticketId, `From browser ${n}`)));
      expect(new Set(acks.map((ack) => ack.conversationId)).size).toBe(1);
      expect(await app.db.ticket.count({ where: { linkedFromId: ticketId } })).toBe(1);
    });

    test('gives a repeat of what was written before the end its first answer', async () => {
      const { socket, ticketId, lead } = await closed();
      await lead.delete(`/tickets/${ticketId}/closure`);
      const message = aMessage({ conversationId: ticketId });
      const first = await done(socket, 'message:send', message);
      await app.db.timeline.update({ where: { ticketId }, data: { gate: 'closed' } });
      expect(await done(socket, 'message:send', message)).toEqual(first);
    });

    test('is refused to staff: they reopen it first', async () => {
      const { ticketId, lead } = await closed();
      expect(await refused(await lead.socket(), 'message:send', aMessage({ conversationId: ticketId }))).toBe('conversation/closed');
      expect((await lead.post(`/tickets/${ticketId}/messages`, aMessage())).code).toBe('conversation/closed');
    });
  });

  test('into a merged conversation goes on in the target for its customer, and is refused to the staff, naming the target', async () => {
    const { socket, ticketId, visitor } = await aTalk(app, desk);
    const target = await aTicket(app.db, { visitorId: visitor.visitor.id, teamId: desk.team.id });
    await app.db.ticket.update({ where: { id: ticketId }, data: { mergedIntoId: target.id, state: 'closed', closedAt: app.clock.now(), timeline: { update: { gate: 'merged' } } } });
    expect(await say(socket, 'message:send', aMessage({ conversationId: ticketId }))).toMatchObject({ ok: true, conversationId: target.id });
    const refusal = { ok: false, error: { code: 'conversation/merged', retryable: false, data: { targetId: target.id } } };
    expect(await say(await agent.socket(), 'message:send', aMessage({ conversationId: ticketId }))).toEqual(refusal);
  });

  describe('with what is not the sender’s to say', () => {
    test.each([
      ['an internal note of a customer', { internal: true }, 'permission/missing'],
      ['a file without one', { kind: 'file' as const }, 'request/invalid'],
      ['an order', { kind: 'order' as const, orderId: '019f0000-0000-7000-8000-000000000001' }, 'message/kind_unavailable'],
      ['a text with files', { attachmentIds: ['019f0000-0000-7000-8000-000000000001'] }, 'request/invalid'],
      ['nothing but space', { text: ' \n\u3000 ' }, 'request/invalid'],
      ['no text', { text: undefined }, 'request/invalid'],
    ])('refuses %s', async (_, fields, code) => {
      const { socket, ticketId } = await aTalk(app, desk);
      expect(await refused(socket, 'message:send', aMessage({ conversationId: ticketId, ...fields }))).toBe(code);
    });

    test('takes sender, name and time from the session, never from the payload', async () => {
      const { socket, visitor, ticketId } = await aTalk(app, desk);
      for (const field of ['senderId', 'authorKind', 'authorName', 'createdAt', 'seq', 'system', 'id', 'recalledText']) {
        expect(await refused(socket, 'message:send', { ...aMessage({ conversationId: ticketId }), ...{ [field]: 'x' } })).toBe('request/invalid');
      }
      const { message } = await speak(socket, ticketId);
      expect(await app.db.message.findUniqueOrThrow({ where: { id: message.id } })).toMatchObject({ senderId: visitor.visitor.id, authorKind: 'customer' });
    });

    test('asks staff for the permission to reply or to note', async () => {
      const { ticketId } = await aTalk(app, desk);
      const reader = await as.agent(app, { permissions: ['ticket.read'], teamIds: [desk.team.id] });
      const noter = await as.agent(app, { permissions: ['ticket.read', 'ticket.note'], teamIds: [desk.team.id] });
      expect(await refused(await reader.socket(), 'message:send', aMessage({ conversationId: ticketId }))).toBe('permission/missing');
      expect((await reader.post(`/tickets/${ticketId}/messages`, aMessage())).code).toBe('permission/missing');
      expect((await noter.post(`/tickets/${ticketId}/messages`, aMessage())).code).toBe('permission/missing');
      expect((await noter.post(`/tickets/${ticketId}/messages`, aMessage({ internal: true }))).as(MessageSent).conversationId).toBe(ticketId);
    });
  });

  test.each([
    ['emoji with joiners', '👩‍👩‍👧‍👦 👍🏽 🇹🇼'],
    ['right-to-left with an override', '\u202Eאבג abc\u202C'],
    ['markup', '<img src=x onerror=alert(1)> {{7*7}} ${7*7} %s'],
    ['a quote that ends a statement', `'); DROP TABLE "Message"; --`],
    ['zero-width and a byte order mark', '\uFEFFa\u200Bb\u200D'],
    ['line breaks and tabs', 'a\r\nb\tc'],
    ['the longest there may be', '字'.repeat(8_000)],
  ])('keeps %s exactly as it was written', async (_, text) => {
    const { socket, ticketId } = await aTalk(app, desk);
    const { message } = await speak(socket, ticketId, text);
    const synced = await done(socket, 'conversation:sync', { conversationId: ticketId, limit: 1 });
    expect(synced.messages[0]).toMatchObject({ id: message.id, text });
  });
});
