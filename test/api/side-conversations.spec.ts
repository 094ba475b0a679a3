import { randomUUID } from 'node:crypto';
import { TicketMails } from '#contracts/mail.js';
import { Partner, Partners, SideConversations, SideThread } from '#contracts/side-conversations.js';
import { type AMailbox, aMailbox } from '#prisma/factories/mailbox.factory.js';
import { aTeam } from '#prisma/factories/people.factory.js';
import { DeliveriesService } from '../../server/src/notifications/deliveries.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { as, type StaffClient } from '../support/as.js';
import { aDesk, aTalk, linesOf } from '../support/desk.js';
import { Mailbox } from '../support/mailbox.js';
import { receive } from '../support/mails.js';
import { aPng } from '../support/pictures.js';
import { settle } from '../support/settle.js';
import { addressOf, upload } from '../support/uploads.js';

const headerOf = (source: string, name: string): string => new RegExp(`^${name}: ((?:.|\\r\\n[ \\t])*)`, 'im').exec(source.split('\r\n\r\n')[0] ?? '')?.[1]?.replace(/\r\n[ \t]+/g, ' ') ?? '';
const CARRIER = 'claims@carrier.example';

describe('side conversations', () => {
  let app: TestApp;
  let sink: Mailbox;
  let box: AMailbox;
  let agent: StaffClient;
  beforeAll(async () => {
    sink = await Mailbox.open();
    app = await startApp({ SMTP_URL: sink.url });
    const team = await aTeam(app.db);
    agent = await as.agent(app, { teamIds: [team.id], name: 'Mia Chen' });
    box = await aMailbox(app.db, { address: 'support@shop.example', teamId: team.id, receipts: false });
  });
  beforeEach(async () => {
    // What an earlier test left on its way.
    await send();
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
  const aTicket = async () => {
    const from = `side-${randomUUID()}@customer.example`;
    const mail = await receive(app, box, { from, subject: 'Broken kettle', headers: { 'Message-ID': `<${randomUUID()}@customer.example>` } });
    const ticketId = mail.ticketId ?? '';
    await app.db.ticket.update({ where: { id: ticketId }, data: { assigneeId: agent.account.id } });
    return { from, ticketId };
  };
  const draftOf = (fields: object = {}) => ({ clientMessageId: randomUUID(), to: [CARRIER], subject: 'Claim NL-1', text: 'Where is the <b>parcel</b>?', ...fields });
  const begin = async (ticketId: string, fields: object = {}) => (await agent.post(`/tickets/${ticketId}/side-conversations`, draftOf(fields))).as(SideThread);
  const one = async (id: string) => (await agent.get(`/side-conversations/${id}`)).as(SideThread);
  const replyTo = (source: string | undefined) => /<(support\+s[^>]+)>/.exec(headerOf(source ?? '', 'Reply-To'))?.[1] ?? '';
  const answerFrom = async (to: string, fields: object = {}) => receive(app, box, { from: `Northline <${CARRIER}>`, to, subject: 'Re: Claim NL-1', body: 'It lies in Linz', ...fields });

  describe.each<[string, (client: Pick<StaffClient, 'get' | 'post' | 'put' | 'delete'>, ticketId: string, id: string) => ReturnType<StaffClient['get']>, boolean]>([
    ['GET /tickets/:id/side-conversations', (client, ticketId) => client.get(`/tickets/${ticketId}/side-conversations`), false],
    ['POST /tickets/:id/side-conversations', (client, ticketId) => client.post(`/tickets/${ticketId}/side-conversations`, draftOf()), true],
    ['GET /side-conversations/:id', (client, _, id) => client.get(`/side-conversations/${id}`), false],
    ['POST /side-conversations/:id/messages', (client, _, id) => client.post(`/side-conversations/${id}/messages`, { clientMessageId: randomUUID(), text: 'x' }), true],
    ['PUT /side-conversations/:id/completion', (client, _, id) => client.put(`/side-conversations/${id}/completion`), true],
    ['DELETE /side-conversations/:id/completion', (client, _, id) => client.delete(`/side-conversations/${id}/completion`), true],
    ['PUT /side-conversations/:id/reading', (client, _, id) => client.put(`/side-conversations/${id}/reading`), false],
  ])('%s', (_, call, writes) => {
    test('is for staff who may, in their own teams', async () => {
      const { ticketId } = await aTicket();
      const { id } = await begin(ticketId);
      expect((await call(as.stranger(app), ticketId, id)).code).toBe('session/required');
      expect((await call(await as.agent(app, { permissions: writes ? ['ticket.read_all', 'ticket.read'] : ['ticket.reply'] }), ticketId, id)).code).toBe('permission/missing');
      expect((await call(await as.agent(app, { teamIds: [(await aTeam(app.db)).id] }), ticketId, id)).code).toBe('conversation/not_found');
      expect((await call(agent, randomUUID(), randomUUID())).code).toMatch(/not_found$/);
    });
  });

  test('goes out under its own subject, with its own way back, and the answer stands beside the talk alone', async () => {
    const { from, ticketId } = await aTicket();
    const { id } = await begin(ticketId, { to: [CARRIER, 'depot@carrier.example', CARRIER] });
    await send();
    await send();
    expect(sink.letters.map(({ to }) => to).sort()).toEqual([CARRIER, 'depot@carrier.example']);
    const [letter] = sink.letters;
    expect([letter?.subject, headerOf(letter?.source ?? '', 'To'), headerOf(letter?.source ?? '', 'Cc'), headerOf(letter?.source ?? '', 'References')]).toEqual(['Claim NL-1', CARRIER, 'depot@carrier.example', '']);
    expect(letter?.source).not.toMatch(new RegExp(`${from}|Broken kettle`));
    expect(letter?.source).toContain('&lt;b&gt;parcel&lt;/b&gt;');
    const before = await app.db.message.findMany({ where: { ticketId } });
    await answerFrom(replyTo(letter?.source), { headers: { 'Message-ID': '<theirs@carrier.example>', Cc: 'boss@carrier.example' } });
    expect(await one(id)).toMatchObject({ unread: true, state: 'open', messages: [{ direction: 'out', author: 'Mia Chen', sent: [{ state: 'delivered' }, { state: 'delivered' }] }, { direction: 'in', author: 'Northline', from: CARRIER, text: 'It lies in Linz' }] });
    const after = await app.db.message.findMany({ where: { ticketId, id: { notIn: before.map((message) => message.id) } } });
    expect(after).toMatchObject([{ kind: 'system', publicSeq: null, internal: true, system: { code: 'side.answered', data: { name: 'Northline', text: 'Claim NL-1' } } }]);
    expect((await app.db.timelineRead.findFirstOrThrow({ where: { ticketId, accountId: agent.account.id } })).unreadFrom).toBe(after[0]?.staffSeq);
    expect((await agent.put(`/side-conversations/${id}/reading`)).body).toEqual({ ok: true });
    expect((await one(id)).unread).toBe(false);
    expect(await app.db.ticketParticipant.count({ where: { ticketId } })).toBe(0);
  });

  test('nothing of it is in what the customer gets, nor the other way round', async () => {
    const { from, ticketId } = await aTicket();
    const { id } = await begin(ticketId);
    await send();
    const side = sink.letters[0];
    await answerFrom(replyTo(side?.source), { headers: { 'Message-ID': '<secret@carrier.example>' } });
    await agent.post(`/side-conversations/${id}/messages`, { clientMessageId: randomUUID(), text: 'Thank you' });
    await agent.post(`/tickets/${ticketId}/messages`, { clientMessageId: randomUUID(), kind: 'text', text: 'We are looking into it' });
    await send();
    const [again, toCustomer] = [sink.letters.find(({ to, subject }) => to === CARRIER && subject === 'Re: Claim NL-1'), sink.letters.find(({ to }) => to === from)];
    expect(headerOf(again?.source ?? '', 'References')).toBe(`${side?.messageId} <secret@carrier.example>`);
    expect(toCustomer?.source).not.toMatch(/carrier\.example|Claim NL-1|Linz|parcel|\+s\d/);
    expect(toCustomer?.source).not.toContain(side?.messageId);
    expect(again?.source).not.toMatch(/customer\.example|Broken kettle|looking into/);
    expect((await agent.get(`/tickets/${ticketId}/mails`)).as(TicketMails)).toMatchObject({ received: [{ from }], sent: [{ to: from }] });
  });

  test('a forged or changed address leads nowhere, and knowing a message of it helps nobody into the talk', async () => {
    const { ticketId } = await aTicket();
    const { id } = await begin(ticketId);
    await send();
    const right = replyTo(sink.letters[0]?.source);
    const wrong = right.replace(/-(.)/, (_, letter: string) => `-${letter === 'a' ? 'b' : 'a'}`);
    expect((await answerFrom(wrong)).ticketId).not.toBe(ticketId);
    expect((await answerFrom('support@shop.example', { headers: { 'In-Reply-To': sink.letters[0]?.messageId ?? '' } })).ticketId).not.toBe(ticketId);
    expect((await one(id)).messages).toHaveLength(1);
  });

  test('what a machine answers stays beside it, and a failure is told there and makes the ticket unread', async () => {
    const { ticketId } = await aTicket();
    const { id } = await begin(ticketId);
    await send();
    const back = sink.letters[0]?.envelopeFrom ?? '';
    await receive(app, box, { from: CARRIER, to: back, subject: 'Out of office', body: 'Away', headers: { 'Auto-Submitted': 'auto-replied' } });
    expect((await one(id)).messages.at(-1)).toMatchObject({ direction: 'in', automatic: 'reply', text: 'Away' });
    await receive(app, box, { from: 'MAILER-DAEMON@carrier.example', to: back, subject: 'Undelivered', headers: { 'Return-Path': '<>' } });
    await settle(app);
    expect((await one(id)).messages[0]?.sent).toMatchObject([{ to: CARRIER, bounced: true, state: 'failed' }]);
    expect(await linesOf(app, ticketId)).toEqual(expect.arrayContaining(['side.answered', 'side.failed']));
    expect(await linesOf(app, ticketId)).not.toContain('mail.bounced');
  });

  test('files go out and come in, for the staff of the ticket alone', async () => {
    const desk = await aDesk(app);
    await app.db.channel.update({ where: { id: desk.channel.id }, data: { storeId: box.channel.storeId } });
    const talk = await aTalk(app, desk);
    const colleague = await as.agent(app, { teamIds: [desk.team.id] });
    const file = await upload(colleague, 'damage.png', aPng());
    const opened = (await colleague.post(`/tickets/${talk.ticketId}/side-conversations`, draftOf({ attachmentIds: [file.id] }))).as(SideThread);
    expect(opened.messages[0]?.attachments).toMatchObject([{ id: file.id, name: 'damage.png' }]);
    await send();
    expect(sink.letters[0]?.source).toContain('damage.png');
    expect(await addressOf(colleague, file.id)).toBeDefined();
    expect(await addressOf(agent, file.id)).toBeUndefined();
    expect(await addressOf(talk.visitor, file.id)).toBeUndefined();
    const body = ['--x', 'Content-Type: text/plain', '', 'See the scan', '--x', 'Content-Type: image/png; name=scan.png', 'Content-Transfer-Encoding: base64', 'Content-Disposition: attachment; filename=scan.png', '', aPng().toString('base64'), '--x--', ''].join('\r\n');
    await answerFrom(replyTo(sink.letters[0]?.source), { body, headers: { 'Content-Type': 'multipart/mixed; boundary=x' } });
    const [scan] = (await colleague.get(`/side-conversations/${opened.id}`)).as(SideThread).messages.at(-1)?.attachments ?? [];
    expect(scan?.name).toBe('scan.png');
    expect([await addressOf(colleague, scan?.id ?? ''), await addressOf(talk.visitor, scan?.id ?? '')]).toEqual([expect.anything(), undefined]);
  });

  test('is begun once however often it is sent, done and open again, and opens by itself when somebody answers', async () => {
    const { ticketId } = await aTicket();
    const body = draftOf();
    const both = await Promise.all([1, 2].map(() => agent.post(`/tickets/${ticketId}/side-conversations`, body)));
    const ids = both.map((answer) => answer.as(SideThread).id);
    const id = ids[0] ?? '';
    expect(new Set(ids).size).toBe(1);
    await send();
    expect(sink.letters).toHaveLength(1);
    for (const turn of [1, 2]) expect([turn, (await agent.put(`/side-conversations/${id}/completion`)).as(SideThread).state]).toEqual([turn, 'done']);
    expect((await agent.delete(`/side-conversations/${id}/completion`)).as(SideThread).state).toBe('open');
    await agent.put(`/side-conversations/${id}/completion`);
    await answerFrom(replyTo(sink.letters[0]?.source));
    expect((await agent.get(`/tickets/${ticketId}/side-conversations`)).as(SideConversations)).toMatchObject({ canStart: true, items: [{ id, state: 'open', unread: true, preview: 'It lies in Linz' }] });
  });

  test.each<[string, (from: string) => object, string]>([
    ['the customer', (from) => ({ to: [from] }), 'side/own_address'],
    ['one of our boxes', () => ({ to: ['support+t1-x@shop.example'] }), 'side/own_address'],
    ['nobody', () => ({ to: [] }), 'request/invalid'],
    ['a crowd', () => ({ to: Array.from({ length: 6 }, (_, index) => `p${index}@carrier.example`) }), 'request/invalid'],
    ['an address with a header in it', () => ({ to: ['a@b.example\r\nBcc: c@d.example'] }), 'request/invalid'],
    ['a subject with a header in it', () => ({ subject: 'x\r\nBcc: c@d.example' }), 'request/invalid'],
    ['a file that is not there', () => ({ attachmentIds: [randomUUID()] }), 'file/not_found'],
  ])('refuses %s', async (_, fields, code) => {
    const { from, ticketId } = await aTicket();
    expect((await agent.post(`/tickets/${ticketId}/side-conversations`, draftOf(fields(from)))).code).toBe(code);
    expect(await app.db.sideConversation.count({ where: { ticketId } })).toBe(0);
  });

  test('what a partner answers to a merged ticket that nobody has is told in the target, to whoever wrote last', async () => {
    const [source, target] = [await aTicket(), await aTicket()];
    await begin(source.ticketId);
    await send();
    await app.db.ticket.updateMany({ where: { id: { in: [source.ticketId, target.ticketId] } }, data: { assigneeId: null } });
    await app.db.ticket.update({ where: { id: source.ticketId }, data: { state: 'closed', closedAt: app.clock.now(), mergedIntoId: target.ticketId } });
    await answerFrom(replyTo(sink.letters[0]?.source));
    expect((await agent.get(`/tickets/${target.ticketId}/side-conversations`)).as(SideConversations).items).toMatchObject([{ preview: 'It lies in Linz' }]);
    const lines = await app.db.message.findMany({ where: { ticketId: target.ticketId, authorKind: 'system' } });
    expect(lines.map(({ system }) => system)).toContainEqual(expect.objectContaining({ code: 'side.answered' }));
    const mark = await app.db.timelineRead.findUniqueOrThrow({ where: { ticketId_accountId: { ticketId: target.ticketId, accountId: agent.account.id } } });
    expect(mark.unreadFrom).not.toBeNull();
  });

  test('a store without a mailbox says so', async () => {
    const desk = await aDesk(app);
    const { ticketId } = await aTalk(app, desk);
    expect((await (await as.agent(app, { teamIds: [desk.team.id] })).post(`/tickets/${ticketId}/side-conversations`, draftOf())).code).toBe('side/no_mailbox');
  });

  describe('the address book', () => {
    const partner = (fields: object = {}) => ({ name: '顺途物流', address: `p-${randomUUID()}@carrier.example`, kind: 'carrier', ...fields });
    test('is kept by who manages ways in, and read by the staff', async () => {
      const admin = await as.agent(app, { role: 'admin' });
      const made = (await admin.post('/partners', partner({ address: 'Dispatch@Carrier.example' }))).as(Partner);
      expect(made).toMatchObject({ name: '顺途物流', address: 'dispatch@carrier.example', kind: 'carrier' });
      expect((await admin.post('/partners', partner({ address: 'dispatch@carrier.example' }))).code).toBe('partner/address_taken');
      const changed = (await admin.put(`/partners/${made.id}`, partner({ address: made.address, kind: 'warehouse' }), { headers: { 'if-match': `"${made.version}"` } })).as(Partner);
      expect(changed).toMatchObject({ kind: 'warehouse', version: 2 });
      expect((await admin.put(`/partners/${made.id}`, partner(), { headers: { 'if-match': `"${made.version}"` } })).code).toBe('request/stale');
      expect((await agent.get('/partners')).as(Partners).items).toMatchObject([{ id: made.id }]);
      const { ticketId } = await aTicket();
      expect((await begin(ticketId, { to: [made.address] })).to).toEqual([{ address: made.address, partner: { name: '顺途物流', kind: 'warehouse' } }]);
      expect((await admin.delete(`/partners/${made.id}`)).body).toEqual({ ok: true });
      for (const answer of [await admin.delete(`/partners/${made.id}`), await admin.put(`/partners/${made.id}`, partner())]) expect(answer.code).toBe('resource/not_found');
    });

    test('refuses whoever may not, and what is no partner', async () => {
      for (const call of [(client: StaffClient | ReturnType<typeof as.stranger>) => client.post('/partners', partner()), (client: StaffClient | ReturnType<typeof as.stranger>) => client.put(`/partners/${randomUUID()}`, partner()), (client: StaffClient | ReturnType<typeof as.stranger>) => client.delete(`/partners/${randomUUID()}`)]) {
        expect((await call(as.stranger(app))).code).toBe('session/required');
        expect((await call(agent)).code).toBe('permission/missing');
      }
      expect((await as.stranger(app).get('/partners')).code).toBe('session/required');
      const admin = await as.agent(app, { role: 'admin' });
      for (const fields of [{ kind: 'friend' }, { address: 'none' }, { name: '' }]) expect((await admin.post('/partners', partner(fields))).code).toBe('request/invalid');
    });
  });
});
