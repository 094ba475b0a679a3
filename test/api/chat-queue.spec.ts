import { Done } from '#contracts/common.js';
import { TicketDetail, TicketPage } from '#contracts/tickets.js';
import { Conversation } from '#contracts/widget.js';
import type { Socket } from 'socket.io-client';
import { ChatEndingService } from '../../server/src/chats/chat-ending.service.js';
import { SYSTEM } from '../../server/src/platform/actor.js';
import { Database } from '../../server/src/platform/db.js';
import { RoutingService } from '../../server/src/routing/routing.service.js';
import { SocketLeases } from '../../server/src/accounts/socket-leases.js';
import { rooms } from '../../server/src/platform/sockets/rooms.js';
import { Sockets } from '../../server/src/platform/sockets/sockets.js';
import { as, type StaffClient } from '../support/as.js';
import { startApp, type TestApp } from '../support/app.js';
import { aDesk, aTalk, chatOf, type Desk, done, linesOf, speak } from '../support/desk.js';
import { Recorder } from '../support/recorder.js';
import { settle } from '../support/settle.js';
import { say } from '../support/sockets.js';
import { until } from '../support/until.js';

const ENDING = { contactReason: 'other', result: 'solved', closeTicket: false, seenSeq: 1 };

describe('the queue', () => {
  let app: TestApp;
  let desk: Desk;
  const open: Socket[] = [];
  beforeAll(async () => {
    app = await startApp();
  });
  beforeEach(async () => {
    desk = await aDesk(app);
  });
  afterEach(async () => {
    for (const socket of open.splice(0)) socket.disconnect();
    app.clock.reset();
  });
  afterAll(() => app.close());

  /** An agent whose console is connected, and known to be. */
  const onDuty = async (fields: Parameters<typeof as.agent>[1] = {}): Promise<StaffClient & { console: Socket }> => {
    const client = await as.agent(app, { teamIds: [desk.team.id], ...fields });
    const console = await client.socket();
    open.push(console);
    await app.nest.get(SocketLeases).renew();
    return Object.assign(client, { console });
  };
  const waiting = async () => {
    const talk = await aTalk(app, desk);
    open.push(talk.socket);
    return talk;
  };
  const round = () => app.nest.get(RoutingService).offerRound();

  describe('offers', () => {
    test('a chat to the agent with a free place, and tells him', async () => {
      const agent = await onDuty();
      const seen = new Recorder(agent.console);
      const { ticketId, chat } = await waiting();
      await round();
      expect(await chatOf(app, ticketId)).toMatchObject({ state: 'offered', offeredToId: agent.account.id });
      await seen.until('changed', (pointer) => pointer.kind === 'chat' && pointer.id === chat.id);
      expect((await agent.get(`/tickets?view=mine`)).as(TicketPage).items).toMatchObject([{ id: ticketId, chat: { offeredToMe: true } }]);
      (await agent.post(`/chats/${chat.id}/acceptance`)).as(TicketDetail);
    });

    test.each([
      ['not connected', {}, false],
      ['away', { availability: 'away' }, true],
      ['busy', { availability: 'busy' }, true],
      ['without places', { capacity: 0 }, true],
      ['of another team', { teamIds: [] }, true],
      ['without the permission', { permissions: ['ticket.read'] as const }, true],
    ])('nothing to somebody who is %s', async (_, fields, connected) => {
      if (connected) await onDuty(fields);
      else await as.agent(app, { teamIds: [desk.team.id] });
      const { ticketId } = await waiting();
      await round();
      expect((await chatOf(app, ticketId)).state).toBe('queued');
    });

    test('never more than there are places, however many rounds run at once', async () => {
      const [one, two] = [await onDuty({ capacity: 2, availability: 'away' }), await onDuty({ capacity: 1, availability: 'away' })];
      for (let n = 0; n < 8; n += 1) await waiting();
      // Both become free at the same moment, and nothing has been offered yet.
      await app.db.account.updateMany({ where: { id: { in: [one.account.id, two.account.id] } }, data: { availability: 'online' } });
      await Promise.all([round(), round(), round(), round()]);
      const offered = await app.db.chat.groupBy({ by: ['offeredToId'], where: { teamId: desk.team.id, state: 'offered' }, _count: true });
      expect(new Map(offered.map((row) => [row.offeredToId, row._count]))).toEqual(new Map([[one.account.id, 2], [two.account.id, 1]]));
    });

    test('the next agent a chat that nobody took in time, and the first one again when nobody else is there', async () => {
      const first = await onDuty();
      const { ticketId } = await waiting();
      await round();
      const second = await onDuty();
      app.clock.advance({ seconds: 8 });
      await settle(app, { sweeps: true });
      expect(await chatOf(app, ticketId)).toMatchObject({ state: 'offered', offeredToId: first.account.id });
      app.clock.advance({ seconds: 23 });
      await settle(app, { sweeps: true });
      await round();
      expect(await chatOf(app, ticketId)).toMatchObject({ state: 'offered', offeredToId: second.account.id });
      expect(await app.db.chatDecline.findMany({ where: { chat: { ticketId } } })).toMatchObject([{ accountId: first.account.id, reason: 'expired' }]);
      second.console.disconnect();
      await second.put('/account/availability', { availability: 'away' });
      app.clock.advance({ seconds: 31 });
      await settle(app, { sweeps: true });
      await round();
      expect(await chatOf(app, ticketId)).toMatchObject({ state: 'offered', offeredToId: first.account.id });
    });

    test('the next agent a chat that was declined; declining twice, or what was offered to another, changes nothing', async () => {
      const first = await onDuty();
      const { ticketId, chat } = await waiting();
      await round();
      const second = await onDuty();
      (await second.delete(`/chats/${chat.id}/offer`)).as(Done);
      expect(await chatOf(app, ticketId)).toMatchObject({ offeredToId: first.account.id });
      (await first.delete(`/chats/${chat.id}/offer`)).as(Done);
      await round();
      (await first.delete(`/chats/${chat.id}/offer`)).as(Done);
      expect(await chatOf(app, ticketId)).toMatchObject({ state: 'offered', offeredToId: second.account.id });
      expect((await first.post(`/chats/${chat.id}/acceptance`)).body).toMatchObject({ code: 'chat/not_waiting', data: { offeredTo: { id: second.account.id } } });
    });

    test('a transferred chat to the named person first, and never back to the giver while another is there', async () => {
      const [giver, named, third] = [await onDuty(), await onDuty({ capacity: 1 }), await onDuty()];
      const { ticketId, chat } = await waiting();
      await giver.post(`/chats/${chat.id}/acceptance`);
      await giver.post(`/chats/${chat.id}/transfer`, { accountId: named.account.id });
      await round();
      expect(await chatOf(app, ticketId)).toMatchObject({ offeredToId: named.account.id });
      await named.delete(`/chats/${chat.id}/offer`);
      await round();
      expect(await chatOf(app, ticketId)).toMatchObject({ offeredToId: third.account.id });
    });
  });

  describe('takes back', () => {
    test('the chats of an agent who vanished for 60 seconds, to its head', async () => {
      const agent = await onDuty();
      const { ticketId, chat } = await waiting();
      await agent.post(`/chats/${chat.id}/acceptance`);
      const younger = await waiting();
      await round();
      agent.console.disconnect();
      await until('the server to notice', () => app.nest.get(Sockets).inRoom('/agent', rooms.account(agent.account.id)).next().done);
      app.clock.advance({ seconds: 50 });
      await settle(app, { sweeps: true });
      expect((await chatOf(app, ticketId)).state).toBe('accepted');
      app.clock.advance({ seconds: 15 });
      await settle(app, { sweeps: true });
      expect(await chatOf(app, ticketId)).toMatchObject({ state: 'queued', agentId: null, queuedAt: chat.queuedAt });
      expect(await linesOf(app, ticketId)).toEqual(['chat.queued', 'chat.joined', 'chat.requeued']);
      expect((await younger.visitor.get(`/widget/conversations/${younger.ticketId}`)).as(Conversation).queue?.position).toBe(2);
      const next = await onDuty({ capacity: 1 });
      await round();
      expect(await chatOf(app, ticketId)).toMatchObject({ state: 'offered', offeredToId: next.account.id });
    });

    test('nothing from an agent who is back in time, or has a second console open', async () => {
      const agent = await onDuty();
      const { ticketId, chat } = await waiting();
      await agent.post(`/chats/${chat.id}/acceptance`);
      open.push(await agent.socket());
      agent.console.disconnect();
      app.clock.advance({ minutes: 5 });
      await settle(app, { sweeps: true });
      expect((await chatOf(app, ticketId)).state).toBe('accepted');
    });
  });

  describe('tells', () => {
    test('each customer the place at every change of it, and nobody another’s', async () => {
      const agent = await onDuty({ availability: 'busy' });
      const [first, second, third] = [await waiting(), await waiting(), await waiting()];
      const [seen, others] = [new Recorder(third.socket), new Recorder(second.socket)];
      await agent.post(`/chats/${first.chat.id}/acceptance`);
      expect(await seen.until('queue', (place) => place.position === 2)).toEqual({ conversationId: third.ticketId, position: 2, etaSeconds: null });
      await agent.post(`/chats/${second.chat.id}/acceptance`);
      await seen.until('queue', (place) => place.position === 1);
      expect((await third.visitor.get(`/widget/conversations/${third.ticketId}`)).as(Conversation)).toMatchObject({ chat: 'queued', queue: { position: 1 } });
      expect(new Set(seen.of('queue').map((place) => place.conversationId))).toEqual(new Set([third.ticketId]));
      expect(others.of('queue').filter((place) => place.conversationId !== second.ticketId)).toEqual([]);
    });

    test('the lists of the team that something moved, once for many, and no other team', async () => {
      const [own, other] = [await onDuty({ availability: 'busy' }), await onDuty({ availability: 'busy', teamIds: [] })];
      const [lists, elsewhere] = [new Recorder(own.console), new Recorder(other.console)];
      const since = performance.now();
      for (let n = 0; n < 5; n += 1) await waiting();
      await lists.until('changed', (pointer) => pointer.kind === 'queue');
      // What was sent before this answer has arrived by now.
      for (const { console } of [own, other]) await say(console, 'conversation:close', { conversationId: desk.team.id });
      const seconds = (performance.now() - since) / 1_000;
      expect(lists.of('changed').filter((pointer) => pointer.kind === 'queue').length).toBeLessThanOrEqual(2 + seconds);
      expect(elsewhere.of('changed')).toEqual([]);
    });
  });

  describe('after silence', () => {
    const attended = async () => {
      const agent = await onDuty();
      const talk = await waiting();
      await agent.post(`/chats/${talk.chat.id}/acceptance`);
      await speak(agent.console, talk.ticketId, 'Which batch is it?');
      return { agent, ...talk };
    };

    test('asks the customer after 5 minutes, ends the chat after 10, and keeps the ticket', async () => {
      const { ticketId, agent } = await attended();
      app.clock.advance({ minutes: 4, seconds: 55 });
      await settle(app, { sweeps: true });
      expect(await linesOf(app, ticketId)).not.toContain('chat.still_there');
      app.clock.advance({ seconds: 6 });
      await settle(app, { sweeps: true });
      await settle(app, { sweeps: true });
      expect(await linesOf(app, ticketId)).toEqual(['chat.queued', 'chat.joined', 'chat.still_there']);
      app.clock.advance({ minutes: 5 });
      await settle(app, { sweeps: true });
      expect(await chatOf(app, ticketId)).toMatchObject({ state: 'ended', result: 'no_reply', endedByKind: 'system' });
      expect((await agent.get(`/tickets/${ticketId}`)).as(TicketDetail).ticket).toMatchObject({ state: 'open', waitingSince: null, assignee: { id: agent.account.id } });
    });

    test('does nothing while the customer waits for us', async () => {
      const { ticketId, socket } = await attended();
      await speak(socket, ticketId, 'B09');
      app.clock.advance({ hours: 1 });
      await settle(app, { sweeps: true });
      expect(await chatOf(app, ticketId)).toMatchObject({ state: 'accepted' });
      expect(await linesOf(app, ticketId)).not.toContain('chat.still_there');
    });

    test('looks once more before it asks or ends: a word may have come meanwhile', async () => {
      const { ticketId, socket, chat } = await attended();
      app.clock.advance({ minutes: 5, seconds: 1 });
      await settle(app, { sweeps: true });
      app.clock.advance({ minutes: 5 });
      // What the sweep has found due is no longer so when it holds the rows.
      await speak(socket, ticketId, 'B09');
      await app.nest.get(Database).transaction((tx) => app.nest.get(ChatEndingService).attendToSilence(tx, SYSTEM, chat.id));
      expect((await chatOf(app, ticketId)).state).toBe('accepted');
    });

    test('begins again with every word', async () => {
      const { ticketId, socket, agent } = await attended();
      app.clock.advance({ minutes: 6 });
      await settle(app, { sweeps: true });
      await speak(socket, ticketId, 'Still here');
      await speak(agent.console, ticketId, 'Good');
      app.clock.advance({ minutes: 5, seconds: 5 });
      await settle(app, { sweeps: true });
      expect(await chatOf(app, ticketId)).toMatchObject({ state: 'accepted' });
      expect((await linesOf(app, ticketId)).filter((line) => line === 'chat.still_there')).toHaveLength(2);
    });
  });

  describe('after the end', () => {
    test('a customer who writes again wakes a new chat, offered first to the former agent', async () => {
      const [former, idle] = [await onDuty({ capacity: 4 }), await onDuty({ capacity: 20 })];
      const { ticketId, chat, socket } = await waiting();
      await former.post(`/chats/${chat.id}/acceptance`);
      const busy = await waiting();
      await former.post(`/chats/${busy.chat.id}/acceptance`);
      await former.post(`/chats/${chat.id}/ending`, ENDING);
      expect((await speak(socket, ticketId, 'One more thing')).conversationId).toBe(ticketId);
      await settle(app);
      await round();
      const next = await chatOf(app, ticketId);
      expect(next.id).not.toBe(chat.id);
      expect(next).toMatchObject({ state: 'offered', offeredToId: former.account.id });
      await former.delete(`/chats/${next.id}/offer`);
      await round();
      expect(await chatOf(app, ticketId)).toMatchObject({ offeredToId: idle.account.id });
    });

    test('several words wake one chat', async () => {
      const agent = await onDuty();
      const { ticketId, chat, socket } = await waiting();
      await agent.post(`/chats/${chat.id}/acceptance`);
      await agent.post(`/chats/${chat.id}/ending`, ENDING);
      await Promise.all([1, 2, 3, 4, 5].map((n) => speak(socket, ticketId, `Word ${n}`)));
      await settle(app);
      expect(await app.db.chat.count({ where: { ticketId } })).toBe(2);
      expect(await app.db.event.count({ where: { subject: ticketId, name: 'timeline.woken' } })).toBe(1);
      expect((await done(socket, 'conversation:open', { conversationId: ticketId })).head).toBeGreaterThan(5);
    });
  });
});
