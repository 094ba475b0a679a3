import { Conversation, VisitorMessages } from '#contracts/widget.js';
import { TicketPage } from '#contracts/tickets.js';
import { PromiseGiven } from '#contracts/promises.js';
import { OverdueReactions } from '../../server/src/platform/events/overdue.js';
import { startApp, type TestApp } from '../support/app.js';
import { as, type StaffClient, type VisitorClient } from '../support/as.js';
import { aDesk, aTalk, chatOf, type Desk, linesOf, speak } from '../support/desk.js';
import { garbageFor } from '../support/garbage.js';
import { aCallbackLeft, aComplaintLeft, aDeskAtNight, after, aMessageLeft, leave, morningZone, promiseRow, promisesOf, windowsOf } from '../support/night.js';
import { settle } from '../support/settle.js';

const FORMS = [['messages', aMessageLeft], ['complaints', aComplaintLeft], ['callbacks', aCallbackLeft]] as const;

describe('leaving word', () => {
  let app: TestApp;
  let desk: Desk & { opensAt: Date };
  let agent: StaffClient;
  let visitor: VisitorClient;
  beforeAll(async () => {
    app = await startApp();
    desk = await aDeskAtNight(app);
    agent = await as.agent(app, { teamIds: [desk.team.id] });
  });
  beforeEach(async () => {
    visitor = await as.visitor(app, { channelId: desk.channel.id, zone: morningZone(desk.opensAt) });
  });
  afterEach(() => app.clock.reset());
  afterAll(() => app.close());

  describe.each(FORMS)('%s', (what, aForm) => {
    test('is for visitors alone', async () => {
      for (const client of [as.stranger(app), agent]) expect((await client.post(`/widget/${what}`, aForm())).code).toBe('visitor/token_invalid');
    });

    test.each(garbageFor(aForm({ name: 'Wei' })).filter(([name]) => name !== 'null as window'))('refuses %s', async (_, body) => {
      expect(['request/invalid', 'request/malformed']).toContain((await visitor.post(`/widget/${what}`, body)).code);
      expect(await app.db.ticket.count({ where: { visitorId: visitor.visitor.id } })).toBe(0);
    });

    test('opens a ticket with a public entry and one promise, and queues no chat', async () => {
      const given = await leave(visitor, what, aForm({ name: '王伟' }));
      await settle(app, { sweeps: true });
      expect(await app.db.chat.count({ where: { ticketId: given.conversationId } })).toBe(0);
      expect(given.promise).toMatchObject({ state: 'open', dueAt: after(desk.opensAt, { messages: 240, complaints: 480, callbacks: 120 }[what]) });
      expect(await app.db.ticket.findUniqueOrThrow({ where: { id: given.conversationId } })).toMatchObject({ number: given.ticketNumber, teamId: desk.team.id, state: 'new' });
      const { messages } = (await visitor.get(`/widget/conversations/${given.conversationId}/messages`)).as(VisitorMessages);
      expect(messages.map(({ kind, author, system }) => system?.code ?? `${kind} by ${author.kind} ${author.name}`)).toEqual(['text by customer 王伟', 'promise.made']);
      expect(messages[1]?.system?.data).toMatchObject({ dueAt: given.promise.dueAt });
      const conversation = (await visitor.get(`/widget/conversations/${given.conversationId}`)).as(Conversation);
      expect(conversation).toMatchObject({ state: 'open', chat: 'none', queue: null, promise: given.promise, can: { write: true } });
    });

    test('that is repeated, also at once and after a day, is one and gets the first answer', async () => {
      const body = aForm();
      const answers = await Promise.all([1, 2, 3].map(() => visitor.post(`/widget/${what}`, body)));
      app.clock.advance({ hours: 25 });
      answers.push(await visitor.post(`/widget/${what}`, body));
      const given = answers.map((answer) => answer.as(PromiseGiven));
      expect(new Set(given.map(({ conversationId, promise }) => `${conversationId} ${promise.id} ${promise.dueAt}`)).size).toBe(1);
      expect(await app.db.answerPromise.count({ where: { ticket: { visitorId: visitor.visitor.id } } })).toBe(1);
      expect(await app.db.event.count({ where: { name: 'promise.made', subject: given[0]?.promise.id ?? '' } })).toBe(1);
    });

    test('takes the Idempotency-Key, and refuses it for another body', async () => {
      const headers = { 'idempotency-key': `night-${visitor.visitor.id}` };
      const body = aForm();
      const first = (await visitor.post(`/widget/${what}`, body, { headers })).as(PromiseGiven);
      expect((await visitor.post(`/widget/${what}`, body, { headers })).as(PromiseGiven)).toEqual(first);
      expect((await visitor.post(`/widget/${what}`, aForm(), { headers })).code).toBe('request/key_reused');
    });

    test('is limited per visitor, and says so', async () => {
      const answers = [];
      for (let n = 0; n < 13; n += 1) answers.push(await visitor.post(`/widget/${what}`, aForm()));
      expect(answers.slice(0, 12).map((answer) => answer.status)).toEqual(Array(12).fill(201));
      expect(answers[12]).toMatchObject({ status: 429, code: 'request/too_many', body: { retryAfterMs: expect.any(Number) } });
    });

    test('reaches into nobody else’s conversation', async () => {
      const { conversationId } = await leave(await as.visitor(app, { channelId: desk.channel.id }), 'messages', aMessageLeft());
      expect((await visitor.post(`/widget/${what}`, aForm({ conversationId }))).code).toBe('conversation/not_found');
    });

    test('continues an own conversation', async () => {
      const first = await leave(visitor, 'messages', aMessageLeft());
      const more = await leave(visitor, what, aForm({ conversationId: first.conversationId }));
      expect(more).toMatchObject({ conversationId: first.conversationId, ticketNumber: first.ticketNumber });
      expect(more.promise.id === first.promise.id).toBe(what === 'messages');
      await settle(app, { sweeps: true });
      expect(await app.db.chat.count({ where: { ticketId: first.conversationId } })).toBe(0);
    });
  });

  test('keeps the words as they were written, from right to left as well', async () => {
    const text = 'الغلاية تسرب \u202E <b>水壶漏水</b> 🫖';
    const { conversationId } = await leave(visitor, 'messages', aMessageLeft({ text }));
    expect((await agent.get('/tickets?view=due&limit=200')).as(TicketPage).items.find(({ id }) => id === conversationId)?.preview).toEqual({ text, by: 'customer', files: null });
  });

  test('to a closed conversation goes on in a linked one', async () => {
    const { conversationId } = await leave(visitor, 'messages', aMessageLeft());
    await app.db.ticket.update({ where: { id: conversationId }, data: { state: 'closed' } });
    await app.db.timeline.update({ where: { ticketId: conversationId }, data: { gate: 'closed' } });
    const next = await leave(visitor, 'messages', aMessageLeft({ conversationId }));
    expect(await app.db.ticket.findUniqueOrThrow({ where: { id: next.conversationId } })).toMatchObject({ linkedFromId: conversationId });
  });

  test('leaves an address and a number as claimed, and proves nothing', async () => {
    const { conversationId, promise } = await leave(visitor, 'messages', aMessageLeft({ email: 'Wei@Example.COM', phone: '+86 138 0013 8000' }));
    expect(await promiseRow(app, promise.id)).toMatchObject({ email: 'wei@example.com', phone: '+8613800138000' });
    expect(await app.db.visitor.findUniqueOrThrow({ where: { id: visitor.visitor.id } })).toMatchObject({ email: 'wei@example.com', verified: false, customerId: null });
    expect(await app.db.customerIdentity.count({ where: { value: 'wei@example.com' } })).toBe(0);
    expect(JSON.stringify(await app.db.event.findMany({ where: { subject: { in: [conversationId, promise.id] } } }))).not.toContain('wei@');
  });

  test('changes nothing of what the shop says of a verified customer', async () => {
    const proven = await as.visitor(app, { channelId: desk.channel.id, verified: true, name: 'Wei Wang', email: 'proven@example.com' });
    const { promise } = await leave(proven, 'messages', aMessageLeft({ name: 'Somebody', email: 'other@example.com' }));
    expect(await app.db.visitor.findUniqueOrThrow({ where: { id: proven.visitor.id } })).toMatchObject({ name: 'Wei Wang', email: 'proven@example.com' });
    expect(await promiseRow(app, promise.id)).toMatchObject({ email: 'other@example.com' });
  });

  test('of a complaint keeps grievance, remedy and severity in a row of their own, the first of a ticket', async () => {
    const { conversationId } = await leave(visitor, 'complaints', aComplaintLeft());
    await leave(visitor, 'complaints', aComplaintLeft({ conversationId, grievance: 'And another thing', severity: 'minor' }));
    expect((await promisesOf(agent, conversationId)).complaint).toMatchObject({ grievance: 'It burnt my table', remedy: 'refund', severity: 'critical' });
    expect((await agent.get('/tickets?view=due&limit=200')).as(TicketPage).items.find(({ id }) => id === conversationId)).toMatchObject({ type: 'complaint', complaint: 'critical', promise: { kind: 'complaint' } });
  });

  test.each([
    ['+12 34', 'phone_invalid'],
    ['+1 900 234 5678', 'phone_costly'],
    ['07911 123456', 'phone_country'],
  ])('refuses the number %s at its field', async (phone, code) => {
    const lost = await as.visitor(app, { channelId: desk.channel.id, zone: 'Antarctica/Troll' });
    for (const [what, body] of [['callbacks', aCallbackLeft({ phone })], ['messages', aMessageLeft({ phone })]] as const) {
      expect(await lost.post(`/widget/${what}`, body)).toMatchObject({ code: 'request/invalid', body: { fields: [{ path: 'phone', code }] } });
    }
  });

  describe('a wish to be called', () => {
    test('may name a window that is offered, and is due at its end', async () => {
      const [, window] = await windowsOf(visitor);
      const { promise, conversationId } = await leave(visitor, 'callbacks', aCallbackLeft({ window }));
      expect(promise).toMatchObject({ kind: 'callback', dueAt: window?.to, window });
      expect((await promisesOf(agent, conversationId)).items[0]).toMatchObject({ basis: { rule: 'window', ...window }, callback: { number: '+8613800138000', shown: '+86 138 0013 8000', country: 'CN', window } });
    });

    test('refuses a window at night, or of yesterday', async () => {
      for (const shift of [-24, -3]) {
        const from = new Date(desk.opensAt.getTime() + shift * 3_600_000).toISOString();
        expect((await visitor.post('/widget/callbacks', aCallbackLeft({ window: { from, to: after(new Date(from), 60) } }))).code).toBe('callback/window_gone');
      }
    });

    test('is one per visitor: another one changes number and time of the first, and tells the customer', async () => {
      const first = await leave(visitor, 'callbacks', aCallbackLeft());
      const [, window] = await windowsOf(visitor);
      const second = await leave(visitor, 'callbacks', aCallbackLeft({ phone: '+86 139 1234 5678', window }));
      expect(second.promise).toMatchObject({ id: first.promise.id, dueAt: window?.to });
      expect((await promisesOf(agent, first.conversationId)).items).toMatchObject([{ state: 'open', callback: { number: '+8613912345678', window } }]);
      expect(await linesOf(app, first.conversationId)).toEqual(['promise.made', 'promise.renewed']);
    });

    test('lists its windows to visitors alone', async () => {
      for (const client of [as.stranger(app), agent]) expect((await client.get('/widget/callback-windows')).code).toBe('visitor/token_invalid');
    });
  });

  test('without any opening in sight promises no time, and says so', async () => {
    const closed = await aDesk(app);
    const never = await app.db.calendar.create({ data: { id: closed.team.id, name: `Never ${closed.team.id}`, zone: 'UTC', week: [[], [], [], [], [], [], []] } });
    await app.db.team.update({ where: { id: closed.team.id }, data: { calendarId: never.id } });
    const lost = await as.visitor(app, { channelId: closed.channel.id });
    const { promise, conversationId } = await leave(lost, 'messages', aMessageLeft());
    expect(promise.dueAt).toBeNull();
    expect(await windowsOf(lost)).toEqual([]);
    const reader = await as.agent(app, { teamIds: [closed.team.id] });
    expect((await promisesOf(reader, conversationId)).items[0]).toMatchObject({ dueAt: null, basis: { rule: 'no_opening' }, state: 'open' });
    app.clock.advance({ days: 300 });
    await settle(app, { sweeps: true });
    expect(await promiseRow(app, promise.id)).toMatchObject({ state: 'open', brokenAt: null });
  });

  test('while waiting in the queue lets one out of it, and the desk knows', async () => {
    const open = await aDesk(app);
    const { visitor: waiting, ticketId, socket } = await aTalk(app, open);
    expect((await chatOf(app, ticketId)).state).toBe('queued');
    await leave(waiting, 'messages', aMessageLeft({ conversationId: ticketId, text: 'Never mind, write to me' }));
    await settle(app);
    expect(await chatOf(app, ticketId)).toMatchObject({ state: 'ended', endedByKind: 'customer' });
    expect(await linesOf(app, ticketId)).toEqual(['chat.queued', 'promise.made', 'chat.left_queue']);
    expect((await waiting.get(`/widget/conversations/${ticketId}`)).as(Conversation)).toMatchObject({ chat: 'none', queue: null, state: 'open', promise: { kind: 'answer' } });
    // A word that is written live wakes it again: the team is open.
    await speak(socket, ticketId, 'Are you there after all?');
    await settle(app);
    expect((await chatOf(app, ticketId)).state).toBe('queued');
    // Old news of the first promise, told once more, does not end what began after it.
    const promise = await app.db.answerPromise.findFirstOrThrow({ where: { ticketId } });
    const { id } = await app.db.event.findFirstOrThrow({ where: { name: 'promise.made', subject: promise.id } });
    await app.db.receipt.deleteMany({ where: { eventId: id } });
    app.clock.advance({ seconds: 61 });
    await app.nest.get(OverdueReactions).runAgain();
    expect((await chatOf(app, ticketId)).state).toBe('queued');
    // A second word instead of waiting: it is owed already, and he is let out all the same.
    await leave(waiting, 'messages', aMessageLeft({ conversationId: ticketId, text: 'No, do write to me' }));
    await settle(app);
    expect(await chatOf(app, ticketId)).toMatchObject({ state: 'ended', endedByKind: 'customer' });
    expect(await app.db.answerPromise.count({ where: { ticketId } })).toBe(1);
  });

  test('by writing in the night, without any form, is answered by a promise and no queue', async () => {
    const socket = await visitor.socket();
    await app.db.visitor.update({ where: { id: visitor.visitor.id }, data: { email: 'wei@example.com' } });
    const { conversationId } = await speak(socket, undefined, 'Is anybody there?');
    await settle(app);
    expect(await app.db.chat.count({ where: { ticketId: conversationId } })).toBe(0);
    expect(await app.db.answerPromise.findFirstOrThrow({ where: { ticketId: conversationId } })).toMatchObject({ kind: 'answer', email: 'wei@example.com', dueAt: new Date(after(desk.opensAt, 240)) });
    await speak(socket, conversationId, 'Hello?');
    await settle(app);
    expect(await app.db.answerPromise.count({ where: { ticketId: conversationId } })).toBe(1);
    app.clock.advance({ hours: 4 });
    await speak(socket, conversationId, 'Good morning');
    await settle(app);
    expect((await chatOf(app, conversationId)).state).toBe('queued');
  });

  test('by asking again in the night, after the staff had the last word, is promised an answer too', async () => {
    const socket = await visitor.socket();
    const { conversationId } = await speak(socket, undefined, 'Is it back in stock?');
    await settle(app);
    const staff = await (await as.agent(app, { teamIds: [desk.team.id] })).socket();
    await speak(staff, conversationId, 'It is!');
    await settle(app, { sweeps: true });
    expect(await app.db.answerPromise.findMany({ where: { ticketId: conversationId } })).toMatchObject([{ state: 'kept' }]);
    expect((await visitor.post(`/widget/conversations/${conversationId}/reopening`)).status).toBe(200);
    await settle(app, { sweeps: true });
    expect(await app.db.chat.count({ where: { ticketId: conversationId } })).toBe(0);
    expect(await app.db.answerPromise.findMany({ where: { ticketId: conversationId }, orderBy: { id: 'asc' } })).toMatchObject([{ state: 'kept' }, { kind: 'answer', state: 'open' }]);
    await speak(staff, conversationId, 'Ask away.');
    await settle(app, { sweeps: true });
    expect(await app.db.answerPromise.count({ where: { ticketId: conversationId, state: 'kept' } })).toBe(2);
  });

  test('lets out of the queue, when the day is over, whom staff has answered without taking the chat', async () => {
    const open = await aDesk(app);
    const { ticketId } = await aTalk(app, open);
    const writer = await as.agent(app, { teamIds: [open.team.id], permissions: ['profile.read', 'ticket.read', 'ticket.reply'] });
    await speak(await writer.socket(), ticketId, 'Done, see you!');
    const never = await app.db.calendar.create({ data: { id: open.team.id, name: `Over ${open.team.id}`, zone: 'UTC', week: [[], [], [], [], [], [], []] } });
    await app.db.team.update({ where: { id: open.team.id }, data: { calendarId: never.id } });
    await settle(app, { sweeps: true });
    expect((await chatOf(app, ticketId)).state).toBe('ended');
    expect(await app.db.answerPromise.count({ where: { ticketId } })).toBe(0);
  });

  test('is spared who still waits when the day is over and nobody is there any more', async () => {
    const open = await aDesk(app);
    const { ticketId } = await aTalk(app, open);
    const never = await app.db.calendar.create({ data: { id: open.team.id, name: `Over ${open.team.id}`, zone: 'UTC', week: [[], [], [], [], [], [], []] } });
    await app.db.team.update({ where: { id: open.team.id }, data: { calendarId: never.id } });
    await settle(app, { sweeps: true });
    expect(await chatOf(app, ticketId)).toMatchObject({ state: 'ended' });
    expect(await app.db.answerPromise.findFirstOrThrow({ where: { ticketId } })).toMatchObject({ kind: 'answer', state: 'open', dueAt: null });
  });

  test('is spared as well who waits then with an answer owed since before', async () => {
    const open = await aDesk(app);
    const { visitor: waiting, ticketId, socket } = await aTalk(app, open);
    await leave(waiting, 'messages', aMessageLeft({ conversationId: ticketId }));
    await settle(app);
    await speak(socket, ticketId, 'Still nobody?');
    await settle(app);
    expect((await chatOf(app, ticketId)).state).toBe('queued');
    const never = await app.db.calendar.create({ data: { id: open.team.id, name: `Over ${open.team.id}`, zone: 'UTC', week: [[], [], [], [], [], [], []] } });
    await app.db.team.update({ where: { id: open.team.id }, data: { calendarId: never.id } });
    await settle(app, { sweeps: true });
    expect(await chatOf(app, ticketId)).toMatchObject({ state: 'ended' });
    expect(await app.db.answerPromise.count({ where: { ticketId } })).toBe(1);
    expect((await waiting.get(`/widget/conversations/${ticketId}`)).as(Conversation)).toMatchObject({ chat: 'none', queue: null, promise: { kind: 'answer', state: 'open' } });
  });
});
