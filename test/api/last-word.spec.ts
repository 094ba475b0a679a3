import { TicketDetail } from '#contracts/tickets.js';
import { as, type StaffClient } from '../support/as.js';
import { startApp, type TestApp } from '../support/app.js';
import { aDesk, aTalk, chatOf, type Desk, done, linesOf, speak, timelineOf } from '../support/desk.js';
import { settle } from '../support/settle.js';

const ENDING = { contactReason: 'other', result: 'solved' };

describe('the customer’s last word', () => {
  let app: TestApp;
  let desk: Desk;
  let agent: StaffClient;
  beforeAll(async () => {
    app = await startApp();
    desk = await aDesk(app);
    agent = await as.agent(app, { teamIds: [desk.team.id], availability: 'offline' });
  });
  afterAll(() => app.close());

  const accepted = async () => {
    const talk = await aTalk(app, desk);
    (await agent.post(`/chats/${talk.chat.id}/acceptance`)).as(TicketDetail);
    return talk;
  };
  const marks = (ticketId: string) => app.db.timeline.findUniqueOrThrow({ where: { ticketId } });

  describe('at the end of a chat', () => {
    test('that the agent did not see goes on waiting: at the head of the queue, on an open ticket', async () => {
      const { chat, ticketId, socket } = await accepted();
      await speak(socket, ticketId, 'One more thing');
      const detail = (await agent.post(`/chats/${chat.id}/ending`, { ...ENDING, closeTicket: true, seenSeq: 3 })).as(TicketDetail);
      expect(detail).toMatchObject({ ticket: { state: 'open', waitingSince: chat.queuedAt.toISOString(), unread: 2 }, chat: { state: 'queued' } });
      expect(await linesOf(app, ticketId)).toEqual(['chat.queued', 'chat.joined', 'chat.ended', 'chat.queued']);
      expect(await chatOf(app, ticketId)).toMatchObject({ state: 'queued', queuedAt: chat.queuedAt });
      expect(await app.db.chat.findUniqueOrThrow({ where: { id: chat.id } })).toMatchObject({ state: 'ended', result: 'solved' });
    });

    test.each<[string, (talk: Awaited<ReturnType<typeof accepted>>) => Promise<object>]>([
      ['was on the agent’s screen', async () => ({ seenSeq: 4 })],
      ['is marked as read', async ({ ticketId }) => {
        const console = await agent.socket();
        await done(console, 'conversation:read', { conversationId: ticketId, seq: 4 });
        console.disconnect();
        return {};
      }],
      ['was answered', async ({ ticketId }) => {
        await agent.post(`/tickets/${ticketId}/messages`, { clientMessageId: ticketId, kind: 'text', text: 'Good' });
        return {};
      }],
    ])('that %s is done with', async (_, seeing) => {
      const talk = await accepted();
      await speak(talk.socket, talk.ticketId, 'One more thing');
      const seen = await seeing(talk);
      expect((await agent.post(`/chats/${talk.chat.id}/ending`, { ...ENDING, closeTicket: true, ...seen })).as(TicketDetail)).toMatchObject({
        ticket: { state: 'closed', waitingSince: null, unread: 0 },
        chat: { state: 'ended' },
      });
    });

    test('that a colleague alone has read goes on waiting', async () => {
      const { chat, ticketId } = await accepted();
      const colleague = await as.agent(app, { teamIds: [desk.team.id], availability: 'offline' });
      const console = await colleague.socket();
      await done(console, 'conversation:read', { conversationId: ticketId, seq: 1 });
      console.disconnect();
      expect((await agent.post(`/chats/${chat.id}/ending`, ENDING)).as(TicketDetail).chat).toMatchObject({ state: 'queued' });
    });

    test('that nobody can have seen yet is not waved through by a great number', async () => {
      const { chat } = await accepted();
      expect((await agent.post(`/chats/${chat.id}/ending`, { ...ENDING, seenSeq: 2_147_483_647 })).as(TicketDetail).chat).toMatchObject({ state: 'queued' });
    });

    test('that commits in the very moment is never lost, in whatever order the two come', async () => {
      let crossed = 0;
      for (let round = 0; round < 25; round += 1) {
        const { chat, ticketId, socket } = await accepted();
        const word = async () => {
          for (let turn = 0; turn < round % 5; turn += 1) await new Promise(setImmediate);
          return speak(socket, ticketId, `Wait, ${round}`);
        };
        const said = word();
        // One in five for certain before the end; the others as it happens.
        if (round % 5 === 0) await said;
        const [sent, ended] = await Promise.all([said, agent.post(`/chats/${chat.id}/ending`, { ...ENDING, closeTicket: false, seenSeq: 3 })]);
        await settle(app);
        const entries = await timelineOf(app, ticketId);
        const seqOf = (code: string) => entries.find(({ system }) => JSON.stringify(system)?.includes(code))?.staffSeq ?? 0;
        const wordSeq = entries.find((entry) => entry.id === sent.message.id)?.staffSeq ?? 0;
        expect(ended.status).toBe(200);
        expect((await marks(ticketId)).waitingSince).not.toBeNull();
        expect(await chatOf(app, ticketId)).toMatchObject({ state: 'queued' });
        if (wordSeq < seqOf('chat.ended')) crossed += 1;
        socket.disconnect();
      }
      expect(crossed).toBeGreaterThan(0);
    });
  });

  describe('at a closure', () => {
    const ended = async () => {
      const talk = await accepted();
      await talk.visitor.post(`/widget/conversations/${talk.ticketId}/ending`);
      return talk;
    };

    test('that the person did not see keeps the ticket open', async () => {
      const { ticketId } = await ended();
      for (const query of ['', '?seenSeq=0', '?seenSeq=90']) {
        const answer = await agent.post(`/tickets/${ticketId}/closure${query}`);
        expect([answer.status, answer.code]).toEqual([409, 'ticket/unseen_message']);
      }
      expect((await marks(ticketId)).waitingSince).not.toBeNull();
      expect(await app.db.event.count({ where: { subject: ticketId, name: 'ticket.closed' } })).toBe(0);
      expect((await agent.post(`/tickets/${ticketId}/closure?seenSeq=1`)).as(TicketDetail).ticket).toMatchObject({ state: 'closed', waitingSince: null });
    });

    test('that commits in the very moment opens a linked ticket or keeps this one open', async () => {
      for (let round = 0; round < 12; round += 1) {
        const { ticketId, socket } = await ended();
        const [sent, closed] = await Promise.all([speak(socket, ticketId, `Wait, ${round}`), agent.post(`/tickets/${ticketId}/closure?seenSeq=4`)]);
        expect([closed.status, sent.conversationId === ticketId]).toEqual(closed.status === 200 ? [200, false] : [409, true]);
        expect((await marks(sent.conversationId)).waitingSince).not.toBeNull();
        socket.disconnect();
      }
    });

    test.each(['seenSeq=x', 'seenSeq=-1', 'seenSeq=1.5', 'seenSeq=99999999999', 'seenSeq=1&seenSeq=2', 'surprise=1'])('refuses %s', async (query) => {
      const { ticketId } = await ended();
      const answer = await agent.post(`/tickets/${ticketId}/closure?${query}`);
      expect([answer.status, answer.code]).toEqual([400, 'request/invalid']);
    });
  });
});
