import { TicketDetail } from '#contracts/tickets.js';
import { Conversation } from '#contracts/widget.js';
import { aTeam } from '#prisma/factories/people.factory.js';
import { Queues } from '../../server/src/platform/jobs/queues.js';
import { Relay } from '../../server/src/platform/events/relay.js';
import { as, type StaffClient } from '../support/as.js';
import { startApp, type TestApp } from '../support/app.js';
import { aDesk, aTalk, chatOf, type Desk, linesOf, speak } from '../support/desk.js';
import { settle } from '../support/settle.js';

describe('a live chat', () => {
  let app: TestApp;
  let desk: Desk;
  let agent: StaffClient;
  let colleague: StaffClient;
  beforeAll(async () => {
    app = await startApp();
    desk = await aDesk(app);
    agent = await as.agent(app, { teamIds: [desk.team.id], name: 'Agnes' });
    colleague = await as.agent(app, { teamIds: [desk.team.id], name: 'Bo' });
  });
  afterAll(() => app.close());

  const accepted = async () => {
    const talk = await aTalk(app, desk);
    (await agent.post(`/chats/${talk.chat.id}/acceptance`)).as(TicketDetail);
    await settle(app);
    return talk;
  };
  const assign = async (ticketId: string, to: object) => {
    expect((await agent.put(`/tickets/${ticketId}/assignment`, to)).status).toBe(200);
    await settle(app);
  };

  test('goes with its ticket to whom it is given', async () => {
    const { ticketId, visitor, socket } = await accepted();
    await assign(ticketId, { accountId: colleague.account.id });
    expect(await chatOf(app, ticketId)).toMatchObject({ state: 'accepted', agentId: colleague.account.id });
    expect((await visitor.get(`/widget/conversations/${ticketId}`)).as(Conversation)).toMatchObject({ chat: 'active', agent: { name: 'Bo' } });
    expect((await linesOf(app, ticketId)).at(-1)).toBe('chat.taken_over');
    socket.disconnect();
  });

  test('waits again when its ticket is given back to everybody, in the queue of the ticket’s team', async () => {
    const other = await aTeam(app.db);
    const { ticketId, socket } = await accepted();
    await assign(ticketId, { accountId: null, teamId: other.id });
    expect(await chatOf(app, ticketId)).toMatchObject({ state: 'queued', agentId: null, teamId: other.id });
    socket.disconnect();
  });

  test('that is offered is offered no more to a team that has lost the ticket', async () => {
    const [other, { ticketId, chat, socket }] = [await aTeam(app.db), await aTalk(app, desk)];
    await app.db.chat.update({ where: { id: chat.id }, data: { state: 'offered', offeredToId: colleague.account.id, offerExpiresAt: new Date(Date.now() + 30_000) } });
    await assign(ticketId, { accountId: null, teamId: other.id });
    expect(await chatOf(app, ticketId)).toMatchObject({ state: 'queued', offeredToId: null, teamId: other.id });
    socket.disconnect();
  });

  test('of somebody who is blocked ends, and nobody seems to wait any more', async () => {
    const { ticketId, visitor, socket } = await accepted();
    await speak(socket, ticketId, 'You fools');
    expect((await agent.post(`/visitors/${visitor.visitor.id}/block`)).status).toBe(200);
    await settle(app);
    expect(await chatOf(app, ticketId)).toMatchObject({ state: 'ended', endedByKind: 'system', result: 'spam' });
    expect((await agent.get(`/tickets/${ticketId}`)).as(TicketDetail).ticket).toMatchObject({ waitingSince: null, unread: 0 });
  });

  test('begins although the queue was away when its ticket was opened: the relay gives back what it could not carry', async () => {
    await aTalk(app, desk);
    const talk = await as.visitor(app, { channelId: desk.channel.id });
    const socket = await talk.socket();
    const { conversationId } = await speak(socket, undefined);
    const away = jest.spyOn(app.nest.get(Queues), 'addReactions').mockRejectedValue(new Error('away'));
    await expect(app.nest.get(Relay).drain()).rejects.toThrow('away');
    away.mockRestore();
    await settle(app);
    expect(await chatOf(app, conversationId)).toMatchObject({ state: 'queued' });
    socket.disconnect();
  });
});
