import { randomUUID } from 'node:crypto';
import { Done } from '#contracts/common.js';
import { Draft, TicketCounts, TicketDetail, TicketPage } from '#contracts/tickets.js';
import { aTeam } from '#prisma/factories/people.factory.js';
import { aTicket } from '#prisma/factories/ticket.factory.js';
import type { Team } from '#prisma/generated/client.js';
import { as, type StaffClient } from '../support/as.js';
import { startApp, type TestApp } from '../support/app.js';
import { aDesk, aMessage, aTalk, type Desk, linesOf } from '../support/desk.js';
import { garbageFor } from '../support/garbage.js';
import { settle } from '../support/settle.js';

describe('tickets', () => {
  let app: TestApp;
  let desk: Desk;
  let other: Team;
  let agent: StaffClient;
  let foreigner: StaffClient;
  beforeAll(async () => {
    app = await startApp();
    desk = await aDesk(app);
    other = await aTeam(app.db);
    agent = await as.agent(app, { teamIds: [desk.team.id] });
    foreigner = await as.agent(app, { teamIds: [other.id] });
  });
  afterAll(() => app.close());

  const aTeamTicket = (fields: Parameters<typeof aTicket>[1] = {}) => aTicket(app.db, { channelId: desk.channel.id, teamId: desk.team.id, ...fields });

  describe.each<[string, (client: StaffClient, id: string) => ReturnType<StaffClient['get']>]>([
    ['GET /tickets/:id', (client, id) => client.get(`/tickets/${id}`)],
    ['GET /tickets/:id/messages', (client, id) => client.get(`/tickets/${id}/messages`)],
    ['POST /tickets/:id/messages', (client, id) => client.post(`/tickets/${id}/messages`, aMessage())],
    ['PUT /tickets/:id/drafts/:mode', (client, id) => client.put(`/tickets/${id}/drafts/reply`, { text: 'x' })],
    ['DELETE /tickets/:id/drafts/:mode', (client, id) => client.delete(`/tickets/${id}/drafts/note`)],
    ['PUT /tickets/:id/unread-mark', (client, id) => client.put(`/tickets/${id}/unread-mark`)],
    ['DELETE /tickets/:id/unread-mark', (client, id) => client.delete(`/tickets/${id}/unread-mark`)],
    ['PUT /tickets/:id/assignment', (client, id) => client.put(`/tickets/${id}/assignment`, { accountId: null })],
    ['POST /tickets/:id/closure', (client, id) => client.post(`/tickets/${id}/closure`)],
    ['DELETE /tickets/:id/closure', (client, id) => client.delete(`/tickets/${id}/closure`)],
  ])('%s', (_, call) => {
    test('asks a stranger to sign in', async () => {
      const { id } = await aTeamTicket();
      const stranger = Object.assign(as.stranger(app), { account: agent.account, cookie: '', socket: agent.socket });
      const answer = await call(stranger, id);
      expect([answer.status, answer.code]).toEqual([401, 'session/required']);
    });

    test('refuses whoever lacks the permission', async () => {
      const { id } = await aTeamTicket();
      const powerless = await as.agent(app, { permissions: ['account.read'], teamIds: [desk.team.id] });
      const answer = await call(powerless, id);
      expect([answer.status, answer.code]).toEqual([403, 'permission/missing']);
    });

    test('reads to another team exactly like a ticket that does not exist', async () => {
      const { id } = await aTeamTicket();
      const [hidden, missing] = [await call(foreigner, id), await call(foreigner, randomUUID())];
      expect([hidden.status, hidden.code]).toEqual([404, 'conversation/not_found']);
      expect({ ...Object(hidden.body), requestId: '' }).toEqual({ ...Object(missing.body), requestId: '' });
    });

    test('does not find what cannot be an identifier', async () => {
      for (const id of ['1', 'undefined', '%00', "1'--", '..%2f', 'x'.repeat(150)]) {
        const answer = await call(agent, id);
        expect([id, answer.status]).toEqual([id, 404]);
      }
    });
  });

  describe('GET /tickets', () => {
    test('asks a stranger to sign in and refuses whoever lacks the permission', async () => {
      expect((await as.stranger(app).get('/tickets')).code).toBe('session/required');
      expect((await (await as.agent(app, { permissions: ['account.read'] })).get('/tickets')).code).toBe('permission/missing');
    });

    test.each(['view=own', 'limit=0', 'limit=201', 'limit=1.5', 'limit=x', 'state=new', 'teamId=1', 'cursor=nonsense', 'view[not]=x', 'view=mine&view=all', 'surprise=1', `cursor=${'x'.repeat(301)}`])(
      'refuses ?%s',
      async (query) => {
        const answer = await agent.get(`/tickets?${query}`);
        expect([answer.status, answer.code]).toEqual([400, 'request/invalid']);
      },
    );

    test('shows each view its own tickets, and none of another team', async () => {
      const own = await aDesk(app);
      const me = await as.agent(app, { teamIds: [own.team.id] });
      const there = { channelId: own.channel.id, teamId: own.team.id };
      const [free, mine, colleagues, closed] = [
        await aTicket(app.db, there),
        await aTicket(app.db, { ...there, assigneeId: me.account.id }),
        await aTicket(app.db, { ...there, assigneeId: agent.account.id }),
        await aTicket(app.db, { ...there, state: 'closed' }),
      ];
      const elsewhere = await aTeamTicket();
      const mineElsewhere = await aTeamTicket({ assigneeId: me.account.id });
      const idsOf = async (query: string) => (await me.get(`/tickets?${query}&limit=200`)).as(TicketPage).items.map((row) => row.id);
      expect((await idsOf('view=mine')).sort()).toEqual([mine.id, mineElsewhere.id].sort());
      expect(await idsOf('view=unassigned')).toEqual(expect.arrayContaining([free.id]));
      expect(await idsOf('view=unassigned')).not.toEqual(expect.arrayContaining([elsewhere.id]));
      expect((await idsOf('view=team')).sort()).toEqual([free.id, mine.id, colleagues.id].sort());
      expect((await idsOf('view=team&state=closed'))).toEqual([closed.id]);
      expect(await idsOf('view=all')).not.toContain(elsewhere.id);
      expect(await idsOf('view=all')).toContain(mineElsewhere.id);
      const counts = (await me.get('/tickets/counts')).as(TicketCounts);
      expect(counts.views).toMatchObject({ mine: 2, team: 3 });
      const manager = await as.agent(app, { role: 'manager' });
      expect((await manager.get('/tickets?view=all&limit=200')).as(TicketPage).items.map((row) => row.id)).toContain(elsewhere.id);
    });

    test('counts what is solved as done, what is pending or on hold as work, and what sleeps as neither', async () => {
      const own = await aDesk(app);
      const me = await as.agent(app, { teamIds: [own.team.id] });
      const there = { channelId: own.channel.id, teamId: own.team.id };
      const [pending, held, solved] = [await aTicket(app.db, { ...there, state: 'pending' }), await aTicket(app.db, { ...there, state: 'on_hold' }), await aTicket(app.db, { ...there, state: 'solved' })];
      await aTicket(app.db, { ...there, snoozedUntil: new Date(app.clock.now().getTime() + 3_600_000) });
      const idsOf = async (query: string) => (await me.get(`/tickets?${query}&limit=200`)).as(TicketPage).items.map((row) => row.id);
      expect((await idsOf('view=team')).sort()).toEqual([pending.id, held.id].sort());
      expect(await idsOf('view=team&state=closed')).toEqual([solved.id]);
      expect((await me.get('/tickets/counts')).as(TicketCounts).views).toMatchObject({ team: 2 });
    });

    test('says what a ticket is about, how urgent it is and whence it came', async () => {
      const own = await aDesk(app);
      const me = await as.agent(app, { teamIds: [own.team.id] });
      await aTicket(app.db, { channelId: own.channel.id, teamId: own.team.id, subject: '水壶漏水', priority: 'high', type: 'complaint', tags: ['kettle', '漏水'] });
      const [row] = (await me.get('/tickets?view=team')).as(TicketPage).items;
      expect(row).toMatchObject({ subject: '水壶漏水', priority: 'high', type: 'complaint', tags: ['kettle', '漏水'], snoozedUntil: null, channelKind: 'widget' });
    });

    test('orders by longest wait, then by what moved last, and pages through all without a double or a gap', async () => {
      const own = await aDesk(app);
      const me = await as.agent(app, { teamIds: [own.team.id] });
      const at = (minutes: number) => new Date(Date.UTC(2026, 0, 1, 12, minutes));
      const there = { channelId: own.channel.id, teamId: own.team.id };
      // Several equal times: the key must still be unique.
      const waits = [3, 1, 1, 2, null, null, null, null];
      const lasts = [9, 9, 9, 9, 5, 7, 7, 6];
      const expected = [1, 2, 3, 0, 5, 6, 7, 4];
      const ids: string[] = [];
      for (const [index, wait] of waits.entries()) {
        ids.push((await aTicket(app.db, { ...there, timeline: { waitingSince: wait === null ? null : at(wait), lastMessageAt: at(lasts[index] ?? 0) } })).id);
      }
      for (const limit of [1, 2, 3, 200]) {
        const seen: string[] = [];
        let cursor: string | null = '';
        while (cursor !== null) {
          const page: { items: { id: string }[]; nextCursor: string | null } = (await me.get(`/tickets?view=team&limit=${limit}${cursor ? `&cursor=${cursor}` : ''}`)).as(TicketPage);
          expect(page.items.length).toBeLessThanOrEqual(limit);
          seen.push(...page.items.map((row) => row.id));
          cursor = page.nextCursor;
        }
        expect(seen).toEqual(expected.map((index) => ids[index]));
      }
    });

    test('shows who waits and for how long, the last word and what is unread', async () => {
      const own = await aDesk(app);
      const me = await as.agent(app, { teamIds: [own.team.id] });
      const { ticketId, chat } = await aTalk(app, own, 'It leaks at the bottom');
      const [row] = (await me.get('/tickets?view=unassigned')).as(TicketPage).items;
      expect(row).toMatchObject({ id: ticketId, unread: 1, preview: { text: 'It leaks at the bottom', by: 'customer' }, chat: { id: chat.id, state: 'queued' }, customer: { online: true } });
      expect(row?.waitingSince).not.toBeNull();
      expect((await me.get('/tickets/counts')).as(TicketCounts).waiting).toMatchObject({ unassigned: expect.any(Number), team: 1, mine: 0 });
    });
  });

  describe('GET /tickets/:id', () => {
    test('says what this person may do with it', async () => {
      const { id } = await aTeamTicket();
      const detail = (await agent.get(`/tickets/${id}`)).as(TicketDetail);
      expect(detail).toMatchObject({ ticket: { id, team: { id: desk.team.id } }, can: { reply: true, close: true, takeOver: false, reopen: false, block: true } });
    });

    test('shows earlier talks of the visitor, but none of another team', async () => {
      const { visitor, ticketId } = await aTalk(app, desk);
      const fields = { visitorId: visitor.visitor.id };
      const [seen, hidden] = [await aTicket(app.db, { ...fields, teamId: desk.team.id }), await aTicket(app.db, { ...fields, teamId: other.id })];
      const detail = (await agent.get(`/tickets/${ticketId}`)).as(TicketDetail);
      expect(detail.visitor?.earlier.map((ticket) => ticket.id)).toEqual([seen.id]);
      expect(JSON.stringify(detail)).not.toContain(hidden.id);
    });
  });

  describe('drafts', () => {
    test('are kept per person and mode, and dropped', async () => {
      const { id } = await aTeamTicket();
      expect((await agent.put(`/tickets/${id}/drafts/reply`, { text: 'Dear' })).as(Draft)).toMatchObject({ mode: 'reply', text: 'Dear' });
      await agent.put(`/tickets/${id}/drafts/note`, { text: 'Careful' });
      const detail = (await agent.get(`/tickets/${id}`)).as(TicketDetail);
      expect(detail.drafts).toMatchObject([{ mode: 'note', text: 'Careful' }, { mode: 'reply', text: 'Dear' }]);
      expect(detail.ticket.draft).toBe(true);
      const colleague = await as.agent(app, { teamIds: [desk.team.id] });
      expect((await colleague.get(`/tickets/${id}`)).as(TicketDetail).drafts).toEqual([]);
      (await agent.delete(`/tickets/${id}/drafts/note`)).as(Done);
      await agent.put(`/tickets/${id}/drafts/reply`, { text: '' });
      expect((await agent.get(`/tickets/${id}`)).as(TicketDetail).drafts).toEqual([]);
    });

    test.each(garbageFor({ text: 'x' }))('refuse %s', async (_, body) => {
      const { id } = await aTeamTicket();
      const answer = await agent.put(`/tickets/${id}/drafts/reply`, body);
      expect([answer.status, answer.code]).toEqual([400, 'request/invalid']);
    });

    test.each([['U+0000', 'a\u0000b'], ['a lone surrogate', 'a\ud800b'], ['too much', 'x'.repeat(8_001)]])('refuse %s', async (_, text) => {
      const { id } = await aTeamTicket();
      expect((await agent.put(`/tickets/${id}/drafts/reply`, { text })).code).toBe('request/invalid');
    });

    test('know no third mode', async () => {
      const { id } = await aTeamTicket();
      expect((await agent.put(`/tickets/${id}/drafts/constructor`, { text: 'x' })).status).toBe(404);
    });
  });

  describe('PUT /tickets/:id/assignment', () => {
    test('gives a ticket to a colleague, who sees it from then on', async () => {
      const { id } = await aTeamTicket();
      const colleague = await as.agent(app, { teamIds: [] });
      expect((await colleague.get(`/tickets/${id}`)).status).toBe(404);
      const detail = (await agent.put(`/tickets/${id}/assignment`, { accountId: colleague.account.id })).as(TicketDetail);
      expect(detail.ticket).toMatchObject({ assignee: { id: colleague.account.id }, state: 'open' });
      expect((await colleague.get(`/tickets/${id}`)).as(TicketDetail).ticket.id).toBe(id);
      await agent.put(`/tickets/${id}/assignment`, { accountId: colleague.account.id });
      expect(await linesOf(app, id)).toEqual(['ticket.assigned']);
    });

    test('answers the giver once more, even when the ticket goes where he cannot follow', async () => {
      const { id } = await aTeamTicket();
      const detail = (await agent.put(`/tickets/${id}/assignment`, { accountId: null, teamId: other.id })).as(TicketDetail);
      expect(detail.ticket).toMatchObject({ id, team: { id: other.id } });
      expect((await agent.get(`/tickets/${id}`)).status).toBe(404);
      expect((await foreigner.get(`/tickets/${id}`)).status).toBe(200);
    });

    test('refuses people and teams that do not exist, and closed tickets', async () => {
      const { id } = await aTeamTicket();
      expect((await agent.put(`/tickets/${id}/assignment`, { accountId: randomUUID() })).code).toBe('resource/not_found');
      expect((await agent.put(`/tickets/${id}/assignment`, { accountId: null, teamId: randomUUID() })).code).toBe('resource/not_found');
      const gone = await as.agent(app, { deactivatedAt: new Date() });
      expect((await agent.put(`/tickets/${id}/assignment`, { accountId: gone.account.id })).code).toBe('resource/not_found');
      await agent.post(`/tickets/${id}/closure`);
      expect((await agent.put(`/tickets/${id}/assignment`, { accountId: agent.account.id })).code).toBe('ticket/closed');
    });

    test.each(garbageFor({ accountId: randomUUID() }).filter(([name]) => name !== 'null as accountId'))('refuses %s', async (_, body) => {
      const { id } = await aTeamTicket();
      const answer = await agent.put(`/tickets/${id}/assignment`, body);
      expect([answer.status, answer.code]).toEqual([400, 'request/invalid']);
    });
  });

  describe('POST /tickets/:id/messages', () => {
    test.each([
      ...garbageFor(aMessage()),
      ['a conversation in the body', { ...aMessage(), conversationId: randomUUID() }] as const,
      ['a kind that only we write', { ...aMessage(), kind: 'system' }] as const,
      ['a text with U+0000', aMessage({ text: '\u0000' })] as const,
    ])('refuses %s', async (_, body) => {
      const { id } = await aTeamTicket();
      const answer = await agent.post(`/tickets/${id}/messages`, body);
      expect([answer.status, answer.code]).toEqual([400, 'request/invalid']);
    });
  });

  describe('closure', () => {
    test('closes and opens again, each once however often asked', async () => {
      const { id } = await aTeamTicket();
      await Promise.all([agent.post(`/tickets/${id}/closure`), agent.post(`/tickets/${id}/closure`)]);
      expect((await agent.get(`/tickets/${id}`)).as(TicketDetail)).toMatchObject({ ticket: { state: 'closed' }, can: { reopen: true, close: false, reply: false } });
      await agent.delete(`/tickets/${id}/closure`);
      await agent.delete(`/tickets/${id}/closure`);
      expect(await linesOf(app, id)).toEqual(['ticket.closed', 'ticket.reopened']);
      expect(await app.db.event.count({ where: { subject: id, name: { in: ['ticket.closed', 'ticket.reopened'] } } })).toBe(2);
    });

    test('waits for the end of a live chat', async () => {
      const { ticketId, chat } = await aTalk(app, desk);
      const answer = await agent.post(`/tickets/${ticketId}/closure`);
      expect([answer.status, answer.code]).toEqual([409, 'ticket/chat_running']);
      expect(answer.body).toMatchObject({ data: { chatId: chat.id } });
      expect((await agent.get(`/tickets/${ticketId}`)).as(TicketDetail).can.close).toBe(false);
    });

    test('lets the next customer message wake an opened one', async () => {
      const { ticketId, chat, socket } = await aTalk(app, desk);
      await agent.post(`/chats/${chat.id}/acceptance`);
      await agent.post(`/chats/${chat.id}/ending`, { contactReason: 'other', result: 'solved', closeTicket: true, seenSeq: 1 });
      await agent.delete(`/tickets/${ticketId}/closure`);
      const sent: unknown = await socket.timeout(30_000).emitWithAck('message:send', aMessage({ conversationId: ticketId }));
      expect(sent).toMatchObject({ ok: true, conversationId: ticketId });
      await settle(app);
      expect(await app.db.chat.count({ where: { ticketId, state: 'queued' } })).toBe(1);
    });
  });
});
