import { as, type StaffClient } from '../support/as.js';
import { startApp, type TestApp } from '../support/app.js';
import { aDesk, aTalk, type Desk, done, refused, speak } from '../support/desk.js';
import { Recorder } from '../support/recorder.js';

const SECRET = 'My card number is 4111';

describe('recalling a message', () => {
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

  test('takes the text from both sides, appends an entry that a sync replays, and keeps it for the audit', async () => {
    const { socket, visitor, ticketId } = await aTalk(app, desk);
    const staff = await agent.socket();
    await done(staff, 'conversation:open', { conversationId: ticketId });
    const seen = new Recorder(staff);
    const { message } = await speak(socket, ticketId, SECRET);
    await seen.until('message', (event) => event.message.id === message.id);
    const { seq } = await done(socket, 'message:recall', { conversationId: ticketId, messageId: message.id });
    expect(seq).toBe(message.seq + 1);
    const told = await seen.until('message', (event) => event.message.system?.code === 'message.recalled');
    expect(told.message.system?.data).toMatchObject({ messageId: message.id });
    for (const synced of [await done(staff, 'conversation:sync', { conversationId: ticketId, limit: 50 }), await done(socket, 'conversation:sync', { conversationId: ticketId, limit: 50 })]) {
      expect(JSON.stringify(synced)).not.toContain('4111');
      expect(synced.messages.find((entry) => entry.id === message.id)).toMatchObject({ text: null, recalledAt: expect.any(String) });
    }
    for (const answer of [await agent.get(`/tickets/${ticketId}`), await agent.get('/tickets?view=unassigned'), await visitor.get('/widget/conversations')]) expect(JSON.stringify(answer.body)).not.toContain('4111');
    expect(await app.db.message.findUniqueOrThrow({ where: { id: message.id } })).toMatchObject({ text: null, recalledText: SECRET });
    expect(JSON.stringify(await app.db.event.findMany())).not.toContain('4111');
  });

  test('twice, also at once, gives the first answer', async () => {
    const { socket, ticketId } = await aTalk(app, desk);
    const { message } = await speak(socket, ticketId, SECRET);
    const answers = await Promise.all([1, 2, 3].map(() => done(socket, 'message:recall', { conversationId: ticketId, messageId: message.id })));
    app.clock.advance({ minutes: 10 });
    answers.push(await done(socket, 'message:recall', { conversationId: ticketId, messageId: message.id }));
    expect(new Set(answers.map((answer) => answer.seq))).toEqual(new Set([message.seq + 1]));
    expect(await app.db.message.count({ where: { ticketId, kind: 'system', system: { path: ['code'], equals: 'message.recalled' } } })).toBe(1);
  });

  test('is over after two minutes', async () => {
    const { socket, ticketId } = await aTalk(app, desk);
    const { message } = await speak(socket, ticketId, SECRET);
    app.clock.advance({ minutes: 2, seconds: 1 });
    expect(await refused(socket, 'message:recall', { conversationId: ticketId, messageId: message.id })).toBe('message/recall_too_late');
    expect(await app.db.message.findUniqueOrThrow({ where: { id: message.id } })).toMatchObject({ text: SECRET, recalledAt: null });
  });

  test('is for its author alone', async () => {
    const { socket, ticketId } = await aTalk(app, desk);
    const staff = await agent.socket();
    const [theirs, ours] = [(await speak(socket, ticketId)).message, (await speak(staff, ticketId, 'Hello')).message];
    const colleague = await (await as.agent(app, { teamIds: [desk.team.id], role: 'lead' })).socket();
    expect(await refused(staff, 'message:recall', { conversationId: ticketId, messageId: theirs.id })).toBe('message/not_own');
    expect(await refused(colleague, 'message:recall', { conversationId: ticketId, messageId: ours.id })).toBe('message/not_own');
    expect(await refused(socket, 'message:recall', { conversationId: ticketId, messageId: ours.id })).toBe('message/not_own');
    const line = await app.db.message.findFirstOrThrow({ where: { ticketId, kind: 'system' } });
    expect(await refused(staff, 'message:recall', { conversationId: ticketId, messageId: line.id })).toBe('message/not_own');
  });

  test('of a note stays among staff and leaves the customer’s numbers alone', async () => {
    const { socket, ticketId } = await aTalk(app, desk);
    const staff = await agent.socket();
    const { message } = await speak(staff, ticketId, 'He is rude', { internal: true });
    const before = (await done(socket, 'conversation:open', { conversationId: ticketId })).head;
    expect(await refused(socket, 'message:recall', { conversationId: ticketId, messageId: message.id })).toBe('resource/not_found');
    expect((await done(staff, 'message:recall', { conversationId: ticketId, messageId: message.id })).seq).toBe(message.seq + 1);
    expect((await done(socket, 'conversation:open', { conversationId: ticketId })).head).toBe(before);
  });

  test('keeps an id used: the same message cannot be sent again under it', async () => {
    const { socket, ticketId } = await aTalk(app, desk);
    const first = await speak(socket, ticketId, SECRET, { clientMessageId: 'card' });
    await done(socket, 'message:recall', { conversationId: ticketId, messageId: first.message.id });
    expect(await speak(socket, ticketId, SECRET, { clientMessageId: 'card' })).toMatchObject({ message: { id: first.message.id } });
    expect(await app.db.message.count({ where: { clientMessageId: 'card' } })).toBe(1);
  });
});
