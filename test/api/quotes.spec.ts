import { aMessage, aDesk, aTalk, type Desk, done, refused, speak } from '../support/desk.js';
import { newId } from '../../server/src/platform/ids.js';
import { startApp, type TestApp } from '../support/app.js';
import { as, type StaffClient } from '../support/as.js';
import { Recorder } from '../support/recorder.js';

describe('a message that answers another one', () => {
  let app: TestApp;
  let desk: Desk;
  let agent: StaffClient;
  beforeAll(async () => {
    app = await startApp();
    desk = await aDesk(app);
    agent = await as.agent(app, { teamIds: [desk.team.id] });
  });
  afterAll(() => app.close());

  const synced = async (socket: Awaited<ReturnType<StaffClient['socket']>>, conversationId: string, id: string) =>
    (await done(socket, 'conversation:sync', { conversationId, limit: 50 })).messages.find((message) => message.id === id);

  test('carries it to both sides, at once and later, with its place in each stream', async () => {
    const { socket, ticketId } = await aTalk(app, desk);
    const staff = await agent.socket();
    await done(staff, 'conversation:open', { conversationId: ticketId });
    await speak(staff, ticketId, 'he sounds cross', { internal: true });
    const original = await speak(socket, ticketId, '漏水的是 B09 批次吗？');
    const heard = new Recorder(socket);
    const { message } = await speak(staff, ticketId, '是的', { replyTo: original.message.id });
    const author = { kind: 'customer', id: expect.any(String), name: expect.any(String) };
    const quote = { id: original.message.id, author, kind: 'text', text: '漏水的是 B09 批次吗？', recalled: false };
    const told = await heard.until('message', (event) => event.message.id === message.id);
    expect(told.message.replyTo).toEqual({ ...quote, seq: original.message.seq });
    expect((await synced(socket, ticketId, message.id))?.replyTo).toEqual({ ...quote, seq: original.message.seq });
    const forStaff = (await synced(staff, ticketId, message.id))?.replyTo;
    expect(forStaff).toEqual({ ...quote, seq: original.message.seq + 1 });
    expect((await synced(staff, ticketId, original.message.id))?.seq).toBe(forStaff?.seq);
    const other = await speak(socket, ticketId, 'thanks', { replyTo: message.id });
    expect((await synced(staff, ticketId, other.message.id))?.replyTo).toMatchObject({ text: '是的', author: { kind: 'agent', name: agent.account.name } });
  });

  test('shows the beginning of a long one, cut between characters', async () => {
    const { socket, ticketId } = await aTalk(app, desk);
    const { message: original } = await speak(socket, ticketId, `a${'😀'.repeat(300)}`);
    const { message } = await speak(socket, ticketId, 'that', { replyTo: original.id });
    const text = (await synced(socket, ticketId, message.id))?.replyTo?.text ?? '';
    expect([...text]).toHaveLength(140);
    expect(text.isWellFormed() && text.endsWith('😀…')).toBe(true);
  });

  test('has no replyTo when it answers none', async () => {
    const { socket, ticketId } = await aTalk(app, desk);
    const { message } = await speak(socket, ticketId);
    expect(Object.keys((await synced(socket, ticketId, message.id)) ?? {})).not.toContain('replyTo');
  });

  test('loses its words with the recall of the original, also when both happen at once', async () => {
    const { socket, ticketId } = await aTalk(app, desk);
    const staff = await agent.socket();
    for (let round = 0; round < 8; round += 1) {
      const { message: original } = await speak(socket, ticketId, 'My card number is 4111');
      const [answer] = await Promise.all([
        speak(staff, ticketId, 'Please take that back', { replyTo: original.id }),
        done(socket, 'message:recall', { conversationId: ticketId, messageId: original.id }),
      ]);
      expect((await synced(staff, ticketId, answer.message.id))?.replyTo).toMatchObject({ id: original.id, text: null, recalled: true });
      // And one that answers it afterwards never gets them.
      const late = await speak(socket, ticketId, 'Sorry', { replyTo: original.id });
      expect((await synced(socket, ticketId, late.message.id))?.replyTo).toMatchObject({ text: null, recalled: true });
    }
    const kept = await app.db.message.findMany({ where: { ticketId }, select: { replyTo: true } });
    expect(JSON.stringify(kept)).not.toContain('4111');
  });

  test('takes its quote along when it is recalled itself', async () => {
    const { socket, ticketId } = await aTalk(app, desk);
    const { message: original } = await speak(socket, ticketId);
    const { message } = await speak(socket, ticketId, 'that', { replyTo: original.id });
    await done(socket, 'message:recall', { conversationId: ticketId, messageId: message.id });
    expect(await synced(socket, ticketId, message.id)).toMatchObject({ text: null });
    expect((await synced(socket, ticketId, message.id))?.replyTo).toBeUndefined();
  });

  test('never shows a customer what colleagues wrote to each other', async () => {
    const { socket, ticketId } = await aTalk(app, desk);
    const staff = await agent.socket();
    const { message: note } = await speak(staff, ticketId, 'he sounds cross', { internal: true });
    expect(await refused(staff, 'message:send', { ...aMessage({ replyTo: note.id }), conversationId: ticketId })).toBe('request/invalid');
    expect(await refused(socket, 'message:send', { ...aMessage({ replyTo: note.id }), conversationId: ticketId })).toBe('request/invalid');
    const { message } = await speak(staff, ticketId, 'I agree', { internal: true, replyTo: note.id });
    expect((await synced(staff, ticketId, message.id))?.replyTo?.text).toBe('he sounds cross');
  });

  test('answers a message of its own conversation', async () => {
    const [one, two] = [await aTalk(app, desk), await aTalk(app, desk)];
    const { message: foreign } = await speak(two.socket, two.ticketId);
    const line = await app.db.message.findFirstOrThrow({ where: { ticketId: one.ticketId, kind: 'system' } });
    for (const replyTo of [foreign.id, line.id, newId()])
      expect(await refused(one.socket, 'message:send', { ...aMessage({ replyTo }), conversationId: one.ticketId })).toBe('request/invalid');
    expect(await refused(one.socket, 'message:send', aMessage({ replyTo: foreign.id }))).toBe('request/invalid');
    const posted = await agent.post(`/tickets/${one.ticketId}/messages`, { ...aMessage({ replyTo: foreign.id }) });
    expect(posted.code).toBe('request/invalid');
  });

  test('is written once, and its id is not good for an answer to another one', async () => {
    const { socket, ticketId } = await aTalk(app, desk);
    const [first, second] = [await speak(socket, ticketId, 'one'), await speak(socket, ticketId, 'two')];
    const send = { ...aMessage({ text: 'this', replyTo: first.message.id }), conversationId: ticketId };
    const answers = await Promise.all([1, 2, 3, 4].map(() => done(socket, 'message:send', send)));
    expect(new Set(answers.map((answer) => answer.message.id)).size).toBe(1);
    expect(await app.db.message.count({ where: { ticketId, clientMessageId: send.clientMessageId } })).toBe(1);
    expect(await refused(socket, 'message:send', { ...send, replyTo: second.message.id })).toBe('message/id_reused');
    const { replyTo: _, ...plain } = send;
    expect(await refused(socket, 'message:send', plain)).toBe('message/id_reused');
    const bare = { ...aMessage({ text: 'bare' }), conversationId: ticketId };
    await done(socket, 'message:send', bare);
    expect(await refused(socket, 'message:send', { ...bare, replyTo: first.message.id })).toBe('message/id_reused');
    // Numbers stay dense whatever was refused between.
    const { messages } = await done(socket, 'conversation:sync', { conversationId: ticketId, limit: 50 });
    expect(messages.map((message) => message.seq)).toEqual(messages.map((_one, at) => at + 1));
  });

  test('that opens a linked conversation leaves the quote behind, also when repeated', async () => {
    const { socket, ticketId } = await aTalk(app, desk);
    const { message: original } = await speak(socket, ticketId);
    const staff = await as.agent(app, { teamIds: [desk.team.id], role: 'manager' });
    const { id } = await app.db.chat.findFirstOrThrow({ where: { ticketId } });
    await app.db.chat.update({ where: { id }, data: { state: 'ended', endedAt: app.clock.now() } });
    const { staffHead } = await app.db.timeline.findUniqueOrThrow({ where: { ticketId } });
    const closed = await staff.post(`/tickets/${ticketId}/closure?seenSeq=${staffHead}`);
    expect(closed.status).toBe(200);
    const send = { ...aMessage({ text: 'one more thing', replyTo: original.id }), conversationId: ticketId };
    const [first, again] = [await done(socket, 'message:send', send), await done(socket, 'message:send', send)];
    expect(first.conversationId).not.toBe(ticketId);
    expect(again).toEqual(first);
    expect(await app.db.message.findUniqueOrThrow({ where: { id: first.message.id } })).toMatchObject({ text: 'one more thing', replyTo: null });
  });
});
