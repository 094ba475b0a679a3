import { randomUUID } from 'node:crypto';
import { MailTaken, MailText, ReceivedMail, ReceivedMailPage, TicketMails } from '#contracts/mail.js';
import { type AMailbox, aMailbox } from '#prisma/factories/mailbox.factory.js';
import { aTeam } from '#prisma/factories/people.factory.js';
import { MailJobs } from '../../server/src/mail/mail.jobs.js';
import { startApp, type TestApp } from '../support/app.js';
import { as, type StaffClient } from '../support/as.js';
import { linesOf } from '../support/desk.js';
import { aMail, aPostman, handIn, receive, replyAddressOf } from '../support/mails.js';
import { settle } from '../support/settle.js';

describe('mail that comes in', () => {
  let app: TestApp;
  let box: AMailbox;
  let admin: StaffClient;
  let agent: StaffClient;
  beforeAll(async () => {
    app = await startApp();
    admin = await as.agent(app, { role: 'admin' });
    const team = await aTeam(app.db);
    agent = await as.agent(app, { teamIds: [team.id] });
    box = await aMailbox(app.db, { address: 'support@shop.example', teamId: team.id });
  });
  afterAll(() => app.close());

  const ticketOf = async (mail: { ticketId: string | null }) => app.db.ticket.findUniqueOrThrow({ where: { id: mail.ticketId ?? randomUUID() }, include: { visitor: true, timeline: true, channel: true, messages: { orderBy: { staffSeq: 'asc' } } } });

  test('opens a ticket of its team with subject, sender and words, and no chat', async () => {
    const ticket = await ticketOf(await receive(app, box, { subject: '=?utf-8?B?5rC05aO25ryP5rC0?=', from: '=?utf-8?B?5p6X576O?= <Mei@Customer.example>', body: '水壶漏水，请问怎么办？谢谢\r\n' }));
    expect(ticket).toMatchObject({ subject: '水壶漏水', state: 'new', teamId: box.channel.teamId, visitor: { name: '林美', email: 'mei@customer.example', verified: false, locale: 'zh-CN' } });
    expect(ticket.messages).toMatchObject([{ authorKind: 'customer', authorName: '林美', text: '水壶漏水，请问怎么办？谢谢', internal: false, kind: 'text' }]);
    expect(ticket.timeline?.waitingSince).not.toBeNull();
    expect(await app.db.chat.count({ where: { ticketId: ticket.id } })).toBe(0);
    const listed = (await agent.get('/tickets?view=team')).body;
    expect(JSON.stringify(listed)).toContain('"channelKind":"mailbox"');
  });

  test.each([
    ['gb18030', Buffer.from('cbaebaf8c2a9cbae', 'hex'), '水壶漏水'],
    ['big5', Buffer.from('a4f4b3fdba7ca4f4', 'hex'), '水壺漏水'],
    ['iso-2022-jp', Buffer.from('1b2442245924662435246c1b2842', 'hex'), 'べゆされ'],
  ])('reads %s', async (charset, body, text) => {
    const mail = await receive(app, box, { from: `${charset}@customer.example`, body, headers: { 'Content-Type': `text/plain; charset=${charset}` } });
    expect(mail).toMatchObject({ state: 'parsed', text });
  });

  describe('a reply', () => {
    const first = async (from = `who-${randomUUID()}@customer.example`) => ({ from, ticket: await ticketOf(await receive(app, box, { from })) });

    test('to the signed address goes on in the ticket, without what it quotes', async () => {
      const { from, ticket } = await first();
      const mail = await receive(app, box, { from, to: replyAddressOf(box, ticket.number), subject: 'Re: no word of it', body: 'It still leaks.\n\nOn Friday, Mia wrote:\n> Did it stop?' });
      expect(mail).toMatchObject({ ticketId: ticket.id, trust: 'signed', state: 'parsed' });
      expect((await ticketOf(mail)).messages.at(-1)).toMatchObject({ text: 'It still leaks.', authorKind: 'customer', internal: false });
      expect((await agent.get(`/mails/${mail.id}/text`)).as(MailText).text).toContain('> Did it stop?');
      expect((await agent.get(`/tickets/${ticket.id}/mails`)).as(TicketMails).received.at(-1)).toMatchObject({ id: mail.id, quotes: true, html: false, trust: 'signed', subject: 'Re: no word of it' });
    });

    test('of the requester by the id of a mail of that talk goes on, and her second word without an answer too', async () => {
      const from = 'second@customer.example';
      const raw = aMail({ from, to: box.channel.key, headers: { 'Message-ID': '<her-first@customer.example>' } });
      const ticket = await ticketOf(await receive(app, box, raw));
      const mail = await receive(app, box, { from, headers: { References: '<unknown@x.example> <her-first@customer.example>' } });
      expect(mail).toMatchObject({ ticketId: ticket.id, trust: 'known' });
    });

    test('of a stranger with id, subject and number opens a ticket of its own and tells nothing of the other', async () => {
      const { ticket } = await first();
      const [{ messageId = null } = {}] = await app.db.incomingMail.findMany({ where: { ticketId: ticket.id } });
      const mail = await receive(app, box, { from: 'stranger@evil.example', subject: `Re: [#${ticket.number}] The kettle leaks`, headers: { 'In-Reply-To': messageId ?? '', 'X-Helpdesk-Ticket': ticket.id, 'X-Zammad-Ticket-Id': String(ticket.number) } });
      expect(mail.trust).toBe('claimed');
      expect(mail.ticketId).not.toBe(ticket.id);
      const other = await ticketOf(mail);
      expect([other.linkedFromId, other.messages.length, (await ticketOf({ ticketId: ticket.id })).messages.length]).toEqual([null, 1, 1]);
    });

    test('with a forged signature, or to a neighbour of the signed ticket, opens a ticket of its own', async () => {
      const { from, ticket } = await first();
      const forged = replyAddressOf(box, ticket.number).replace(`t${ticket.number}-`, `t${ticket.number - 1}-`);
      expect((await receive(app, box, { from: 'other@evil.example', to: forged })).trust).toBe('claimed');
      const foreign = await aMailbox(app.db);
      expect((await receive(app, foreign, { from, to: replyAddressOf(box, ticket.number) })).ticketId).not.toBe(ticket.id);
    });

    test('of a third person to the signed address stays with the staff', async () => {
      const { ticket } = await first();
      const mail = await receive(app, box, { from: 'Lawyer <lawyer@firm.example>', to: replyAddressOf(box, ticket.number), body: 'I represent her.' });
      expect(mail).toMatchObject({ ticketId: ticket.id, trust: 'signed' });
      expect((await ticketOf(mail)).messages.at(-1)).toMatchObject({ internal: true, publicSeq: null, authorName: 'Lawyer', text: 'I represent her.' });
    });

    test('with the address of one of the staff never speaks as staff', async () => {
      const { ticket } = await first();
      const mail = await receive(app, box, { from: `Boss <${agent.account.email}>`, to: replyAddressOf(box, ticket.number), body: 'Refund her.' });
      expect((await ticketOf(mail)).messages.at(-1)).toMatchObject({ authorKind: 'customer', internal: true });
      expect((await ticketOf(await receive(app, box, { from: agent.account.email }))).messages).toMatchObject([{ authorKind: 'customer' }]);
    });

    test('brings a ticket that waits for her, or is solved, back to work; what stands beside the talk does not', async () => {
      const { from, ticket } = await first();
      const to = replyAddressOf(box, ticket.number);
      for (const verb of ['pending', 'solution'] as const) {
        const { staffHead } = await app.db.timeline.findUniqueOrThrow({ where: { ticketId: ticket.id } });
        const moved = verb === 'solution' ? await agent.post(`/tickets/${ticket.id}/solution?seenSeq=${staffHead}`) : await agent.put(`/tickets/${ticket.id}/pending?seenSeq=${staffHead}`);
        expect(moved.code).toBeNull();
        await receive(app, box, { from: 'third@firm.example', to, headers: { 'Auto-Submitted': 'auto-replied' } });
        expect((await ticketOf({ ticketId: ticket.id })).state).toBe(verb === 'solution' ? 'solved' : 'pending');
        await receive(app, box, { from, to, body: 'One more thing' });
        expect((await ticketOf({ ticketId: ticket.id })).state).toBe('open');
      }
      expect(await app.db.chat.count({ where: { ticketId: ticket.id } })).toBe(0);
    });

    test('to a closed ticket opens one that is linked, and only one', async () => {
      const { from, ticket } = await first();
      await app.db.ticket.update({ where: { id: ticket.id }, data: { state: 'closed', closedAt: new Date(), timeline: { update: { gate: 'closed' } } } });
      const to = replyAddressOf(box, ticket.number);
      const mail = await receive(app, box, { from, to, body: 'It leaks again' });
      const next = await ticketOf(mail);
      expect([next.linkedFromId, next.channelId, next.messages[0]?.text]).toEqual([ticket.id, box.channelId, 'It leaks again']);
      expect(await linesOf(app, next.id)).toContain('ticket.linked');
      expect((await receive(app, box, { from, to, body: 'And again' })).ticketId).toBe(next.id);
    });
  });

  describe('automatic mail', () => {
    test.each([
      ['a mailing', { Precedence: 'bulk' }, 'bulk', 'automatic_bulk'],
      ['an absence notice', { 'Auto-Submitted': 'auto-replied' }, 'reply', 'automatic_reply'],
      ['a failure that names no token', { 'Return-Path': '<>' }, 'bounce', 'bounce_unknown'],
      ['a mail of our own', { 'Message-ID': `<${randomUUID()}@aftercare.test>` }, 'own', 'automatic_own'],
    ])('%s is kept and opens nothing until somebody asks for it', async (_, headers, automatic, reason) => {
      const mail = await receive(app, box, { from: `auto-${randomUUID()}@x.example`, headers });
      expect(mail).toMatchObject({ state: 'ignored', automatic, reason, ticketId: null });
      expect((await admin.post(`/mails/${mail.id}/attempt`)).as(ReceivedMail).state).toBe('stored');
      await app.nest.get(MailJobs).readDueMails();
      expect((await app.db.incomingMail.findUniqueOrThrow({ where: { id: mail.id } })).state).toBe('parsed');
      expect((await admin.post(`/mails/${mail.id}/attempt`)).code).toBe('mail/over');
    });

    test('of the requester stands beside the talk, and nobody waits for an answer', async () => {
      const from = 'absent@customer.example';
      const ticket = await ticketOf(await receive(app, box, { from }));
      await app.db.timeline.update({ where: { ticketId: ticket.id }, data: { waitingSince: null } });
      await receive(app, box, { from, to: replyAddressOf(box, ticket.number), subject: 'Out of office', body: 'Back on Monday', headers: { 'Auto-Submitted': 'auto-replied' } });
      const after = await ticketOf({ ticketId: ticket.id });
      expect(after.messages.at(-1)).toMatchObject({ internal: true, authorKind: 'bot', text: 'Back on Monday' });
      expect(after.timeline).toMatchObject({ waitingSince: null, staffUnread: 1 });
      expect(await app.db.outgoingMail.count({ where: { ticketId: ticket.id, kind: 'reply' } })).toBe(0);
    });
  });

  test('the same bytes are one mail, also when they come twice at once and to two readers', async () => {
    const raw = aMail({ from: 'twice@customer.example', to: box.channel.key });
    const postman = await aPostman(app);
    const taken = await Promise.all([1, 2, 3].map(() => handIn(app, box, raw, postman)));
    expect(new Set(taken.map(({ id }) => id)).size).toBe(1);
    expect(taken.filter(({ known }) => !known)).toHaveLength(1);
    const jobs = app.nest.get(MailJobs);
    await Promise.all([jobs.readDueMails(), jobs.readDueMails()]);
    expect(await app.db.message.count({ where: { ticket: { visitor: { email: 'twice@customer.example' } } } })).toBe(1);
    expect(await app.db.file.count({ where: { purpose: 'mail', id: taken[0]?.id ?? '' } })).toBe(1);
  });

  test('two mails under one id with other words are both kept', async () => {
    const headers = { 'Message-ID': '<reused@customer.example>' };
    const [one, two] = [await receive(app, box, { from: 'reuse@customer.example', headers, body: 'One' }), await receive(app, box, { from: 'other@evil.example', headers, body: 'Two' })];
    expect([one.state, two.state, one.ticketId === two.ticketId]).toEqual(['parsed', 'parsed', false]);
  });

  test('what was stored before a crash is read after it, once', async () => {
    const { id } = await handIn(app, box, aMail({ from: 'crash@customer.example' }));
    // Taken by a process that is gone: nobody has it until its time is over.
    await app.db.incomingMail.update({ where: { id }, data: { attempts: 1, dueAt: new Date(app.clock.now().getTime() + 180_000) } });
    const jobs = app.nest.get(MailJobs);
    await jobs.readDueMails();
    expect((await app.db.incomingMail.findUniqueOrThrow({ where: { id } })).state).toBe('stored');
    app.clock.advance({ minutes: 3 });
    await jobs.readDueMails();
    expect(await app.db.incomingMail.findUniqueOrThrow({ where: { id } })).toMatchObject({ state: 'parsed', attempts: 2 });
  });

  test('a page is shown where nothing runs, files go the way of files, and the source is text', async () => {
    const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';
    const body = [
      '--b', 'Content-Type: text/html; charset=utf-8', '', '<p onclick="x()">Look<script>alert(1)</script><img src="https://track.example/p.png"></p>',
      '--b', 'Content-Type: image/png; name="leak.png"', 'Content-Transfer-Encoding: base64', 'Content-Disposition: attachment; filename="../../leak.png"', '', png,
      '--b', 'Content-Type: application/x-msdownload', 'Content-Disposition: attachment; filename="invoice.exe"', '', 'MZ not a picture', '--b--', '',
    ].join('\r\n');
    const mail = await receive(app, box, { from: 'page@customer.example', body, headers: { 'Content-Type': 'multipart/mixed; boundary=b' } });
    const { messages } = await ticketOf(mail);
    expect(messages[0]).toMatchObject({ kind: 'file', text: 'Look', attachments: [{ name: 'leak.png', type: 'image/png' }] });
    expect((await agent.get(`/tickets/${mail.ticketId}/mails`)).as(TicketMails).received).toMatchObject([{ html: true, remote: true, lost: ['invoice.exe'] }]);
    const page = await fetch(`${app.url}/api/v1/mails/${mail.id}/page`, { headers: { cookie: agent.cookie } });
    expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'.*img-src data:;.*sandbox(?!.*allow-scripts)/);
    const html = await page.text();
    expect(html).toContain('<p>Look<img src="https://track.example/p.png" /></p>');
    expect(html).not.toMatch(/script|onclick/);
    const source = await fetch(`${app.url}/api/v1/mails/${mail.id}/source`, { headers: { cookie: agent.cookie } });
    expect([source.headers.get('content-type'), source.headers.get('content-disposition')?.startsWith('attachment'), (await source.text()).includes('<script>')]).toEqual(['text/plain', true, true]);
  });

  test.each([
    ['no mail at all', Buffer.from([0, 255, 254, 1, 2, 3])],
    ['headers without end', Buffer.from(`From: ${'a'.repeat(600_000)}`)],
    ['boxes in boxes', Buffer.from(Array.from({ length: 60 }, (_, depth) => `Content-Type: multipart/mixed; boundary=b${depth}\r\n\r\n--b${depth}\r\n`).join(''))],
    ['nobody as sender', aMail({ from: 'nobody' })],
  ])('%s is told, and the source stays', async (_, raw) => {
    const mail = await receive(app, box, raw);
    expect(['failed unreadable', 'ignored no_sender']).toContain(`${mail.state} ${mail.reason}`);
    expect(await app.db.file.count({ where: { id: mail.fileId ?? '' } })).toBe(1);
  });

  test('more than a person writes in an hour waits for somebody to look', async () => {
    const from = 'bomb@evil.example';
    const sha = randomUUID();
    await app.db.incomingMail.createMany({ data: Array.from({ length: 60 }, (__, at) => ({ id: randomUUID(), channelId: box.channelId, sha256: `${sha} ${at}`, bytes: 1, state: 'parsed', fromAddress: from, receivedAt: app.clock.now() })) });
    expect(await receive(app, box, { from })).toMatchObject({ state: 'ignored', reason: 'too_many' });
  });

  test('a blocked sender is kept and heard no more', async () => {
    const ticket = await ticketOf(await receive(app, box, { from: 'rude@customer.example' }));
    await app.db.visitor.update({ where: { id: ticket.visitorId ?? '' }, data: { blockedAt: new Date() } });
    expect(await receive(app, box, { from: 'rude@customer.example' })).toMatchObject({ state: 'ignored', reason: 'sender_blocked' });
  });

  describe.each<[string, (client: StaffClient['get'] extends never ? never : Pick<StaffClient, 'get' | 'post'>, id: string) => ReturnType<StaffClient['get']>, string]>([
    ['POST /mailboxes/:id/mails', (client, id) => client.post(`/mailboxes/${id}/mails`, undefined, { raw: aMail(), headers: { 'content-type': 'message/rfc822' } }), 'permission/missing'],
    ['GET /mails', (client) => client.get('/mails'), 'permission/missing'],
    ['POST /mails/:id/attempt', (client, id) => client.post(`/mails/${id}/attempt`), 'permission/missing'],
    ['GET /mails/:id/text', (client, id) => client.get(`/mails/${id}/text`), 'resource/not_found'],
    ['GET /mails/:id/page', (client, id) => client.get(`/mails/${id}/page`), 'resource/not_found'],
    ['GET /mails/:id/source', (client, id) => client.get(`/mails/${id}/source`), 'resource/not_found'],
    ['GET /tickets/:id/mails', (client, id) => client.get(`/tickets/${id}/mails`), 'conversation/not_found'],
  ])('%s', (_, call, refusal) => {
    test('is nothing for strangers, for an agent without the right, or about nothing', async () => {
      const mail = await receive(app, box, { from: `rights-${randomUUID()}@customer.example` });
      const id = _.includes('/tickets/') ? (mail.ticketId ?? '') : mail.id;
      expect((await call(as.stranger(app), id)).code).toBe('session/required');
      expect((await call(await as.agent(app), id)).code).toBe(refusal);
      if (_ !== 'GET /mails') expect((await call(admin, randomUUID())).code).toMatch(/not_found$/);
    });
  });

  test('is listed for admins, by state and page', async () => {
    const page = (await admin.get('/mails?state=ignored&limit=2')).as(ReceivedMailPage);
    expect(page.items).toHaveLength(2);
    const next = (await admin.get(`/mails?state=ignored&limit=2&cursor=${page.nextCursor}`)).as(ReceivedMailPage);
    expect(next.items.map(({ id }) => id)).not.toContain(page.items[1]?.id);
    expect((await admin.get('/mails?cursor=nonsense')).code).toBe('request/invalid');
  });

  test('is refused where it is switched off, is no mail, or is nothing', async () => {
    const off = await aMailbox(app.db, { isOn: false });
    const postman = await aPostman(app);
    const post = (id: string, raw: Buffer, type = 'message/rfc822') => postman.post(`/mailboxes/${id}/mails`, undefined, { raw, headers: { 'content-type': type } });
    expect((await post(off.channelId, aMail())).code).toBe('mailbox/off');
    expect((await post(box.channelId, aMail(), 'text/plain')).code).toBe('request/unsupported_type');
    expect((await post(box.channelId, Buffer.alloc(0))).code).toBe('request/malformed');
    expect((await post(box.channelId, Buffer.alloc(50 * 2 ** 20 + 1, 'a'))).code).toBe('request/too_large');
    expect((await post(box.channelId, aMail())).as(MailTaken).known).toBe(false);
    await settle(app);
  });
});
