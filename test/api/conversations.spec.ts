import { randomUUID } from 'node:crypto';
import { Message } from '#contracts/messages.js';
import { MessagePage } from '#contracts/tickets.js';
import { Conversation, Conversations, VisitorMessages, WidgetSession } from '#contracts/widget.js';
import { as, type StaffClient, type VisitorClient } from '../support/as.js';
import { startApp, type TestApp } from '../support/app.js';
import { aDesk, aMessage, aTalk, chatOf, type Desk, done, linesOf, refused, speak } from '../support/desk.js';
import { settle } from '../support/settle.js';

const ENDING = { contactReason: 'other', result: 'solved', closeTicket: false, seenSeq: 1 };

describe('a customer’s conversations', () => {
  let app: TestApp;
  let desk: Desk;
  let agent: StaffClient;
  beforeAll(async () => {
    app = await startApp();
    desk = await aDesk(app);
    agent = await as.agent(app, { teamIds: [desk.team.id] });
  });
  afterEach(() => app.clock.reset());
  afterAll(() => app.close());

  describe.each<[string, (client: Pick<VisitorClient, 'get' | 'post'>, id: string) => ReturnType<VisitorClient['get']>]>([
    ['GET /widget/conversations/:id', (client, id) => client.get(`/widget/conversations/${id}`)],
    ['GET /widget/conversations/:id/messages', (client, id) => client.get(`/widget/conversations/${id}/messages`)],
    ['POST /widget/conversations/:id/ending', (client, id) => client.post(`/widget/conversations/${id}/ending`)],
    ['POST /widget/conversations/:id/reopening', (client, id) => client.post(`/widget/conversations/${id}/reopening`)],
  ])('%s', (_, call) => {
    test('refuses a stranger, a wrong token, and the staff’s session', async () => {
      const { ticketId } = await aTalk(app, desk);
      expect((await call(as.stranger(app), ticketId)).code).toBe('visitor/token_invalid');
      for (const token of ['vt_', `vt_${'a'.repeat(32)}`, 'null', '\u00ff', 'x'.repeat(5_000)]) {
        const answer = await call(as.stranger(app).with({ authorization: `Bearer ${token}` }), ticketId);
        expect([answer.status, answer.code]).toEqual([401, 'visitor/token_invalid']);
      }
      expect((await call(agent, ticketId)).code).toBe('visitor/token_invalid');
    });

    test('reads to another visitor exactly like one that does not exist', async () => {
      const { ticketId } = await aTalk(app, desk);
      const other = await as.visitor(app, { channelId: desk.channel.id });
      const [foreign, missing] = [await call(other, ticketId), await call(other, randomUUID())];
      expect([foreign.status, { ...Object(foreign.body), requestId: '' }]).toEqual([404, { ...Object(missing.body), requestId: '' }]);
      expect((await call(other, 'x')).status).toBe(404);
    });
  });

  test('another’s conversation reads like a missing one on the socket too, whatever is asked', async () => {
    const { ticketId, socket: owner } = await aTalk(app, desk);
    const { message } = await speak(owner, ticketId);
    const socket = await (await as.visitor(app, { channelId: desk.channel.id })).socket();
    for (const conversationId of [ticketId, randomUUID(), ticketId.toUpperCase()]) {
      expect(await refused(socket, 'message:send', aMessage({ conversationId }))).toBe('conversation/not_found');
      expect(await refused(socket, 'conversation:open', { conversationId })).toBe('conversation/not_found');
      expect(await refused(socket, 'conversation:sync', { conversationId, limit: 50 })).toBe('conversation/not_found');
      expect(await refused(socket, 'conversation:read', { conversationId, seq: 1 })).toBe('conversation/not_found');
      expect(await refused(socket, 'message:recall', { conversationId, messageId: message.id })).toBe('conversation/not_found');
      expect(await refused(socket, 'typing', { conversationId, on: true })).toBe('conversation/not_found');
    }
    const mine = await aTalk(app, desk);
    expect(await refused(mine.socket, 'message:recall', { conversationId: mine.ticketId, messageId: message.id })).toBe('resource/not_found');
  });

  test('shows to a proven customer what he wrote in another browser, and to nobody else', async () => {
    const { customer } = await app.db.customer.create({ data: { id: randomUUID(), name: 'Wei' } }).then((customer) => ({ customer }));
    const [one, two] = [await as.visitor(app, { channelId: desk.channel.id, customerId: customer.id }), await as.visitor(app, { channelId: desk.channel.id, customerId: customer.id })];
    const { conversationId } = await speak(await one.socket(), undefined);
    expect((await two.get('/widget/conversations')).as(Conversations).items.map((item) => item.id)).toEqual([conversationId]);
    expect((await done(await two.socket(), 'conversation:open', { conversationId })).head).toBe(1);
  });

  test('carries the name that the customer gave meanwhile, unless the shop has named him', async () => {
    const { socket, visitor, ticketId } = await aTalk(app, desk);
    await visitor.patch('/widget/visitor', { name: 'Wei' });
    const { message } = await speak(socket, ticketId, 'It is me');
    expect(await app.db.message.findUniqueOrThrow({ where: { id: message.id } })).toMatchObject({ authorName: 'Wei' });
    await app.db.visitor.update({ where: { id: visitor.visitor.id }, data: { verified: true } });
    await visitor.patch('/widget/visitor', { name: 'The shop’s owner' });
    const next = (await speak(socket, ticketId, 'Still me')).message;
    expect(await app.db.message.findUniqueOrThrow({ where: { id: next.id } })).toMatchObject({ authorName: 'Wei' });
  });

  describe('pages', () => {
    // Notes before, between and after what the customer may see.
    const interleaved = async () => {
      const talk = await aTalk(app, desk);
      const staff = await agent.socket();
      for (let n = 0; n < 12; n += 1) {
        await speak(n % 2 ? talk.socket : staff, talk.ticketId, `Public ${n}`);
        if (n % 3 === 0) for (let note = 0; note < 4; note += 1) await speak(staff, talk.ticketId, 'Note', { internal: true });
      }
      return { ...talk, staff };
    };
    const seqs = (messages: readonly Message[]) => messages.map((message) => message.seq);
    const range = (from: number, to: number) => Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);

    test('hold exactly the numbers asked for, in both streams, forwards and backwards, by socket and REST', async () => {
      const { socket, visitor, ticketId, staff } = await interleaved();
      for (const [who, live, stream] of [[visitor, socket, `/widget/conversations/${ticketId}`], [agent, staff, `/tickets/${ticketId}`]] as const) {
        const { head } = await done(live, 'conversation:open', { conversationId: ticketId });
        for (const limit of [1, 3, 200]) {
          for (const at of range(0, head + 1)) {
            const after = await done(live, 'conversation:sync', { conversationId: ticketId, afterSeq: at, limit });
            expect([seqs(after.messages), after.more, after.head]).toEqual([range(at + 1, Math.min(head, at + limit)), at + limit < head, head]);
            const before = await done(live, 'conversation:sync', { conversationId: ticketId, beforeSeq: at, limit });
            expect([seqs(before.messages), before.more]).toEqual([range(Math.max(1, at - limit), Math.min(at - 1, head)), at - limit > 1]);
          }
          const newest = await done(live, 'conversation:sync', { conversationId: ticketId, limit });
          expect(seqs(newest.messages)).toEqual(range(Math.max(1, head - limit + 1), head));
        }
        const page = (await who.get(`${stream}/messages?afterSeq=2&limit=3`)).as(stream.startsWith('/widget') ? VisitorMessages : MessagePage);
        expect(seqs(page.messages)).toEqual([3, 4, 5]);
      }
    });

    test('of the highest numbers there are, are empty or the newest, and no fault', async () => {
      const { socket, ticketId, staff } = await interleaved();
      for (const live of [socket, staff]) {
        const { head } = await done(live, 'conversation:open', { conversationId: ticketId });
        expect((await done(live, 'conversation:sync', { conversationId: ticketId, afterSeq: 2_147_483_647, limit: 5 })).messages).toEqual([]);
        expect(seqs((await done(live, 'conversation:sync', { conversationId: ticketId, beforeSeq: 2_147_483_647, limit: 5 })).messages)).toEqual(range(head - 4, head));
        await done(live, 'conversation:read', { conversationId: ticketId, seq: 2_147_483_647 });
      }
    });

    test.each(['afterSeq=1&beforeSeq=5', 'afterSeq=-1', 'beforeSeq=1.5', 'limit=0', 'limit=201', 'afterSeq=9999999999', 'beforeSeq=9999999999', 'afterSeq=x', 'surprise=1', 'afterSeq=1&afterSeq=2'])('refuse ?%s', async (query) => {
      const { visitor, ticketId } = await aTalk(app, desk);
      for (const answer of [await visitor.get(`/widget/conversations/${ticketId}/messages?${query}`), await agent.get(`/tickets/${ticketId}/messages?${query}`)]) {
        expect([answer.status, answer.code]).toEqual([400, 'request/invalid']);
      }
    });

    test('refuse both directions at once on the socket', async () => {
      const { socket, ticketId } = await aTalk(app, desk);
      expect(await refused(socket, 'conversation:sync', { conversationId: ticketId, afterSeq: 1, beforeSeq: 5, limit: 5 })).toBe('request/invalid');
    });
  });

  describe('waiting and unread', () => {
    const facts = async (ticketId: string) => app.db.timeline.findUniqueOrThrow({ where: { ticketId } });

    test('begin with the first word nobody answered, and end with a public answer, not with a note', async () => {
      const { socket, ticketId } = await aTalk(app, desk);
      const staff = await agent.socket();
      const first = (await facts(ticketId)).waitingSince;
      expect(first).not.toBeNull();
      app.clock.advance({ minutes: 1 });
      await speak(socket, ticketId, 'Hello?');
      await speak(staff, ticketId, 'Cross, this one', { internal: true });
      expect(await facts(ticketId)).toMatchObject({ waitingSince: first, staffUnread: 2, firstStaffAt: null });
      await speak(staff, ticketId, 'Good day');
      expect(await facts(ticketId)).toMatchObject({ waitingSince: null, staffUnread: 0, customerUnread: 1, preview: 'Good day', previewBy: 'agent' });
      app.clock.advance({ minutes: 1 });
      await speak(socket, ticketId, 'One more');
      expect((await facts(ticketId)).waitingSince?.getTime()).toBeGreaterThan((first?.getTime() ?? 0) + 100_000);
      expect(await facts(ticketId)).toMatchObject({ customerUnread: 0, staffUnread: 1 });
    });

    test('count down as each side reads, and never go back', async () => {
      const { socket, visitor, ticketId } = await aTalk(app, desk);
      const staff = await agent.socket();
      const places = [];
      for (const text of ['One', 'Two', 'Three']) places.push((await speak(staff, ticketId, text)).message);
      const conversation = async () => (await visitor.get(`/widget/conversations/${ticketId}`)).as(Conversation);
      expect(await conversation()).toMatchObject({ unread: 3 });
      const head = (await conversation()).head;
      await done(socket, 'conversation:read', { conversationId: ticketId, seq: head - 1 });
      expect(await conversation()).toMatchObject({ unread: 1, readSeq: head - 1 });
      await done(socket, 'conversation:read', { conversationId: ticketId, seq: 1 });
      expect(await conversation()).toMatchObject({ unread: 1, readSeq: head - 1 });
      await done(socket, 'conversation:read', { conversationId: ticketId, seq: 999_999 });
      expect(await conversation()).toMatchObject({ unread: 0, readSeq: head });
      await done(staff, 'conversation:read', { conversationId: ticketId, seq: places[2]?.seq ?? 0 });
      expect(await conversation()).toMatchObject({ agentReadSeq: head });
    });
  });

  describe('ending and reopening', () => {
    test('the customer ends a chat, once however often asked, and what waits still waits', async () => {
      const { visitor, ticketId } = await aTalk(app, desk);
      expect((await visitor.post(`/widget/conversations/${ticketId}/ending`)).as(Conversation)).toMatchObject({ state: 'ended', chat: 'none', can: { reopen: true, end: false } });
      expect((await visitor.post(`/widget/conversations/${ticketId}/ending`)).status).toBe(200);
      expect(await linesOf(app, ticketId)).toEqual(['chat.queued', 'chat.ended']);
      expect((await app.db.timeline.findUniqueOrThrow({ where: { ticketId } })).waitingSince).not.toBeNull();
    });

    test('the customer asks again and waits in the queue, once however often asked', async () => {
      const { visitor, ticketId, chat } = await aTalk(app, desk);
      await agent.post(`/chats/${chat.id}/acceptance`);
      await agent.post(`/chats/${chat.id}/ending`, ENDING);
      await Promise.all([1, 2, 3].map(() => visitor.post(`/widget/conversations/${ticketId}/reopening`)));
      expect(await app.db.chat.count({ where: { ticketId, state: 'queued' } })).toBe(1);
      expect((await chatOf(app, ticketId)).id).not.toBe(chat.id);
      expect(await linesOf(app, ticketId)).toEqual(['chat.queued', 'chat.joined', 'chat.ended', 'chat.reopened', 'chat.queued']);
      expect((await app.db.timeline.findUniqueOrThrow({ where: { ticketId } })).waitingSince).toEqual((await chatOf(app, ticketId)).queuedAt);
    });

    test('a closed one opens within the time the settings give, and not later', async () => {
      const { visitor, ticketId, chat } = await aTalk(app, desk);
      await agent.post(`/chats/${chat.id}/acceptance`);
      await agent.post(`/chats/${chat.id}/ending`, { ...ENDING, closeTicket: true });
      app.clock.advance({ hours: 25 });
      expect((await visitor.get(`/widget/conversations/${ticketId}`)).as(Conversation)).toMatchObject({ state: 'closed', can: { reopen: false } });
      expect((await visitor.post(`/widget/conversations/${ticketId}/reopening`)).code).toBe('conversation/closed');
      app.clock.reset();
      expect((await visitor.post(`/widget/conversations/${ticketId}/reopening`)).as(Conversation)).toMatchObject({ state: 'open', chat: 'queued' });
      await settle(app);
      expect(await app.db.chat.count({ where: { ticketId, state: 'queued' } })).toBe(1);
    });
  });

  test('come with the widget’s session, so that one request opens it', async () => {
    const own = await aDesk(app);
    const { visitor, ticketId } = await aTalk(app, own);
    const session = (await as.stranger(app).post('/widget/session', { widgetKey: own.channel.key, visitorToken: visitor.token })).as(WidgetSession);
    expect(session.conversations).toMatchObject([{ id: ticketId, head: 2, state: 'open', chat: 'queued', last: { text: 'The kettle leaks', by: 'customer' } }]);
    expect(session.availability).toMatchObject({ online: false, etaSeconds: null });
  });
});
