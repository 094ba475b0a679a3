import { Done } from '#contracts/common.js';
import { TicketDetail, TicketPage } from '#contracts/tickets.js';
import { aTicket } from '#prisma/factories/ticket.factory.js';
import type { Socket } from 'socket.io-client';
import { SocketLeases } from '../../server/src/accounts/socket-leases.js';
import { RoutingService } from '../../server/src/routing/routing.service.js';
import { as, type StaffClient } from '../support/as.js';
import { startApp, type TestApp } from '../support/app.js';
import { aDesk, aTalk, chatOf, type Desk, linesOf } from '../support/desk.js';
import { settle } from '../support/settle.js';

describe('a chat that is given to a person', () => {
  let app: TestApp;
  let desk: Desk;
  let admin: StaffClient;
  const open: Socket[] = [];
  beforeAll(async () => {
    app = await startApp();
    admin = await as.agent(app, { role: 'admin', availability: 'offline' });
  });
  beforeEach(async () => {
    desk = await aDesk(app);
  });
  afterEach(() => {
    for (const socket of open.splice(0)) socket.disconnect();
    app.clock.reset();
  });
  afterAll(() => app.close());

  const onDuty = async (fields: Parameters<typeof as.agent>[1] = {}) => {
    const client = await as.agent(app, { teamIds: [desk.team.id], ...fields });
    open.push(await client.socket());
    await app.nest.get(SocketLeases).renew();
    return client;
  };
  const waiting = async () => {
    const talk = await aTalk(app, desk);
    open.push(talk.socket);
    return talk;
  };
  const round = () => app.nest.get(RoutingService).offerRound();
  const seconds = async (count: number) => {
    app.clock.advance({ seconds: count });
    await settle(app, { sweeps: true });
    await round();
  };
  const mine = async (client: StaffClient) => (await client.get('/tickets?view=mine')).as(TicketPage).items.map((row) => row.id);

  test.each([
    ['has no free place', { capacity: 0 }],
    ['is busy', { availability: 'busy' }],
    ['is away', { availability: 'away' }],
  ] as const)('who %s is kept for that person, and goes to others when the time is over', async (_, fields) => {
    const giver = await onDuty({ availability: 'busy', capacity: 9 });
    const { ticketId, chat } = await waiting();
    await giver.post(`/chats/${chat.id}/acceptance`);
    const [named, third] = [await onDuty(fields), await onDuty()];
    (await giver.post(`/chats/${chat.id}/transfer`, { accountId: named.account.id })).as(Done);
    await round();
    expect(await chatOf(app, ticketId)).toMatchObject({ state: 'queued', reservedForId: named.account.id });
    expect(await mine(named)).toEqual([ticketId]);
    expect((await third.get(`/tickets/${ticketId}`)).as(TicketDetail).chat?.reserved).toMatchObject({ person: { id: named.account.id, name: named.account.name } });
    await seconds(115);
    expect(await chatOf(app, ticketId)).toMatchObject({ state: 'queued', reservedForId: named.account.id });
    await seconds(6);
    expect(await chatOf(app, ticketId)).toMatchObject({ state: 'offered', offeredToId: third.account.id, reservedForId: null, queuedAt: chat.queuedAt });
    expect(await mine(named)).toEqual([]);
  });

  test('is offered to that person as soon as a place is free', async () => {
    const giver = await onDuty({ availability: 'busy', capacity: 9 });
    const named = await onDuty({ availability: 'away' });
    const { ticketId, chat } = await waiting();
    await giver.post(`/chats/${chat.id}/acceptance`);
    await giver.post(`/chats/${chat.id}/transfer`, { accountId: named.account.id });
    await onDuty();
    await round();
    await named.put('/account/availability', { availability: 'online' });
    await round();
    expect(await chatOf(app, ticketId)).toMatchObject({ state: 'offered', offeredToId: named.account.id });
  });

  test('by assigning its ticket while it waits is kept for the assignee, even when it was on offer to another', async () => {
    const asked = await onDuty();
    const { ticketId } = await waiting();
    await round();
    expect(await chatOf(app, ticketId)).toMatchObject({ state: 'offered', offeredToId: asked.account.id });
    const named = await onDuty({ availability: 'away' });
    (await asked.put(`/tickets/${ticketId}/assignment`, { accountId: named.account.id })).as(TicketDetail);
    await settle(app);
    await round();
    expect(await chatOf(app, ticketId)).toMatchObject({ state: 'queued', offeredToId: null, reservedForId: named.account.id });
    (await asked.put(`/tickets/${ticketId}/assignment`, { accountId: null })).as(TicketDetail);
    await settle(app);
    await round();
    expect(await chatOf(app, ticketId)).toMatchObject({ state: 'offered', offeredToId: asked.account.id, reservedForId: null });
  });

  test('is kept through two rounds at once and through the sweep that frees it, by one and the same end', async () => {
    const giver = await onDuty({ availability: 'busy', capacity: 9 });
    const { ticketId, chat } = await waiting();
    await giver.post(`/chats/${chat.id}/acceptance`);
    const [named, third] = [await onDuty({ availability: 'away' }), await onDuty({ capacity: 1 })];
    await giver.post(`/chats/${chat.id}/transfer`, { accountId: named.account.id });
    await Promise.all([round(), round(), round()]);
    expect((await chatOf(app, ticketId)).state).toBe('queued');
    app.clock.advance({ seconds: 121 });
    await Promise.all([settle(app, { sweeps: true }), round(), round()]);
    await round();
    expect(await chatOf(app, ticketId)).toMatchObject({ state: 'offered', offeredToId: third.account.id });
    expect(await app.db.event.count({ where: { subject: chat.id, name: 'chat.released' } })).toBeLessThanOrEqual(1);
  });

  describe('who is deactivated', () => {
    const deactivate = async (client: StaffClient) => {
      expect((await admin.post(`/accounts/${client.account.id}/deactivation`)).status).toBe(200);
      await settle(app);
    };

    test('waits at the head of the queue, and every open ticket is its team’s again', async () => {
      const leaver = await onDuty({ availability: 'busy', capacity: 9, name: 'Lee' });
      const { ticketId, chat } = await waiting();
      await leaver.post(`/chats/${chat.id}/acceptance`);
      const place = { channelId: desk.channel.id, teamId: desk.team.id, assigneeId: leaver.account.id };
      const [quiet, closed] = [await aTicket(app.db, { ...place, state: 'open' }), await aTicket(app.db, { ...place, state: 'closed', closedAt: new Date() })];
      const others = await aTicket(app.db, { ...place, assigneeId: admin.account.id });
      await waiting();
      await deactivate(leaver);
      expect(await app.db.ticket.findUniqueOrThrow({ where: { id: quiet.id } })).toMatchObject({ assigneeId: null, teamId: desk.team.id, state: 'open' });
      expect(await linesOf(app, quiet.id)).toEqual(['ticket.freed']);
      expect(await app.db.ticket.findUniqueOrThrow({ where: { id: closed.id } })).toMatchObject({ assigneeId: leaver.account.id });
      expect(await app.db.ticket.findUniqueOrThrow({ where: { id: others.id } })).toMatchObject({ assigneeId: admin.account.id });
      expect(await chatOf(app, ticketId)).toMatchObject({ state: 'queued', agentId: null, queuedAt: chat.queuedAt });
      expect(await linesOf(app, ticketId)).toEqual(['chat.queued', 'chat.joined', 'ticket.freed', 'chat.requeued']);
      const next = await onDuty({ capacity: 1 });
      await round();
      expect(await chatOf(app, ticketId)).toMatchObject({ state: 'offered', offeredToId: next.account.id });
    });

    test('is neither on offer to nor kept for that person any longer', async () => {
      const leaver = await onDuty();
      const [first, second] = [await waiting(), await waiting()];
      await round();
      await leaver.put('/account/availability', { availability: 'away' });
      await app.db.chat.update({ where: { id: second.chat.id }, data: { state: 'queued', offeredToId: null, offerExpiresAt: null, reservedForId: leaver.account.id, reservedUntil: new Date(Date.now() + 100_000) } });
      await deactivate(leaver);
      const next = await onDuty();
      await round();
      for (const { ticketId } of [first, second]) expect(await chatOf(app, ticketId)).toMatchObject({ state: 'offered', offeredToId: next.account.id, reservedForId: null });
    });

    test('at the very moment a ticket is given to him: it is the team’s in the end, or never was his', async () => {
      const giver = await onDuty({ availability: 'offline' });
      for (let turn = 0; turn < 8; turn += 1) {
        const leaver = await as.agent(app, { teamIds: [desk.team.id] });
        const { id } = await aTicket(app.db, { channelId: desk.channel.id, teamId: desk.team.id, state: 'open' });
        await Promise.all([giver.put(`/tickets/${id}/assignment`, { accountId: leaver.account.id }), admin.post(`/accounts/${leaver.account.id}/deactivation`)]);
        await settle(app);
        expect((await app.db.ticket.findUniqueOrThrow({ where: { id } })).assigneeId).toBeNull();
      }
    });

    test('leaves nothing behind that came past the reaction: the sweep finds it', async () => {
      const gone = await as.agent(app, { teamIds: [desk.team.id], deactivatedAt: new Date() });
      const { id } = await aTicket(app.db, { channelId: desk.channel.id, teamId: desk.team.id, state: 'open', assigneeId: gone.account.id });
      await settle(app, { sweeps: true });
      expect((await app.db.ticket.findUniqueOrThrow({ where: { id } })).assigneeId).toBeNull();
      await settle(app, { sweeps: true });
      expect(await linesOf(app, id)).toEqual(['ticket.freed']);
    });
  });
});
