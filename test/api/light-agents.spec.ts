import { Colleagues, Roles } from '#contracts/accounts.js';
import type { Permission } from '#contracts/permissions.js';
import { TicketPromises } from '#contracts/promises.js';
import { TicketAddresses } from '#contracts/proofs.js';
import { SearchPage } from '#contracts/search.js';
import { SimilarTickets, TicketDetail, TicketPage } from '#contracts/tickets.js';
import { ReceivedMailPage, TicketMails } from '#contracts/mail.js';
import { aCustomer } from '#prisma/factories/customer.factory.js';
import { aMailbox } from '#prisma/factories/mailbox.factory.js';
import { aTeam } from '#prisma/factories/people.factory.js';
import { aTicket } from '#prisma/factories/ticket.factory.js';
import { newId } from '../../server/src/platform/ids.js';
import { startApp, type TestApp } from '../support/app.js';
import { as, type StaffClient } from '../support/as.js';
import { aDesk, aMessage, aTalk, chatOf, type Desk, speak, type Talk } from '../support/desk.js';
import { receive } from '../support/mails.js';
import { settle } from '../support/settle.js';

const ADDRESS = 'anna.lindgren@mail.example';
const NUMBER = '+8613800138000';

describe('light agents and hidden contact', () => {
  let app: TestApp;
  let desk: Desk;
  let light: StaffClient;
  let agent: StaffClient;
  beforeAll(async () => {
    app = await startApp();
    desk = await aDesk(app);
    light = await as.agent(app, { role: 'light', teamIds: [desk.team.id], name: 'Ruth Adler' });
    agent = await as.agent(app, { teamIds: [desk.team.id], name: 'Agnes Ott' });
  });
  afterAll(() => app.close());

  describe('a light agent', () => {
    let talk: Talk;
    beforeAll(async () => {
      talk = await aTalk(app, desk, 'The kettle leaks');
    });

    test('reads the tickets of own teams and adds notes, which customers never see', async () => {
      expect((await light.post(`/tickets/${talk.ticketId}/messages`, { ...aMessage({ text: 'Batch B09 again' }), internal: true })).status).toBe(201);
      const { can } = (await light.get(`/tickets/${talk.ticketId}`)).as(TicketDetail);
      expect(Object.entries(can).flatMap(([verb, may]) => (may ? [verb] : []))).toEqual(['note']);
      const other = await aTicket(app.db, { channelId: desk.channel.id, teamId: (await aTeam(app.db)).id });
      expect((await light.get(`/tickets/${other.id}`)).status).toBe(404);
    });

    test.each<[string, Permission, (id: string, chatId: string) => ReturnType<StaffClient['get']>]>([
      ['answer', 'ticket.reply', (id) => light.post(`/tickets/${id}/messages`, aMessage())],
      ['assign', 'ticket.assign', (id) => light.put(`/tickets/${id}/assignment`, { accountId: light.account.id })],
      ['solve', 'ticket.close', (id) => light.post(`/tickets/${id}/solution`)],
      ['close', 'ticket.close', (id) => light.post(`/tickets/${id}/closure`)],
      ['snooze', 'ticket.edit', (id) => light.put(`/tickets/${id}/snooze`, { until: '2030-01-01T00:00:00.000Z' })],
      ['say what it is about', 'ticket.edit', (id) => light.patch(`/tickets/${id}/facts`, { priority: 'urgent', version: 1 })],
      ['accept a chat', 'chat.accept', (_, chatId) => light.post(`/chats/${chatId}/acceptance`)],
      ['end a chat', 'chat.end', (_, chatId) => light.post(`/chats/${chatId}/ending`, { contactReason: 'other', result: 'solved' })],
      ['ask for a proof', 'ticket.reply', (id) => light.post(`/tickets/${id}/proof`, { kind: 'email' })],
      ['open a ticket', 'ticket.edit', () => light.post('/tickets', { customer: { name: 'Anna' }, subject: 'Lid', message: { text: 'Called', internal: true } })],
    ])('may not %s', async (_, permission, call) => {
      const answer = await call(talk.ticketId, talk.chat.id);
      expect(answer.body).toMatchObject({ code: 'permission/missing', data: { permission } });
    });

    test('is offered no chat, and is given no ticket by anybody', async () => {
      const socket = await light.socket();
      await settle(app, { sweeps: true });
      expect((await chatOf(app, talk.ticketId)).offeredToId).not.toBe(light.account.id);
      const refused = await agent.put(`/tickets/${talk.ticketId}/assignment`, { accountId: light.account.id });
      expect(refused.body).toMatchObject({ code: 'ticket/assignee_cannot_reply', data: { name: 'Ruth Adler' } });
      const opened = await agent.post('/tickets', { customer: { name: 'Anna' }, subject: 'Lid', assigneeId: light.account.id, message: { text: 'Called', internal: true } });
      expect(opened.code).toBe('ticket/assignee_cannot_reply');
      const replies = new Map((await agent.get('/colleagues')).as(Colleagues).items.map((person) => [person.id, person.replies]));
      expect([replies.get(light.account.id), replies.get(agent.account.id)]).toEqual([false, true]);
      socket.disconnect();
    });

    test('is a standard role that every installation has', async () => {
      const { items } = (await agent.get('/roles')).as(Roles);
      expect(items.find(({ builtIn }) => builtIn === 'light')).toMatchObject({ permissions: ['ticket.read', 'ticket.note', 'profile.read', 'account.read'], can: { change: false, delete: false } });
    });
  });

  describe('how a customer is reached', () => {
    const path = (q: string) => `/search?q=${encodeURIComponent(q)}`;
    let ticketId: string;
    let blind: StaffClient;
    beforeAll(async () => {
      const customer = await aCustomer(app.db, { name: 'Anna Lindgren' });
      for (const [kind, value] of [['email', ADDRESS], ['phone', NUMBER]] as const)
        await app.db.customerIdentity.create({ data: { id: newId(), customerId: customer.id, kind, value, proof: 'signed' } });
      const talk = await aTalk(app, desk, 'Good morning');
      ticketId = talk.ticketId;
      await app.db.visitor.update({ where: { id: talk.visitor.visitor.id }, data: { name: 'anna@home.example', email: 'anna@home.example' } });
      await app.db.ticket.update({ where: { id: ticketId }, data: { customerId: customer.id, subject: 'Gooseneck kettle' } });
      await app.db.answerPromise.create({ data: { id: newId(), ticketId, kind: 'callback', state: 'open', basis: { rule: 'no_opening' }, messageId: newId(), publicSeq: 1, email: ADDRESS, phone: NUMBER, madeAt: app.clock.now() } });
      const box = await aMailbox(app.db, { teamId: desk.team.id });
      const entry = await app.db.message.findFirstOrThrow({ where: { ticketId } });
      await app.db.incomingMail.create({ data: { id: newId(), channelId: box.channelId, sha256: 'one', state: 'parsed', fromAddress: ADDRESS, subject: 'Kettle', trust: 'claimed', entryId: entry.id, ticketId, bytes: 10, receivedAt: app.clock.now() } });
      await speak(talk.socket, ticketId, 'Still there?');
      await settle(app, { sweeps: true });
      blind = await as.agent(app, { permissions: ['ticket.read', 'ticket.note', 'ticket.reply', 'mail.manage'], teamIds: [desk.team.id] });
    });

    const everything = async (client: StaffClient) => {
      const answers = await Promise.all(
        ['/tickets?view=all', `/tickets/${ticketId}`, `/tickets/${ticketId}/addresses`, `/tickets/${ticketId}/promises`, `/tickets/${ticketId}/mails`, '/mails', path('kettle'), path('lindgren'), `/tickets/${ticketId}/history`].map((where) => client.get(where)),
      );
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
      return JSON.stringify(answers.map(({ body }) => body));
    };

    test('stands nowhere in what somebody without the permission reads', async () => {
      const seen = await everything(blind);
      for (const secret of [ADDRESS, 'anna@home', 'mail.example', '138001', '8000']) expect([secret, seen.includes(secret)]).toEqual([secret, false]);
      expect(seen).toContain('a…@…');
      expect((await blind.get(`/tickets/${ticketId}`)).as(TicketDetail).visitor).toMatchObject({ name: 'Anna Lindgren', email: 'a…@…' });
      expect((await blind.get(`/tickets/${ticketId}/addresses`)).as(TicketAddresses).items.map(({ address }) => address)).toEqual(expect.arrayContaining(['a…@…', '… 00']));
      expect((await blind.get(`/tickets/${ticketId}/promises`)).as(TicketPromises).items[0]).toMatchObject({ email: 'a…@…', phone: '… 00' });
      expect((await blind.get(`/tickets/${ticketId}/mails`)).as(TicketMails).received.map(({ from, source }) => [from, source])).toEqual([['a…@…', false]]);
      expect((await blind.get('/mails')).as(ReceivedMailPage).items.map(({ from }) => from)).toEqual(['a…@…']);
      const mail = await app.db.incomingMail.findFirstOrThrow({ where: { ticketId } });
      expect((await blind.get(`/mails/${mail.id}/source`)).code).toBe('permission/missing');
    });

    test('is there for somebody with it', async () => {
      const seen = await everything(await as.agent(app, { permissions: ['ticket.read', 'mail.manage', 'customer.contact'], teamIds: [desk.team.id] }));
      for (const known of [ADDRESS, NUMBER]) expect([known, seen.includes(known)]).toEqual([known, true]);
    });

    test('cannot be found out by searching, while names, subjects and numbers are found', async () => {
      const found = async (client: StaffClient, q: string) => (await client.get(path(q))).as(SearchPage).items.map(({ ticket }) => ticket.id);
      const { number } = await app.db.ticket.findUniqueOrThrow({ where: { id: ticketId } });
      for (const q of [ADDRESS, 'anna@home.example', 'home', '0013800', '8000', NUMBER]) expect([q, await found(agent, q), await found(blind, q)]).toEqual([q, [ticketId], []]);
      for (const q of ['lindgren', 'anna lind', 'gooseneck', `#${number}`]) expect([q, await found(blind, q)]).toEqual([q, [ticketId]]);
      expect((await agent.get(`/tickets/similar?email=${ADDRESS}`)).as(SimilarTickets).items).toHaveLength(1);
      expect((await blind.get(`/tickets/similar?email=${ADDRESS}`)).as(SimilarTickets).items).toEqual([]);
    });

    test('stands not in what a ticket may be merged into either', async () => {
      const merger = await as.agent(app, { permissions: ['ticket.read', 'ticket.edit'], teamIds: [desk.team.id] });
      const other = await aTicket(app.db, { channelId: desk.channel.id, teamId: desk.team.id, state: 'open' });
      const found = async (client: StaffClient, search: string) => JSON.stringify((await client.get(`/tickets/${other.id}/merge-candidates?search=${encodeURIComponent(search)}`)).body);
      expect(await found(agent, 'home.example')).toContain(ticketId);
      expect(await found(merger, 'home.example')).not.toContain(ticketId);
      const seen = await found(merger, 'gooseneck');
      expect([seen.includes(ticketId), seen.includes('mail.example'), seen.includes('home.example')]).toEqual([true, false, false]);
    });

    test('stands not over the words of a mail without a name', async () => {
      const mail = await receive(app, await aMailbox(app.db, { teamId: desk.team.id }), { from: ADDRESS, subject: 'Lid' });
      const seen = JSON.stringify((await blind.get(`/tickets/${mail.ticketId}/messages`)).body);
      expect([seen.includes('a…@…'), seen.includes('mail.example')]).toEqual([true, false]);
    });

    test('is hidden where a name is an address', async () => {
      await app.db.ticket.update({ where: { id: ticketId }, data: { customerId: null } });
      const nameOf = async (client: StaffClient) => (await client.get('/tickets?view=all')).as(TicketPage).items.find(({ id }) => id === ticketId)?.customer.name;
      expect([await nameOf(agent), await nameOf(blind)]).toEqual(['anna@home.example', 'a…@…']);
    });
  });
});
