import { ChatsJobs } from '../../server/src/chats/chats.jobs.js';
import { RoutingService } from '../../server/src/routing/routing.service.js';
import { SocketLeases } from '../../server/src/accounts/socket-leases.js';
import { aTicket } from '#prisma/factories/ticket.factory.js';
import type { Env } from '../../server/src/platform/env.js';
import { newId } from '../../server/src/platform/ids.js';
import { ENV } from '../../server/src/platform/tokens.js';
import { as } from '../support/as.js';
import { startApp, type TestApp } from '../support/app.js';
import { aDesk, aTalk, chatOf, type Desk, linesOf, speak } from '../support/desk.js';
import { settle } from '../support/settle.js';

describe('after a time in which nobody looked', () => {
  let app: TestApp;
  let desk: Desk;
  beforeAll(async () => {
    app = await startApp();
  });
  beforeEach(async () => {
    desk = await aDesk(app);
  });
  afterEach(() => app.clock.reset());
  afterAll(() => app.close());

  const accepted = async () => {
    const agent = await as.agent(app, { teamIds: [desk.team.id] });
    const console = await agent.socket();
    const talk = await aTalk(app, desk);
    expect((await agent.post(`/chats/${talk.chat.id}/acceptance`)).status).toBe(200);
    return { agent, console, ...talk };
  };

  test('keeps the chats of an agent who was connected all the time, however old his lease became', async () => {
    const { ticketId, agent, socket, console } = await accepted();
    app.clock.advance({ minutes: 5 });
    await app.nest.get(ChatsJobs).takeBackFromTheGone();
    expect(await chatOf(app, ticketId)).toMatchObject({ state: 'accepted', agentId: agent.account.id });
    for (const one of [socket, console]) one.disconnect();
  });

  test('gives agents a minute to come back before it takes their chats', async () => {
    const { ticketId, socket, console } = await accepted();
    for (const one of [socket, console]) one.disconnect();
    // As a start finds it: old leases, nobody connected yet.
    await app.db.socketLease.updateMany({ data: { seenAt: new Date(0) } });
    await app.db.chat.updateMany({ data: { acceptedAt: new Date(0) } });
    const other = await startApp({ DATABASE_URL: app.nest.get<Env>(ENV).DATABASE_URL });
    try {
      await other.nest.get(ChatsJobs).takeBackFromTheGone();
      expect((await chatOf(app, ticketId)).state).toBe('accepted');
      other.clock.advance({ seconds: 61 });
      await other.nest.get(ChatsJobs).takeBackFromTheGone();
      expect((await chatOf(app, ticketId)).state).toBe('queued');
    } finally {
      await other.close();
    }
  });

  test('asks a silent customer first and leaves him time to answer', async () => {
    const { ticketId, console } = await accepted();
    await speak(console, ticketId, 'Which batch is it?');
    app.clock.advance({ hours: 1 });
    await settle(app, { sweeps: true });
    await settle(app, { sweeps: true });
    expect(await linesOf(app, ticketId)).toContain('chat.still_there');
    expect((await chatOf(app, ticketId)).state).toBe('accepted');
    app.clock.advance({ minutes: 5, seconds: 1 });
    await settle(app, { sweeps: true });
    expect((await chatOf(app, ticketId)).state).toBe('ended');
    console.disconnect();
  });

  test('offers the chats of a team that is there, however many wait for one that is not', async () => {
    const absent = await aDesk(app);
    for (let n = 0; n < 101; n += 1) {
      const { id } = await aTicket(app.db, { channelId: absent.channel.id, teamId: absent.team.id });
      await app.db.chat.create({ data: { id: newId(), ticketId: id, teamId: absent.team.id, queuedAt: new Date(0) } });
    }
    const agent = await as.agent(app, { teamIds: [desk.team.id] });
    const console = await agent.socket();
    await app.nest.get(SocketLeases).renew();
    const { ticketId, socket } = await aTalk(app, desk);
    await app.nest.get(RoutingService).offerRound();
    expect(await chatOf(app, ticketId)).toMatchObject({ state: 'offered', offeredToId: agent.account.id });
    for (const one of [socket, console]) one.disconnect();
  });
});
