import { TicketCounts, TicketPage } from '#contracts/tickets.js';
import { as, type StaffClient } from '../support/as.js';
import { startApp, type TestApp } from '../support/app.js';
import { aDesk, aTalk, type Desk, done } from '../support/desk.js';

describe('a talk marked unread', () => {
  let app: TestApp;
  let desk: Desk;
  beforeAll(async () => {
    app = await startApp();
    desk = await aDesk(app);
  });
  afterAll(() => app.close());

  const unreadOf = async (client: StaffClient, ticketId: string) => {
    const rows = (await client.get('/tickets?view=all&limit=200')).as(TicketPage).items;
    return rows.find((row) => row.id === ticketId)?.unread;
  };
  const countOf = async (client: StaffClient) => (await client.get('/tickets/counts')).as(TicketCounts).unread;
  /** An agent who has the ticket and has read all of it. */
  const aReader = async () => {
    const agent = await as.agent(app, { teamIds: [desk.team.id] });
    const talk = await aTalk(app, desk);
    await agent.put(`/tickets/${talk.ticketId}/assignment`, { accountId: agent.account.id });
    const socket = await agent.socket();
    const { head } = await done(socket, 'conversation:open', { conversationId: talk.ticketId });
    const read = () => done(socket, 'conversation:read', { conversationId: talk.ticketId, seq: head });
    await read();
    return { agent, talk, socket, head, read };
  };

  test('stands out in its person’s list and count until it is read again', async () => {
    const { agent, talk, read } = await aReader();
    expect([await unreadOf(agent, talk.ticketId), await countOf(agent)]).toEqual([0, 0]);
    for (let time = 0; time < 2; time += 1) expect((await agent.put(`/tickets/${talk.ticketId}/unread-mark`)).body).toEqual({ ok: true });
    expect([await unreadOf(agent, talk.ticketId), await countOf(agent)]).toEqual([1, 1]);
    await read();
    expect([await unreadOf(agent, talk.ticketId), await countOf(agent)]).toEqual([0, 0]);
  });

  test('is nobody else’s business: colleagues see it read, and the customer’s receipt stays', async () => {
    const { agent, talk } = await aReader();
    const colleague = await as.agent(app, { teamIds: [desk.team.id] });
    const before = await app.db.timelineRead.findFirstOrThrow({ where: { ticketId: talk.ticketId, accountId: agent.account.id } });
    await agent.put(`/tickets/${talk.ticketId}/unread-mark`);
    expect([await unreadOf(colleague, talk.ticketId), await countOf(colleague)]).toEqual([0, 0]);
    const after = await app.db.timelineRead.findFirstOrThrow({ where: { ticketId: talk.ticketId, accountId: agent.account.id } });
    expect([after.readSeq, after.unreadFrom]).toEqual([before.readSeq, 1]);
  });

  test('may belong to who never read it and does not have it, and can be taken back', async () => {
    const { talk } = await aReader();
    const colleague = await as.agent(app, { teamIds: [desk.team.id] });
    await colleague.put(`/tickets/${talk.ticketId}/unread-mark`);
    expect([await unreadOf(colleague, talk.ticketId), await countOf(colleague)]).toEqual([1, 1]);
    expect((await colleague.delete(`/tickets/${talk.ticketId}/unread-mark`)).body).toEqual({ ok: true });
    expect([await unreadOf(colleague, talk.ticketId), await countOf(colleague)]).toEqual([0, 0]);
  });

  test('is not taken away by reading only what came before the customer’s last words', async () => {
    const { agent, talk, socket, head } = await aReader();
    const more = await done(talk.socket, 'message:send', { conversationId: talk.ticketId, clientMessageId: crypto.randomUUID(), kind: 'text', text: 'And the lid' });
    expect(more.ok).toBe(true);
    await agent.put(`/tickets/${talk.ticketId}/unread-mark`);
    await done(socket, 'conversation:read', { conversationId: talk.ticketId, seq: head });
    expect(await unreadOf(agent, talk.ticketId)).toBe(1);
    await done(socket, 'conversation:read', { conversationId: talk.ticketId, seq: head + 1 });
    expect(await unreadOf(agent, talk.ticketId)).toBe(0);
  });

  test('does not count where its ticket is out of sight', async () => {
    const { talk } = await aReader();
    const leaver = await as.agent(app, { teamIds: [desk.team.id] });
    await leaver.put(`/tickets/${talk.ticketId}/unread-mark`);
    await app.db.teamMember.deleteMany({ where: { accountId: leaver.account.id } });
    expect(await countOf(leaver)).toBe(0);
  });
});
