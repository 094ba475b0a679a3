import { randomUUID } from 'node:crypto';
import { TicketPage } from '#contracts/tickets.js';
import { aCustomer } from '#prisma/factories/customer.factory.js';
import { type AMailbox, aMailbox } from '#prisma/factories/mailbox.factory.js';
import { aTicket } from '#prisma/factories/ticket.factory.js';
import { MailLetters } from '../../server/src/mail/mail-letters.service.js';
import { as, type StaffClient } from '../support/as.js';
import { startApp, type TestApp } from '../support/app.js';
import { aDesk, aTalk, type Desk, speak, timelineOf } from '../support/desk.js';
import { receive, replyAddressOf } from '../support/mails.js';
import { settle } from '../support/settle.js';

describe('what a merge means for mail and due times', () => {
  let app: TestApp;
  let desk: Desk;
  let agent: StaffClient;
  beforeAll(async () => {
    app = await startApp();
    desk = await aDesk(app);
    agent = await as.agent(app, { teamIds: [desk.team.id], availability: 'offline', name: 'Mia' });
  });
  afterEach(() => app.clock.reset());
  afterAll(() => app.close());

  const ours = (fields: Parameters<typeof aTicket>[1] = {}) => aTicket(app.db, { channelId: desk.channel.id, teamId: desk.team.id, ...fields });
  const merge = (source: { id: string }, target: { id: string }, more: object = {}) => agent.post(`/tickets/${source.id}/merge`, { targetId: target.id, ...more });
  const undo = (source: { id: string }) => agent.delete(`/tickets/${source.id}/merge`);
  const rowOf = ({ id }: { id: string }) => app.db.ticket.findUniqueOrThrow({ where: { id } });

  describe('by mail', () => {
    let box: AMailbox;
    beforeAll(async () => {
      box = await aMailbox(app.db, { address: 'support@shop.example', teamId: desk.team.id, receipts: false });
    });
    const ticketOf = async (mail: { ticketId: string | null }) => rowOf({ id: mail.ticketId ?? '' });
    const ways = (ticketId: string) => app.db.outgoingMail.findMany({ where: { ticketId }, select: { toAddress: true, channelId: true } });

    test('a reply to the signed address of the source goes on in the target of the same writer, and answers go back to him', async () => {
      const from = 'wu@customer.example';
      const [source, target] = [await ticketOf(await receive(app, box, { from, subject: 'First' })), await ticketOf(await receive(app, box, { from, subject: 'Second', headers: { 'Message-ID': '<second@customer.example>' } }))];
      expect(source.visitorId).toBe(target.visitorId);
      await merge(source, target);
      const reply = await receive(app, box, { from, to: replyAddressOf(box, source.number), body: 'It still leaks' });
      expect([reply.state, reply.ticketId, reply.trust]).toEqual(['parsed', target.id, 'signed']);
      const aside = await receive(app, box, { from: 'stranger@customer.example', to: replyAddressOf(box, source.number), body: 'Who am I' });
      expect([aside.ticketId, (await timelineOf(app, target.id)).at(-1)]).toEqual([target.id, expect.objectContaining({ text: 'Who am I', internal: true })]);
      await agent.post(`/tickets/${target.id}/messages`, { clientMessageId: randomUUID(), kind: 'text', text: 'Dear Wu' });
      await settle(app);
      expect(await ways(target.id)).toEqual([{ toAddress: from, channelId: box.channelId }]);
    });

    test('who wrote by mail to the source of a chat of his is answered by mail in the target, with his own words quoted', async () => {
      const customer = await aCustomer(app.db, { name: 'Lin' });
      const source = await ticketOf(await receive(app, box, { from: 'lin@customer.example', subject: 'The lid', body: 'The lid is cracked' }));
      await app.db.ticket.update({ where: { id: source.id }, data: { customerId: customer.id } });
      const target = await ours({ customerId: customer.id });
      await merge(source, target);
      await agent.post(`/tickets/${target.id}/messages`, { clientMessageId: randomUUID(), kind: 'text', text: 'Dear Lin' });
      await settle(app);
      expect(await ways(target.id)).toEqual([{ toAddress: 'lin@customer.example', channelId: box.channelId }]);
      const [sent] = await app.db.outgoingMail.findMany({ where: { ticketId: target.id } });
      const letter = await app.nest.get(MailLetters).write(sent?.id ?? '');
      expect([letter?.text, letter?.subject]).toEqual([expect.stringContaining('> The lid is cracked'), 'Re: The lid']);
    });

    test('what was read in the chat before the merge is not mailed after it', async () => {
      const customer = await aCustomer(app.db, { name: 'Hu' });
      const target = await ours({ customerId: customer.id });
      const say = (text: string) => agent.post(`/tickets/${target.id}/messages`, { clientMessageId: randomUUID(), kind: 'text', text });
      const source = await ticketOf(await receive(app, box, { from: 'hu@customer.example', subject: 'The lid' }));
      await app.db.ticket.update({ where: { id: source.id }, data: { customerId: customer.id } });
      app.clock.advance({ minutes: 5 });
      await say('Read in the chat');
      await settle(app);
      app.clock.advance({ days: 2 });
      await merge(source, target);
      expect((await agent.get(`/tickets/${target.id}/recipients`)).body).toMatchObject({ to: 'hu@customer.example' });
      await say('By mail from now on');
      await settle(app);
      const about = await app.db.outgoingMail.findMany({ where: { ticketId: target.id }, select: { aboutId: true } });
      const said = await app.db.message.findMany({ where: { id: { in: about.map(({ aboutId }) => aboutId) } } });
      expect(said.map(({ text }) => text)).toEqual(['By mail from now on']);
    });

    test('of another customer stays apart: a ticket of his own, and no word, id or address of his in what the other gets', async () => {
      const source = await ticketOf(await receive(app, box, { from: 'zhao@customer.example', subject: 'Secret of Zhao', body: 'My iban is 1', headers: { 'Message-ID': '<zhao@customer.example>' } }));
      const target = await ticketOf(await receive(app, box, { from: 'wang@customer.example', subject: 'Wang asks', body: 'Where is it' }));
      expect((await merge(source, target, { seenSeq: 1 })).status).toBe(200);
      const reply = await receive(app, box, { from: 'zhao@customer.example', to: replyAddressOf(box, source.number), body: 'Well?' });
      expect([source.id, target.id]).not.toContain(reply.ticketId);
      expect(await ticketOf(reply)).toMatchObject({ linkedFromId: source.id, visitorId: source.visitorId });
      await agent.post(`/tickets/${target.id}/messages`, { clientMessageId: randomUUID(), kind: 'text', text: 'Dear Wang' });
      await settle(app);
      expect(await ways(target.id)).toEqual([{ toAddress: 'wang@customer.example', channelId: box.channelId }]);
      const [sent] = await app.db.outgoingMail.findMany({ where: { ticketId: target.id } });
      const letter = JSON.stringify(await app.nest.get(MailLetters).write(sent?.id ?? ''));
      for (const word of ['zhao', 'Zhao', 'iban', 'Well?']) expect(letter).not.toContain(word);
    });
  });

  test('lets due times stand while it lasts, and undone they are to the second what they were', async () => {
    const manager = await as.agent(app, { role: 'manager' });
    const one = { first_answer: 60, next_answer: 30, resolution: 480 };
    const draft = { name: 'All', conditions: { teamIds: [], channelIds: [], types: [], tags: [] }, targets: { urgent: one, high: one, normal: one, low: one }, pausesOnHold: true };
    expect((await manager.post('/due-policies', draft)).status).toBe(201);
    const { ticketId: id, socket, visitor } = await aTalk(app, desk);
    const talk = { id, socket, visitor };
    await speak(socket, id, 'And the lid?');
    await settle(app, { sweeps: true });
    await app.db.chat.updateMany({ where: { ticketId: talk.id }, data: { state: 'ended' } });
    const target = await ours({ visitorId: talk.visitor.visitor.id });
    await agent.post(`/tickets/${target.id}/messages`, { clientMessageId: randomUUID(), kind: 'text', text: 'Look at the lid', internal: true });
    await agent.patch(`/tickets/${target.id}/facts`, { priority: 'high', version: 1 });
    await settle(app, { sweeps: true });
    const facts = async (ticketId: string) => (await app.db.ticketDue.findMany({ where: { ticketId }, orderBy: { kind: 'asc' } })).map(({ kind, state, dueAt, startedAt }) => [kind, state, dueAt, startedAt]);
    const [was, targetWas] = [await facts(talk.id), await facts(target.id)];
    expect(was.map(([kind, state]) => [kind, state])).toContainEqual(['resolution', 'running']);
    expect((await merge(talk, target)).status).toBe(200);
    await settle(app, { sweeps: true });
    expect((await facts(talk.id)).filter(([, state]) => state === 'running')).toEqual([]);
    expect((await agent.get('/tickets?view=at_risk')).as(TicketPage).items.map(({ id }) => id)).not.toContain(talk.id);
    app.clock.advance({ minutes: 20 });
    await undo(talk);
    await settle(app, { sweeps: true });
    expect([await facts(talk.id), await facts(target.id)]).toEqual([was, targetWas]);
    talk.socket.disconnect();
  });
});
