import type { Socket } from 'socket.io-client';
import { TicketDetail } from '#contracts/tickets.js';
import { as, type StaffClient } from '../support/as.js';
import { startApp, type TestApp } from '../support/app.js';
import { aDesk, aTalk, type Desk, done, speak, type Talk } from '../support/desk.js';
import { Recorder } from '../support/recorder.js';
import { settle } from '../support/settle.js';

describe('who only looks on', () => {
  let app: TestApp;
  let desk: Desk;
  let talk: Talk;
  let agent: StaffClient;
  const open: Socket[] = [];
  beforeAll(async () => {
    app = await startApp();
  });
  beforeEach(async () => {
    desk = await aDesk(app);
    talk = await aTalk(app, desk);
    agent = await as.agent(app, { teamIds: [desk.team.id], availability: 'busy' });
    (await agent.post(`/chats/${talk.chat.id}/acceptance`)).as(TicketDetail);
  });
  afterEach(() => {
    for (const socket of [talk.socket, ...open.splice(0)]) socket.disconnect();
  });
  afterAll(() => app.close());

  const consoleOf = async (client: StaffClient) => {
    const socket = await client.socket();
    open.push(socket);
    await done(socket, 'conversation:open', { conversationId: talk.ticketId });
    return socket;
  };
  const unread = async () => (await agent.get(`/tickets/${talk.ticketId}`)).as(TicketDetail).ticket.unread;
  const read = async (socket: Socket, seq: number) => done(socket, 'conversation:read', { conversationId: talk.ticketId, seq });

  test('leaves unread what the assignee has not read, and read what he has', async () => {
    const lead = await as.agent(app, { role: 'lead', teamIds: [desk.team.id], availability: 'busy' });
    const [theirs, own] = [await consoleOf(lead), await consoleOf(agent)];
    await speak(talk.socket, talk.ticketId, 'Are you there?');
    const { head } = await done(own, 'conversation:open', { conversationId: talk.ticketId });
    const before = await unread();
    expect(before).toBeGreaterThan(0);
    await read(theirs, head);
    expect(await unread()).toBe(before);
    await read(own, head);
    expect(await unread()).toBe(0);
    await read(theirs, 1);
    expect(await unread()).toBe(0);
  });

  test('does not type on the customer’s screen without the permission to reply', async () => {
    const watcher = await as.agent(app, { permissions: ['ticket.read'], teamIds: [desk.team.id] });
    const [theirs, own, seen] = [await consoleOf(watcher), await consoleOf(agent), new Recorder(talk.socket)];
    await done(theirs, 'typing', { conversationId: talk.ticketId, on: true });
    await done(own, 'typing', { conversationId: talk.ticketId, on: true });
    await seen.until('typing');
    expect(seen.of('typing').map(({ by }) => by.id)).toEqual([agent.account.id]);
  });

  test('customers hear nothing of offers made and passed', async () => {
    const waiting = await aTalk(app, desk);
    open.push(waiting.socket);
    const seen = new Recorder(waiting.socket);
    const free = await as.agent(app, { teamIds: [desk.team.id] });
    await consoleOf(free);
    await settle(app, { sweeps: true });
    expect((await free.delete(`/chats/${waiting.chat.id}/offer`)).status).toBe(200);
    (await free.post(`/chats/${waiting.chat.id}/acceptance`)).as(TicketDetail);
    await seen.until('changed');
    const passed = await app.db.event.count({ where: { subject: waiting.chat.id, name: { in: ['chat.offered', 'chat.offer_passed'] } } });
    expect(passed).toBeGreaterThan(1);
    expect(seen.of('changed')).toHaveLength(1);
  });
});
