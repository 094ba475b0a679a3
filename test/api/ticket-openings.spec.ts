import { randomUUID } from 'node:crypto';
import { SimilarTickets, TicketDetail, TicketPage } from '#contracts/tickets.js';
import { aMailbox } from '#prisma/factories/mailbox.factory.js';
import { aTeam } from '#prisma/factories/people.factory.js';
import { as, type StaffClient } from '../support/as.js';
import { startApp, type TestApp } from '../support/app.js';
import { aDesk, aTalk, type Desk, linesOf } from '../support/desk.js';
import { settle } from '../support/settle.js';

const CALLED = { customer: { name: '林怡君', email: 'Yijun.Lin@mail.example' }, subject: '水壺底部漏水', type: 'problem', priority: 'high', tags: ['漏水'], message: { text: 'Called: it leaks since Monday.', internal: true } };

describe('tickets that staff opens', () => {
  let app: TestApp;
  let desk: Desk;
  let agent: StaffClient;
  beforeAll(async () => {
    app = await startApp();
    desk = await aDesk(app);
    agent = await as.agent(app, { teamIds: [desk.team.id] });
  });
  afterAll(() => app.close());
  const open = (fields: object = {}, client = agent) => client.post('/tickets', { ...CALLED, channelId: desk.channel.id, ...fields });

  test('has the customer, what it is about, and the note as its first entry', async () => {
    const answer = await open({ assigneeId: agent.account.id });
    expect(answer.status).toBe(201);
    const detail = answer.as(TicketDetail);
    expect(detail).toMatchObject({
      ticket: { state: 'open', subject: '水壺底部漏水', type: 'problem', priority: 'high', tags: ['漏水'], assignee: { id: agent.account.id }, team: { id: desk.team.id }, customer: { name: '林怡君', verified: false }, waitingSince: null },
      visitor: { email: 'yijun.lin@mail.example' },
    });
    expect(await linesOf(app, detail.ticket.id)).toEqual([]);
    const [message] = await app.db.message.findMany({ where: { ticketId: detail.ticket.id } });
    expect(message).toMatchObject({ text: 'Called: it leaks since Monday.', internal: true, senderId: agent.account.id, publicSeq: null });
    expect((await agent.get('/tickets?view=mine')).as(TicketPage).items[0]?.id).toBe(detail.ticket.id);
  });

  test('calls nobody to a chat, whatever its way in', async () => {
    const { ticket } = (await open()).as(TicketDetail);
    await settle(app);
    expect(await app.db.chat.count({ where: { ticketId: ticket.id } })).toBe(0);
    expect(ticket).toMatchObject({ state: 'new', assignee: null });
  });

  test('with words to the customer sends them once, from the mailbox, and he is known there by his address', async () => {
    const mailbox = await aMailbox(app.db, { storeId: desk.channel.storeId, teamId: desk.team.id });
    const words = { channelId: mailbox.channelId, customer: { name: 'Ana Duarte', email: 'ana.duarte@mail.example' }, message: { text: 'Your parcel comes on Friday.', internal: false } };
    const { ticket } = (await open(words)).as(TicketDetail);
    await settle(app, { sweeps: true });
    expect(ticket).toMatchObject({ channelKind: 'mailbox', preview: { text: 'Your parcel comes on Friday.', by: 'agent' } });
    expect(await app.db.outgoingMail.findMany({ where: { ticketId: ticket.id }, select: { toAddress: true, kind: true } })).toEqual([{ toAddress: 'ana.duarte@mail.example', kind: 'reply' }]);
    const second = (await open(words)).as(TicketDetail).ticket;
    const [one, two] = await Promise.all([ticket.id, second.id].map((id) => app.db.ticket.findUniqueOrThrow({ where: { id }, select: { visitorId: true } })));
    expect(one?.visitorId).toBe(two?.visitorId);
  });

  test('is one ticket however often the same request comes', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const [first, again] = [await agent.post('/tickets', { ...CALLED, channelId: desk.channel.id }, { headers }), await agent.post('/tickets', { ...CALLED, channelId: desk.channel.id }, { headers })];
    expect(again.as(TicketDetail).ticket.id).toBe(first.as(TicketDetail).ticket.id);
  });

  test('shows nothing to a browser that merely names the same address', async () => {
    const talk = await aTalk(app, desk, 'Hello');
    const browser = await app.db.ticket.findUniqueOrThrow({ where: { id: talk.ticketId }, select: { visitorId: true } });
    await app.db.visitor.update({ where: { id: browser.visitorId ?? '' }, data: { email: 'yijun.lin@mail.example' } });
    const { ticket } = (await open()).as(TicketDetail);
    expect((await app.db.ticket.findUniqueOrThrow({ where: { id: ticket.id } })).visitorId).not.toBe(browser.visitorId);
  });

  test('warns of open tickets under the address, of those alone that one may read', async () => {
    const elsewhere = await aTeam(app.db);
    const customer = { name: 'Ana', email: `ana-${randomUUID()}@mail.example` };
    const mine = (await open({ customer })).as(TicketDetail).ticket;
    const done = (await open({ customer })).as(TicketDetail).ticket;
    await agent.post(`/tickets/${done.id}/closure`);
    await open({ customer, teamId: elsewhere.id });
    const found = (await agent.get(`/tickets/similar?email=${encodeURIComponent(customer.email.toUpperCase())}`)).as(SimilarTickets);
    expect(found.items).toEqual([expect.objectContaining({ id: mine.id, number: mine.number, subject: '水壺底部漏水' })]);
    const foreigner = await as.agent(app, { teamIds: [elsewhere.id] });
    expect((await foreigner.get(`/tickets/similar?email=${customer.email}`)).as(SimilarTickets).items).toHaveLength(1);
  });

  describe('refuses', () => {
    test('a stranger, and whoever may only look', async () => {
      const reader = await as.agent(app, { permissions: ['ticket.read'], teamIds: [desk.team.id] });
      const stranger = await as.stranger(app).post('/tickets', { ...CALLED });
      const asked = await as.stranger(app).get('/tickets/similar?email=a@mail.example');
      expect([stranger.status, asked.status, (await open({}, reader)).code]).toEqual([401, 401, 'permission/missing']);
    });

    test('words to the customer, or a ticket for a colleague, without the right to it', async () => {
      const colleague = await as.agent(app, { teamIds: [desk.team.id] });
      const noter = await as.agent(app, { permissions: ['ticket.read', 'ticket.note', 'ticket.edit'], teamIds: [desk.team.id] });
      expect((await open({ message: { text: 'Hello', internal: false } }, noter)).code).toBe('permission/missing');
      expect((await open({ assigneeId: colleague.account.id }, noter)).code).toBe('permission/missing');
      expect((await open({ assigneeId: noter.account.id }, noter)).code).toBe('ticket/assignee_cannot_reply');
      expect((await open({}, noter)).status).toBe(201);
    });

    test.each([
      ['nobody', { customer: {} }],
      ['an address that is none', { customer: { email: 'not an address' } }],
      ['no subject', { subject: ' ' }],
      ['a subject of two lines', { subject: 'a\nb' }],
      ['an unknown priority', { priority: 'now' }],
      ['a field of its own making', { number: 1 }],
    ])('%s', async (_, fields) => {
      const answer = await open(fields);
      expect([answer.status, answer.code]).toEqual([400, 'request/invalid']);
    });

    test('words that nobody would ever get', async () => {
      const answer = await open({ message: { text: 'Your parcel comes on Friday.', internal: false } });
      expect([answer.status, answer.code]).toEqual([409, 'ticket/no_way_out']);
    });

    test.each([['channelId'], ['teamId'], ['assigneeId']])('a %s that is not there', async (field) => {
      const lead = await as.agent(app, { role: 'lead', teamIds: [desk.team.id] });
      expect((await open({ [field]: randomUUID() }, lead)).code).toBe('resource/not_found');
    });
  });
});
