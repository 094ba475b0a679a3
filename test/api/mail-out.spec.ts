import { randomUUID } from 'node:crypto';
import { DeliveryPage } from '#contracts/notifications.js';
import { TicketMails } from '#contracts/mail.js';
import { type AMailbox, aMailbox } from '#prisma/factories/mailbox.factory.js';
import { aTeam } from '#prisma/factories/people.factory.js';
import { DeliveriesService } from '../../server/src/notifications/deliveries.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { as, type StaffClient } from '../support/as.js';
import { linesOf } from '../support/desk.js';
import { Mailbox } from '../support/mailbox.js';
import { receive, replyAddressOf } from '../support/mails.js';
import { settle } from '../support/settle.js';

const headerOf = (source: string, name: string): string => new RegExp(`^${name}: ((?:.|\\r\\n[ \\t])*)`, 'im').exec(source.split('\r\n\r\n')[0] ?? '')?.[1]?.replace(/\r\n[ \t]+/g, ' ') ?? '';

describe('mail that goes out', () => {
  let app: TestApp;
  let sink: Mailbox;
  let box: AMailbox;
  let admin: StaffClient;
  let agent: StaffClient;
  beforeAll(async () => {
    sink = await Mailbox.open();
    app = await startApp({ SMTP_URL: sink.url, MAIL_FROM: 'Desk <desk@shop.example>' });
    admin = await as.agent(app, { role: 'admin' });
    const team = await aTeam(app.db);
    agent = await as.agent(app, { teamIds: [team.id], name: 'Mia Chen' });
    box = await aMailbox(app.db, { address: 'support@shop.example', teamId: team.id, signature: 'Mia\nAurora <Home>', receipts: false });
  });
  beforeEach(() => {
    sink.letters.length = 0;
  });
  afterAll(async () => {
    await app.close();
    await sink.close();
  });

  const send = async () => {
    await settle(app);
    await app.nest.get(DeliveriesService).send();
    await settle(app);
  };
  const sayTo = async (ticketId: string | null, text: string, more: object = {}) => {
    const answer = await agent.post(`/tickets/${ticketId}/messages`, { clientMessageId: randomUUID(), kind: 'text', text, ...more });
    expect(answer.status).toBe(201);
  };
  const aMailTicket = async (from = `out-${randomUUID()}@customer.example`, headers = {}) => {
    const mail = await receive(app, box, { from: `Mei <${from}>`, headers });
    return { from, mail, ticketId: mail.ticketId ?? '' };
  };
  const facts = async (ticketId: string) => (await agent.get(`/tickets/${ticketId}/mails`)).as(TicketMails).sent;

  test('an answer leaves once, from the mailbox, into the thread, with a signed way back', async () => {
    const { from, ticketId } = await aMailTicket(undefined, { 'Message-ID': '<root@customer.example>' });
    await sayTo(ticketId, 'Dear <b>Mei</b>,\n\na new lid is on its way.');
    await send();
    await send();
    expect(sink.letters).toHaveLength(1);
    const [letter] = sink.letters;
    const source = letter?.source ?? '';
    expect([letter?.to, letter?.subject, headerOf(source, 'In-Reply-To'), headerOf(source, 'References'), headerOf(source, 'Auto-Submitted')]).toEqual([from, 'Re: The kettle leaks', '<root@customer.example>', '<root@customer.example>', '']);
    expect(headerOf(source, 'From')).toContain('<support@shop.example>');
    expect(headerOf(source, 'Reply-To')).toMatch(/<support\+t\d+-[a-z2-7]{26}@shop\.example>/);
    expect(letter?.envelopeFrom).toMatch(/^support\+b\d+-[a-z2-7]{26}@shop\.example$/);
    expect(source).toContain('&lt;b&gt;Mei&lt;/b&gt;');
    expect(await facts(ticketId)).toMatchObject([{ to: from, state: 'delivered', bounced: false }]);
  });

  test('a note, what was recalled, and the words of others never leave', async () => {
    const { ticketId } = await aMailTicket();
    await sayTo(ticketId, 'She is angry', { internal: true });
    await sayTo(ticketId, 'Oops');
    const [last] = await app.db.message.findMany({ where: { ticketId }, orderBy: { staffSeq: 'desc' }, take: 1 });
    await settle(app);
    await app.db.message.update({ where: { id: last?.id ?? '' }, data: { recalledAt: new Date(), text: null } });
    await send();
    expect(sink.letters).toEqual([]);
    expect(await facts(ticketId)).toMatchObject([{ state: 'void' }]);
  });

  test('the whole thread goes on: her reply by the signed address, the next answer with both references', async () => {
    const { from, ticketId } = await aMailTicket(undefined, { 'Message-ID': '<one@customer.example>' });
    await sayTo(ticketId, 'Since when?');
    await send();
    const [first] = sink.letters;
    const to = /<(support\+t[^>]+)>/.exec(headerOf(first?.source ?? '', 'Reply-To'))?.[1] ?? '';
    const reply = await receive(app, box, { from, to, body: 'Since Monday', headers: { 'Message-ID': '<two@customer.example>' } });
    expect(reply).toMatchObject({ ticketId, trust: 'signed' });
    await sayTo(ticketId, 'Thank you');
    await send();
    expect(headerOf(sink.letters[1]?.source ?? '', 'References')).toBe(`<one@customer.example> ${first?.messageId} <two@customer.example>`);
    expect(sink.letters[1]?.messageId).not.toBe(first?.messageId);
    const byHeader = await receive(app, box, { from, headers: { 'In-Reply-To': first?.messageId ?? '' } });
    expect(byHeader).toMatchObject({ ticketId, trust: 'known' });
    expect((await receive(app, box, { from: 'stranger@evil.example', headers: { 'In-Reply-To': first?.messageId ?? '' } })).ticketId).not.toBe(ticketId);
  });

  test('what a third person wrote beside the talk gives the customer neither its subject nor its id', async () => {
    const { from, mail, ticketId } = await aMailTicket(undefined, { 'Message-ID': '<hers@customer.example>' });
    const { number } = await app.db.ticket.findUniqueOrThrow({ where: { id: ticketId } });
    await receive(app, box, { from: 'Lawyer <lawyer@firm.example>', to: replyAddressOf(box, number), subject: 'Suspected fraud', headers: { 'Message-ID': '<theirs@firm.example>' } });
    await sayTo(ticketId, 'A new lid is on its way.');
    await send();
    const [letter] = sink.letters;
    expect([letter?.to, letter?.subject, headerOf(letter?.source ?? '', 'References')]).toEqual([from, `Re: ${mail.subject}`, '<hers@customer.example>']);
    expect(letter?.source).not.toMatch(/fraud|firm\.example/);
  });

  test('an answer that was not looked for before the customer wrote again leaves all the same', async () => {
    const { from, ticketId } = await aMailTicket();
    const { number } = await app.db.ticket.findUniqueOrThrow({ where: { id: ticketId } });
    await sayTo(ticketId, 'A new lid is on its way.');
    await receive(app, box, { from, to: replyAddressOf(box, number), body: 'Any news?' });
    await send();
    expect(sink.letters.map(({ to }) => to)).toEqual([from]);
  });

  test('a server that refuses for a while loses nothing and sends nothing twice', async () => {
    const { ticketId } = await aMailTicket();
    sink.answer({ at: 'recipient', code: 451 }, { at: 'text', code: 452 });
    await sayTo(ticketId, 'A new lid');
    await send();
    expect([sink.letters.length, (await facts(ticketId))[0]?.state]).toEqual([0, 'due']);
    app.clock.advance({ hours: 1 });
    await send();
    app.clock.advance({ hours: 1 });
    await send();
    app.clock.advance({ hours: 1 });
    await send();
    expect([sink.letters.length, (await facts(ticketId))[0]?.state]).toEqual([1, 'delivered']);
  });

  test('a line that breaks before the server has answered makes a repeat that can be recognised', async () => {
    const { ticketId } = await aMailTicket();
    sink.answer({ at: 'answer' });
    await sayTo(ticketId, 'A new lid');
    await send();
    expect([sink.letters.length, (await facts(ticketId))[0]?.state]).toEqual([1, 'due']);
    app.clock.advance({ hours: 1 });
    await send();
    expect((await facts(ticketId))[0]?.state).toBe('delivered');
    const headers = sink.letters.map(({ source }) => ['Message-ID', 'Reply-To', 'References', 'Subject'].map((name) => headerOf(source, name)));
    expect([sink.letters.length, headers[1]]).toEqual([2, headers[0]]);
  });

  test('an address that no server takes is told on the ticket, once, and can be tried again', async () => {
    const { ticketId } = await aMailTicket();
    sink.answer({ at: 'recipient', code: 550 });
    await sayTo(ticketId, 'A new lid');
    await send();
    expect(await facts(ticketId)).toMatchObject([{ state: 'failed', response: '550 RCPT TO EENVELOPE' }]);
    expect((await linesOf(app, ticketId)).filter((code) => code === 'mail.not_sent')).toHaveLength(1);
    const failed = (await admin.get('/deliveries?state=failed')).as(DeliveryPage).items[0];
    expect(failed).toMatchObject({ template: 'mail' });
    await admin.post(`/deliveries/${failed?.id}/attempt`);
    await send();
    expect(await facts(ticketId)).toMatchObject([{ state: 'delivered' }]);
  });

  describe('a failure that comes back', () => {
    const report = (status: string, action = 'failed') => ['--r', 'Content-Type: text/plain', '', 'Sorry', '--r', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; mx.example', '', `Final-Recipient: rfc822; x@customer.example`, `Action: ${action}`, `Status: ${status}`, '', '--r--', ''].join('\r\n');
    const headers = { 'Content-Type': 'multipart/report; report-type=delivery-status; boundary=r', 'Return-Path': '<>' };
    const from = 'MAILER-DAEMON@mx.example';

    test('is matched by its token, marks the answer once, and opens no ticket', async () => {
      const { ticketId } = await aMailTicket();
      await sayTo(ticketId, 'A new lid');
      await send();
      const to = sink.letters[0]?.envelopeFrom ?? '';
      const tickets = await app.db.ticket.count();
      for (const text of ['5.1.1', '5.1.2']) expect(await receive(app, box, { from, to, headers, body: report(text) })).toMatchObject({ state: 'ignored', reason: 'bounce_taken', automatic: 'bounce' });
      expect(await facts(ticketId)).toMatchObject([{ state: 'failed', bounced: true, response: 'bounced 5.1.1' }]);
      expect((await linesOf(app, ticketId)).filter((code) => code === 'mail.bounced')).toHaveLength(1);
      expect(await app.db.ticket.count()).toBe(tickets);
    });

    test('that is only late, forged, or of nobody changes nothing', async () => {
      const { ticketId } = await aMailTicket();
      await sayTo(ticketId, 'A new lid');
      await send();
      const to = sink.letters[0]?.envelopeFrom ?? '';
      expect((await receive(app, box, { from, to, headers, body: report('4.4.7', 'delayed') })).reason).toBe('bounce_delayed');
      const forged = to.replace(/b(\d+)-/, (_, number: string) => `b${Number(number) - 1}-`);
      expect((await receive(app, box, { from, to: forged, headers, body: report('5.1.1') })).reason).toBe('bounce_unknown');
      expect((await receive(app, box, { from, headers: { ...headers, 'In-Reply-To': sink.letters[0]?.messageId ?? '' }, body: report('5.1.1') })).reason).toBe('bounce_unknown');
      expect(await facts(ticketId)).toMatchObject([{ state: 'delivered', bounced: false }]);
    });
  });

  test('a visitor who left a word replies to the letter by mail, and the next answer follows him there', async () => {
    const { storeId } = box.channel;
    const widget = await app.db.channel.create({ data: { id: randomUUID(), kind: 'widget', name: 'Web', key: `wk_${randomUUID()}`, secret: 'x', settings: {}, storeId, teamId: box.channel.teamId } });
    const { visitor } = await as.visitor(app, { channelId: widget.id, email: 'left@customer.example', name: 'Bo' });
    const ticket = await app.db.ticket.create({ data: { id: randomUUID(), channelId: widget.id, teamId: box.channel.teamId, visitorId: visitor.id, state: 'open', timeline: { create: { gate: 'quiet' } } } });
    await sayTo(ticket.id, 'Nobody writes by mail yet');
    await send();
    expect(sink.letters).toEqual([]);
    const mail = await receive(app, box, { from: 'left@customer.example', to: replyAddressOf(box, ticket.number), body: 'Here I am' });
    expect(mail).toMatchObject({ ticketId: ticket.id, trust: 'signed' });
    expect([await app.db.chat.count({ where: { ticketId: ticket.id } }), (await app.db.timeline.findUniqueOrThrow({ where: { ticketId: ticket.id } })).gate]).toEqual([0, 'quiet']);
    await sayTo(ticket.id, 'Welcome back');
    await send();
    expect(sink.letters).toMatchObject([{ to: 'left@customer.example' }]);
  });

  test('a receipt goes to a first mail, marked as automatic, once a day, and never to a machine', async () => {
    await app.db.mailbox.update({ where: { channelId: box.channelId }, data: { receipts: true } });
    const from = `receipt-${randomUUID()}@customer.example`;
    await receive(app, box, { from, body: '请问我的订单什么时候发货？谢谢' });
    await receive(app, box, { from, body: 'And another matter' });
    await receive(app, box, { from: 'form@customer.example', headers: { 'Auto-Submitted': 'auto-generated' } });
    await send();
    expect(sink.letters.map(({ to }) => to)).toEqual([from]);
    const source = sink.letters[0]?.source ?? '';
    expect([headerOf(source, 'Auto-Submitted'), headerOf(source, 'X-Auto-Response-Suppress')]).toEqual(['auto-replied', 'All']);
    expect(sink.letters[0]?.subject).toBe('Re: The kettle leaks');
    app.clock.advance({ days: 1 });
    await receive(app, box, { from, body: 'A day later' });
    await send();
    expect(sink.letters).toHaveLength(2);
  });
});
