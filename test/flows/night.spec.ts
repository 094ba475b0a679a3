import { randomUUID } from 'node:crypto';
import { PromiseGiven } from '#contracts/promises.js';
import { Conversation } from '#contracts/widget.js';
import { as } from '../support/as.js';
import { startAppOn, type TestApp } from '../support/app.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { done, speak } from '../support/desk.js';
import { Mailbox } from '../support/mailbox.js';
import { aCallbackLeft, aDeskAtNight, after, aMessageLeft, leave, promiseRow, wait } from '../support/night.js';
import { settle } from '../support/settle.js';
import { until } from '../support/until.js';
import { upload } from '../support/uploads.js';

describe('a visitor at night', () => {
  let database: TestDatabase;
  let box: Mailbox;
  const running: TestApp[] = [];
  beforeEach(async () => {
    database = await cloneDatabase();
    box = await Mailbox.open();
  });
  afterEach(async () => {
    for (const app of running.splice(0)) await app.stop();
    await box.close();
    await database.drop();
  });
  const start = async (roles = 'web,sockets'): Promise<TestApp> => {
    const app = await startAppOn(database, { SMTP_URL: box.url }, roles);
    running.push(app);
    return app;
  };
  const stop = async (app: TestApp) => {
    running.splice(running.indexOf(app), 1);
    await app.stop();
  };

  test('wishes a call; the process ends before anything follows, and the next one finds the time has passed', async () => {
    const before = await start();
    const desk = await aDeskAtNight(before);
    const visitor = await as.visitor(before, { channelId: desk.channel.id });
    const body = aCallbackLeft();
    const given = await leave(visitor, 'callbacks', body);
    expect(await before.db.event.count({ where: { subject: given.promise.id, relayedAt: null } })).toBe(1);
    await stop(before);

    const next = await start();
    wait(next, after(new Date(given.promise.dueAt ?? ''), 1));
    await settle(next, { sweeps: true });
    expect(await promiseRow(next, given.promise.id)).toMatchObject({ state: 'broken', brokenAt: new Date(given.promise.dueAt ?? '') });
    expect(await next.db.chat.count()).toBe(0);
    // The page never saw an answer and asks again: the same promise.
    const page = Object.assign(as.stranger(next).with({ authorization: `Bearer ${visitor.token}` }), {});
    expect((await page.post('/widget/callbacks', body)).as(PromiseGiven).promise).toMatchObject({ id: given.promise.id, state: 'broken' });
    const agent = await as.agent(next, { teamIds: [desk.team.id] });
    await agent.post(`/promises/${given.promise.id}/calls`, { result: 'reached' });
    expect(await promiseRow(next, given.promise.id)).toMatchObject({ state: 'late' });
  });

  test('is answered in the morning by two at once: kept once, one letter with the words of both, the conversation unread', async () => {
    const app = await start();
    const desk = await aDeskAtNight(app);
    const visitor = await as.visitor(app, { channelId: desk.channel.id, locale: 'zh-CN', pageUrl: 'https://evil.example/' });
    const given = await leave(visitor, 'messages', aMessageLeft({ text: '水壶漏水', email: 'wei@example.com' }));
    wait(app, after(desk.opensAt, 5));
    const agents = await Promise.all(['Agnes', 'Bo'].map((name) => as.agent(app, { teamIds: [desk.team.id], name })));
    const sockets = await Promise.all(agents.map((agent) => agent.socket()));
    await Promise.all(sockets.map((socket, index) => speak(socket, given.conversationId, `Answer ${index}\nالسلام`)));
    for (let n = 0; n < 3; n += 1) await settle(app, { sweeps: true });
    const row = await promiseRow(app, given.promise.id);
    const first = await app.db.message.findFirstOrThrow({ where: { ticketId: given.conversationId, authorKind: 'agent' }, orderBy: { staffSeq: 'asc' } });
    expect(row).toMatchObject({ state: 'kept', keptMessageId: first.id, keptById: first.senderId });
    expect(await app.db.event.count({ where: { subject: row.id, name: 'promise.kept' } })).toBe(1);
    const [letter, ...more] = box.letters;
    expect(more).toEqual([]);
    expect(letter).toMatchObject({ to: 'wei@example.com', subject: expect.stringContaining(`编号 ${given.ticketNumber}`) });
    for (const line of ['> Answer 0', '> Answer 1', '> السلام']) expect(letter?.text).toContain(line);
    // Whose address it is nobody knows: nothing the visitor wrote, no page he named, nothing that opens the conversation.
    for (const secret of ['水壶', 'evil.example', visitor.token, given.conversationId]) expect(letter?.text).not.toContain(secret);
    expect((await visitor.get(`/widget/conversations/${given.conversationId}`)).as(Conversation)).toMatchObject({ unread: 2, promise: null, state: 'open' });
    for (const socket of sockets) socket.disconnect();
  });

  test('is answered by a file alone: the letter names it and does not carry it', async () => {
    const app = await start();
    const desk = await aDeskAtNight(app);
    const given = await leave(await as.visitor(app, { channelId: desk.channel.id }), 'messages', aMessageLeft({ email: 'wei@example.com' }));
    const agent = await as.agent(app, { teamIds: [desk.team.id] });
    const file = await upload(agent, '說明書.txt', Buffer.from('Press twice'));
    const socket = await agent.socket();
    await done(socket, 'message:send', { clientMessageId: randomUUID(), kind: 'file', conversationId: given.conversationId, attachmentIds: [file.id] });
    for (let n = 0; n < 3; n += 1) await settle(app, { sweeps: true });
    expect(box.letters).toMatchObject([{ to: 'wei@example.com', text: expect.stringContaining('> [說明書.txt]') }]);
    expect(box.letters[0]?.text).not.toContain('Press twice');
    socket.disconnect();
  });

  test('gets no letter when no address was left, or every word was recalled by then', async () => {
    const app = await start();
    const desk = await aDeskAtNight(app);
    const agent = await as.agent(app, { teamIds: [desk.team.id] });
    const socket = await agent.socket();
    for (const fields of [{}, { email: 'wei@example.com' }]) {
      const given = await leave(await as.visitor(app, { channelId: desk.channel.id }), 'messages', aMessageLeft(fields));
      await speak(socket, given.conversationId, 'Oops');
      await app.db.message.updateMany({ where: { ticketId: given.conversationId, authorKind: 'agent' }, data: { recalledAt: app.clock.now(), text: null } });
      await app.db.answerPromise.update({ where: { id: given.promise.id }, data: { state: 'open' } });
      await settle(app, { sweeps: true });
    }
    const given = await leave(await as.visitor(app, { channelId: desk.channel.id }), 'messages', aMessageLeft());
    await speak(socket, given.conversationId, 'Here we are');
    await settle(app, { sweeps: true });
    expect(await promiseRow(app, given.promise.id)).toMatchObject({ state: 'kept' });
    expect(box.letters).toEqual([]);
    socket.disconnect();
  });

  test('finds all of it done by worker and scheduler alone', async () => {
    const app = await start('web,sockets,worker,scheduler');
    const desk = await aDeskAtNight(app);
    const visitor = await as.visitor(app, { channelId: desk.channel.id });
    const socket = await visitor.socket();
    const { conversationId } = await speak(socket, undefined, 'Is anybody there?');
    const promise = await until('a promise instead of a queue', () => app.db.answerPromise.findFirst({ where: { ticketId: conversationId } }));
    expect(await app.db.chat.count()).toBe(0);
    const agent = await as.agent(app, { teamIds: [desk.team.id] });
    const console = await agent.socket();
    await speak(console, conversationId, 'Now there is');
    await until('it to be kept', async () => (await promiseRow(app, promise.id)).state === 'kept');
    for (const one of [socket, console]) one.disconnect();
  });
});
