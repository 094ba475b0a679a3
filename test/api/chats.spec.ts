import { randomUUID } from 'node:crypto';
import { ContactReasons } from '#contracts/chats.js';
import { Done } from '#contracts/common.js';
import { TicketDetail } from '#contracts/tickets.js';
import { as, type StaffClient } from '../support/as.js';
import { startApp, type TestApp } from '../support/app.js';
import { aDesk, aTalk, chatOf, type Desk, done, linesOf, speak } from '../support/desk.js';
import { garbageFor } from '../support/garbage.js';
import { Recorder } from '../support/recorder.js';

const ENDING = { contactReason: 'other', result: 'solved', closeTicket: false, seenSeq: 1 };

describe('chats', () => {
  let app: TestApp;
  let desk: Desk;
  let other: Desk;
  let agent: StaffClient;
  let lead: StaffClient;
  let foreigner: StaffClient;
  beforeAll(async () => {
    app = await startApp();
    [desk, other] = [await aDesk(app), await aDesk(app)];
    agent = await as.agent(app, { teamIds: [desk.team.id], name: 'Agnes' });
    lead = await as.agent(app, { teamIds: [desk.team.id], role: 'lead', name: 'Leandra' });
    foreigner = await as.agent(app, { teamIds: [other.team.id], role: 'lead' });
  });
  afterAll(() => app.close());

  let shared: string;
  beforeAll(async () => {
    shared = (await accepted()).chat.id;
  });

  const accepted = async (by = agent) => {
    const talk = await aTalk(app, desk);
    (await by.post(`/chats/${talk.chat.id}/acceptance`)).as(TicketDetail);
    return talk;
  };

  describe.each<[string, (client: Pick<StaffClient, 'post' | 'delete'>, id: string) => ReturnType<StaffClient['get']>]>([
    ['POST /chats/:id/acceptance', (client, id) => client.post(`/chats/${id}/acceptance`)],
    ['DELETE /chats/:id/offer', (client, id) => client.delete(`/chats/${id}/offer`)],
    ['POST /chats/:id/transfer', (client, id) => client.post(`/chats/${id}/transfer`, { teamId: randomUUID() })],
    ['POST /chats/:id/ending', (client, id) => client.post(`/chats/${id}/ending`, ENDING)],
    ['POST /chats/:id/takeover', (client, id) => client.post(`/chats/${id}/takeover`)],
  ])('%s', (_, call) => {
    test('asks a stranger to sign in, and takes no visitor for staff', async () => {
      const { chat, visitor } = await accepted();
      expect((await call(as.stranger(app), chat.id)).code).toBe('session/required');
      expect((await call(visitor, chat.id)).code).toBe('session/required');
    });

    test('refuses whoever lacks the permission', async () => {
      const { chat } = await accepted();
      const reader = await as.agent(app, { permissions: ['ticket.read'], teamIds: [desk.team.id] });
      const answer = await call(reader, chat.id);
      expect([answer.status, answer.code]).toEqual([403, 'permission/missing']);
    });

    test('reads to another team exactly like a chat that does not exist', async () => {
      const { chat } = await accepted();
      const [hidden, missing] = [await call(foreigner, chat.id), await call(foreigner, randomUUID())];
      expect([hidden.status, { ...Object(hidden.body), requestId: '' }]).toEqual([404, { ...Object(missing.body), requestId: '' }]);
      expect((await call(lead, 'none')).status).toBe(404);
    });
  });

  describe('accepting', () => {
    test('lets exactly one of two at once win, and tells the other who', async () => {
      const colleague = await as.agent(app, { teamIds: [desk.team.id], name: 'Second' });
      const { chat, ticketId } = await aTalk(app, desk);
      for (let round = 1; round <= 20; round += 1) {
        const both = round % 2 ? [agent, colleague] : [colleague, agent];
        const answers = await Promise.all(both.map((client) => client.post(`/chats/${chat.id}/acceptance`)));
        expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
        const winner = both[answers.findIndex((answer) => answer.status === 200)];
        const loser = answers.find((answer) => answer.status === 409);
        expect(loser?.body).toMatchObject({ code: 'chat/already_accepted', data: { winner: { id: winner?.account.id, name: winner?.account.name } } });
        expect(await chatOf(app, ticketId)).toMatchObject({ state: 'accepted', agentId: winner?.account.id });
        expect(await app.db.event.count({ where: { subject: chat.id, name: 'chat.accepted' } })).toBe(round);
        expect((await linesOf(app, ticketId)).filter((line) => line === 'chat.joined')).toHaveLength(round);
        // Back into the queue, for the next round.
        (await winner?.post(`/chats/${chat.id}/transfer`, { teamId: desk.team.id }))?.as(Done);
      }
    });

    test('again by the winner is fine and changes nothing', async () => {
      const { chat, ticketId } = await accepted();
      (await agent.post(`/chats/${chat.id}/acceptance`)).as(TicketDetail);
      expect(await linesOf(app, ticketId)).toEqual(['chat.queued', 'chat.joined']);
    });

    test('gives the ticket to the agent and shows him to the customer', async () => {
      const { ticketId, visitor } = await accepted();
      expect((await agent.get(`/tickets/${ticketId}`)).as(TicketDetail)).toMatchObject({ ticket: { assignee: { id: agent.account.id }, state: 'open' }, can: { end: true, transfer: true, accept: false } });
      expect((await visitor.get(`/widget/conversations/${ticketId}`)).body).toMatchObject({ chat: 'active', queue: null, agent: { name: 'Agnes' } });
    });

    test('is over once the chat has ended', async () => {
      const { chat } = await accepted();
      await agent.post(`/chats/${chat.id}/ending`, ENDING);
      expect((await lead.post(`/chats/${chat.id}/acceptance`)).code).toBe('chat/not_waiting');
    });
  });

  describe('transferring', () => {
    test('to a team queues the chat there and tells staff alone the note', async () => {
      const { chat, ticketId, socket } = await accepted();
      const seen = new Recorder(socket);
      (await agent.post(`/chats/${chat.id}/transfer`, { teamId: other.team.id, note: 'Asks for a refund, is cross' })).as(Done);
      expect(await chatOf(app, ticketId)).toMatchObject({ state: 'queued', teamId: other.team.id, agentId: null, queuedAt: chat.queuedAt });
      expect(await linesOf(app, ticketId)).toEqual(['chat.queued', 'chat.joined', 'chat.transferred', 'chat.transfer_note']);
      await seen.until('message', ({ message }) => message.system?.code === 'chat.transferred');
      const synced = await done(socket, 'conversation:sync', { conversationId: ticketId, limit: 200 });
      expect(JSON.stringify([synced, seen.heard])).not.toContain('cross');
      const detail = await foreigner.get(`/tickets/${ticketId}/messages`);
      expect(JSON.stringify(detail.body)).toContain('cross');
      expect((await agent.get(`/tickets/${ticketId}`)).status).toBe(404);
    });

    test('to a person keeps the chat for that person', async () => {
      const { chat, ticketId } = await accepted();
      const colleague = await as.agent(app, { teamIds: [other.team.id] });
      (await agent.post(`/chats/${chat.id}/transfer`, { accountId: colleague.account.id })).as(Done);
      expect(await chatOf(app, ticketId)).toMatchObject({ state: 'queued', reservedForId: colleague.account.id, teamId: other.team.id });
      (await colleague.post(`/chats/${chat.id}/acceptance`)).as(TicketDetail);
      expect(await linesOf(app, ticketId)).toEqual(['chat.queued', 'chat.joined', 'chat.transferred', 'chat.joined']);
    });

    test('is refused to somebody who cannot take it', async () => {
      const { chat } = await accepted();
      const offline = await as.agent(app, { teamIds: [desk.team.id], availability: 'offline' });
      const powerless = await as.agent(app, { teamIds: [desk.team.id], permissions: ['ticket.read'] });
      const teamless = await as.agent(app, { teamIds: [] });
      for (const { account } of [offline, powerless, teamless]) {
        expect((await agent.post(`/chats/${chat.id}/transfer`, { accountId: account.id })).code).toBe('chat/target_unavailable');
      }
      expect((await agent.post(`/chats/${chat.id}/transfer`, { accountId: randomUUID() })).code).toBe('resource/not_found');
      expect((await agent.post(`/chats/${chat.id}/transfer`, { teamId: randomUUID() })).code).toBe('resource/not_found');
    });

    test('is for the chat’s agent or a lead, while it is live', async () => {
      const { chat } = await accepted();
      const colleague = await as.agent(app, { teamIds: [desk.team.id] });
      expect((await colleague.post(`/chats/${chat.id}/transfer`, { teamId: other.team.id })).code).toBe('permission/missing');
      (await lead.post(`/chats/${chat.id}/transfer`, { teamId: desk.team.id })).as(Done);
      expect((await lead.post(`/chats/${chat.id}/transfer`, { teamId: desk.team.id })).code).toBe('chat/not_active');
    });

    test.each([
      ...garbageFor({ teamId: randomUUID() }),
      ['both a team and a person', { teamId: randomUUID(), accountId: randomUUID() }] as const,
      ['neither', { note: 'x' }] as const,
      ['a note with U+0000', { teamId: randomUUID(), note: '\u0000' }] as const,
    ])('refuses %s', async (_, body) => {
      const answer = await agent.post(`/chats/${shared}/transfer`, body);
      expect([answer.status, answer.code]).toEqual([400, 'request/invalid']);
    });
  });

  describe('taking over', () => {
    test('moves the chat to the lead and says so to both sides', async () => {
      const { chat, ticketId } = await accepted();
      expect((await lead.post(`/chats/${chat.id}/takeover`)).as(TicketDetail).chat).toMatchObject({ agent: { id: lead.account.id } });
      (await lead.post(`/chats/${chat.id}/takeover`)).as(TicketDetail);
      expect(await linesOf(app, ticketId)).toEqual(['chat.queued', 'chat.joined', 'chat.taken_over']);
      expect((await agent.post(`/chats/${chat.id}/ending`, ENDING)).code).toBe('permission/missing');
    });

    test('needs a chat that somebody attends', async () => {
      const { chat } = await aTalk(app, desk);
      expect((await lead.post(`/chats/${chat.id}/takeover`)).code).toBe('chat/not_active');
    });
  });

  describe('ending', () => {
    test('keeps reason and result, and closes the ticket when asked', async () => {
      const { chat, ticketId } = await accepted();
      const detail = (await agent.post(`/chats/${chat.id}/ending`, { ...ENDING, contactReason: 'defect', closeTicket: true })).as(TicketDetail);
      expect(detail).toMatchObject({ ticket: { state: 'closed', waitingSince: null, unread: 0 }, chat: { state: 'ended', contactReason: 'defect', result: 'solved' } });
      expect(await linesOf(app, ticketId)).toEqual(['chat.queued', 'chat.joined', 'chat.ended', 'ticket.closed']);
      expect((await agent.post(`/chats/${chat.id}/ending`, ENDING)).code).toBe('chat/not_active');
    });

    test('leaves the ticket open otherwise', async () => {
      const { chat } = await accepted();
      expect((await agent.post(`/chats/${chat.id}/ending`, ENDING)).as(TicketDetail).ticket).toMatchObject({ state: 'open', waitingSince: null });
    });

    test('is for the chat’s agent or a lead', async () => {
      const { chat } = await accepted();
      const colleague = await as.agent(app, { teamIds: [desk.team.id] });
      expect((await colleague.post(`/chats/${chat.id}/ending`, ENDING)).code).toBe('permission/missing');
      expect((await lead.post(`/chats/${chat.id}/ending`, ENDING)).status).toBe(200);
    });

    test.each([...garbageFor({ contactReason: 'other', result: 'solved' }), ['a reason nobody set', { ...ENDING, contactReason: 'no_such' }] as const, ['an inherited reason', { ...ENDING, contactReason: 'constructor' }] as const])(
      'refuses %s',
      async (_, body) => {
        const answer = await agent.post(`/chats/${shared}/ending`, body);
        expect([answer.status, answer.code]).toEqual([400, 'request/invalid']);
      },
    );

    test('offers the reasons of the organisation', async () => {
      expect((await agent.get('/contact-reasons')).as(ContactReasons).items.map((reason) => reason.key)).toContain('where_is_my_parcel');
      expect((await as.stranger(app).get('/contact-reasons')).code).toBe('session/required');
    });
  });

  test('a repeat, a loss of hands and an end leave one dense timeline', async () => {
    const { chat, ticketId, socket } = await accepted();
    await Promise.all([speak(socket, ticketId), agent.post(`/chats/${chat.id}/ending`, ENDING), lead.post(`/chats/${chat.id}/takeover`), agent.post(`/chats/${chat.id}/transfer`, { teamId: desk.team.id })]);
    const rows = await app.db.message.findMany({ where: { ticketId }, orderBy: { staffSeq: 'asc' } });
    expect(rows.map((row) => row.staffSeq)).toEqual(rows.map((_, index) => index + 1));
  });
});
