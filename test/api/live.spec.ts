import { LiveBoard } from '#contracts/chats.js';
import { SocketLeases } from '../../server/src/accounts/socket-leases.js';
import { as } from '../support/as.js';
import { startApp, type TestApp } from '../support/app.js';
import { aDesk, aTalk, done, refused, aMessage, speak } from '../support/desk.js';
import { Recorder } from '../support/recorder.js';

describe('the live board', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterEach(() => app.clock.reset());
  afterAll(() => app.close());

  test('is for leads: it asks strangers to sign in and refuses agents and visitors', async () => {
    expect((await as.stranger(app).get('/live')).code).toBe('session/required');
    expect((await (await as.visitor(app)).get('/live')).code).toBe('session/required');
    const answer = await (await as.agent(app)).get('/live');
    expect([answer.status, answer.code]).toEqual([403, 'permission/missing']);
  });

  test('counts who waits, who attends and how loaded everybody is', async () => {
    const desk = await aDesk(app);
    const lead = await as.agent(app, { role: 'lead', teamIds: [desk.team.id], availability: 'busy' });
    const agent = await as.agent(app, { teamIds: [desk.team.id], capacity: 3 });
    const [waiting, attended, answered] = [await aTalk(app, desk, 'Longest'), await aTalk(app, desk), await aTalk(app, desk)];
    for (const { chat } of [attended, answered]) await agent.post(`/chats/${chat.id}/acceptance`);
    const console = await agent.socket();
    await app.nest.get(SocketLeases).renew();
    app.clock.advance({ seconds: 20 });
    await speak(console, answered.ticketId, 'Good day');
    const board = (await lead.get('/live')).as(LiveBoard);
    const own = board.queues.find((queue) => queue.team.id === desk.team.id);
    // The console is connected, so the waiting chat is on offer to it: that takes no place until it is accepted.
    expect(own).toMatchObject({ waiting: 1, agentsOnline: 1, freeSlots: 1 });
    expect(board).toMatchObject({ waiting: 1, active: 2, endedToday: 0, firstReplies: 1 });
    expect(board.medianFirstReplySeconds).toBeGreaterThanOrEqual(20);
    expect(board.longestWaitSince).toBe((await app.db.chat.findUniqueOrThrow({ where: { id: waiting.chat.id } })).queuedAt.toISOString());
    expect(board.agents.find((person) => person.id === agent.account.id)).toMatchObject({ connected: true, load: 2, waitingForAgent: 1, capacity: 3 });
    expect(board.agents.find((person) => person.id === lead.account.id)).toMatchObject({ connected: false, load: 0 });
    expect(board.chats.map((chat) => [chat.ticketId, chat.can.takeOver])).toEqual(expect.arrayContaining([[attended.ticketId, true], [waiting.ticketId, false]]));
    await agent.post(`/chats/${answered.chat.id}/ending`, { contactReason: 'other', result: 'solved', closeTicket: true, seenSeq: 1 });
    expect((await lead.get('/live')).as(LiveBoard)).toMatchObject({ active: 1, endedToday: 1, firstReplies: 1 });
    console.disconnect();
  });

  test('shows a lead the own teams alone, and a manager every team', async () => {
    const [own, other] = [await aDesk(app), await aDesk(app)];
    const lead = await as.agent(app, { role: 'lead', teamIds: [own.team.id] });
    const colleague = await as.agent(app, { teamIds: [other.team.id] });
    const hidden = await aTalk(app, other, 'Not for this lead');
    const board = (await lead.get('/live')).as(LiveBoard);
    expect(board.queues.map((queue) => queue.team.id)).toEqual([own.team.id]);
    expect(JSON.stringify(board)).not.toMatch(new RegExp(`${hidden.ticketId}|${colleague.account.id}|Not for this lead`));
    const manager = await as.agent(app, { role: 'manager' });
    expect((await manager.get('/live')).as(LiveBoard).chats.map((chat) => chat.ticketId)).toContain(hidden.ticketId);
  });

  test('lets a lead watch and whisper: the agent reads it, the customer sees neither', async () => {
    const desk = await aDesk(app);
    const agent = await as.agent(app, { teamIds: [desk.team.id] });
    const lead = await as.agent(app, { role: 'lead', teamIds: [desk.team.id], availability: 'busy', name: 'Leandra' });
    const { ticketId, chat, socket } = await aTalk(app, desk);
    const console = await agent.socket();
    await agent.post(`/chats/${chat.id}/acceptance`);
    const [desktop, widget] = [new Recorder(console), new Recorder(socket)];
    const watching = await lead.socket();
    await done(watching, 'conversation:open', { conversationId: ticketId });
    await speak(watching, ticketId, 'Offer her the new lid', { internal: true });
    await desktop.until('message', ({ message }) => message.text === 'Offer her the new lid' && message.internal && message.author.name === 'Leandra');
    await done(watching, 'typing', { conversationId: ticketId, on: true });
    const { message } = await speak(console, ticketId, 'May I send you a new lid?');
    await widget.until('message', (event) => event.message.seq === 4 && event.message.id === message.id);
    expect(JSON.stringify(widget.heard.filter(({ event }) => event !== 'typing'))).not.toMatch(/Leandra|Offer her/);
    expect(await refused(socket, 'message:send', aMessage({ conversationId: ticketId, internal: true }))).toBe('permission/missing');
    for (const one of [console, watching]) one.disconnect();
  });
});
