import { randomUUID } from 'node:crypto';
import { Participant, Recipients, TicketMails } from '#contracts/mail.js';
import { aCustomer } from '#prisma/factories/customer.factory.js';
import { type AMailbox, aMailbox } from '#prisma/factories/mailbox.factory.js';
import { aTeam } from '#prisma/factories/people.factory.js';
import { DeliveriesService } from '../../server/src/notifications/deliveries.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { as, type StaffClient } from '../support/as.js';
import { aDesk, aTalk } from '../support/desk.js';
import { Mailbox } from '../support/mailbox.js';
import { receive, replyAddressOf } from '../support/mails.js';
import { settle } from '../support/settle.js';

const headerOf = (source: string, name: string): string => new RegExp(`^${name}: ((?:.|\\r\\n[ \\t])*)`, 'im').exec(source.split('\r\n\r\n')[0] ?? '')?.[1]?.replace(/\r\n[ \t]+/g, ' ') ?? '';

describe('participants', () => {
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
  const say = async (ticketId: string, text = 'A new lid') => expect((await agent.post(`/tickets/${ticketId}/messages`, { clientMessageId: randomUUID(), kind: 'text', text })).status).toBe(201);
  const aMailTicket = async (headers: Record<string, string> = {}) => {
    const from = `from-${randomUUID()}@customer.example`;
    const mail = await receive(app, box, { from: `Mei <${from}>`, headers });
    return { from, ticketId: mail.ticketId ?? '' };
  };
  const recipients = async (ticketId: string) => (await agent.get(`/tickets/${ticketId}/recipients`)).as(Recipients);
  const include = (ticketId: string, address: string, client = agent) => client.post(`/tickets/${ticketId}/participants`, { address });
  const mails = async (ticketId: string) => (await agent.get(`/tickets/${ticketId}/mails`)).as(TicketMails);

  describe.each<[string, (client: Pick<StaffClient, 'get' | 'post' | 'delete'>, id: string) => ReturnType<StaffClient['get']>, boolean]>([
    ['GET /tickets/:id/recipients', (client, id) => client.get(`/tickets/${id}/recipients`), false],
    ['POST /tickets/:id/participants', (client, id) => client.post(`/tickets/${id}/participants`, { address: 'a@b.example' }), true],
    ['DELETE /tickets/:id/participants/:id', (client, id) => client.delete(`/tickets/${id}/participants/${randomUUID()}`), true],
    ['POST /tickets/:id/mails/:id/attempt', (client, id) => client.post(`/tickets/${id}/mails/${randomUUID()}/attempt`), true],
  ])('%s', (_, call, writes) => {
    test('is for staff who may, in their own teams', async () => {
      const { ticketId } = await aMailTicket();
      expect((await call(as.stranger(app), ticketId)).code).toBe('session/required');
      expect((await call(await as.agent(app, { permissions: writes ? ['ticket.read_all'] : ['ticket.reply'] }), ticketId)).code).toBe('permission/missing');
      expect((await call(await as.agent(app, { teamIds: [(await aTeam(app.db)).id] }), ticketId)).code).toBe('conversation/not_found');
      expect((await call(agent, randomUUID())).code).toBe('conversation/not_found');
    });
  });

  test('whom the requester names is shown and gets nothing before the staff includes him', async () => {
    const { from, ticketId } = await aMailTicket({ Cc: '"Jo 佐" <Jo@firm.example>, support@shop.example, Undisclosed: p@x.example, broken' });
    expect(await recipients(ticketId)).toMatchObject({ way: 'mail', to: from, from: 'support@shop.example', hold: null, participants: [{ address: 'jo@firm.example', name: 'Jo 佐', state: 'named' }, { address: 'p@x.example', state: 'named' }] });
    await say(ticketId, 'To her alone');
    await send();
    expect([sink.letters.map(({ to }) => to), headerOf(sink.letters[0]?.source ?? '', 'Cc')]).toEqual([[from], '']);
    expect((await include(ticketId, 'Jo@Firm.example')).as(Participant)).toMatchObject({ state: 'included', name: 'Jo 佐' });
    await say(ticketId, 'To both');
    await send();
    const copies = sink.letters.slice(1);
    expect(copies.map(({ to }) => to).sort()).toEqual([from, 'jo@firm.example'].sort());
    expect(new Set(copies.map(({ messageId }) => messageId)).size).toBe(1);
    expect(copies.map(({ source }) => [headerOf(source, 'To'), headerOf(source, 'Cc')])).toEqual([[from, 'jo@firm.example'], [from, 'jo@firm.example']]);
    expect(new Set(copies.map(({ envelopeFrom }) => envelopeFrom)).size).toBe(2);
    expect((await mails(ticketId)).sent.slice(-2)).toMatchObject([{ to: from, copy: false, state: 'delivered' }, { to: 'jo@firm.example', copy: true, state: 'delivered' }]);
  });

  test('who was removed stays removed, and gets no further answer', async () => {
    const { from, ticketId } = await aMailTicket({ Cc: 'jo@firm.example' });
    const { id } = (await include(ticketId, 'jo@firm.example')).as(Participant);
    expect((await agent.delete(`/tickets/${ticketId}/participants/${id}`)).body).toEqual({ ok: true });
    expect((await agent.delete(`/tickets/${ticketId}/participants/${id}`)).body).toEqual({ ok: true });
    const { number } = await app.db.ticket.findUniqueOrThrow({ where: { id: ticketId } });
    await receive(app, box, { from, to: replyAddressOf(box, number), headers: { Cc: 'jo@firm.example, new@firm.example' } });
    expect((await recipients(ticketId)).participants).toMatchObject([{ address: 'new@firm.example', state: 'named' }]);
    await say(ticketId);
    await send();
    expect(sink.letters.map(({ to }) => to)).toEqual([from]);
  });

  test('a stranger names nobody, not even himself, and what he knows of the thread helps him nothing', async () => {
    const { ticketId } = await aMailTicket({ 'Message-ID': '<known@customer.example>' });
    const { number } = await app.db.ticket.findUniqueOrThrow({ where: { id: ticketId } });
    await receive(app, box, { from: 'eve@evil.example', to: replyAddressOf(box, number), headers: { Cc: 'mallory@evil.example' } });
    await receive(app, box, { from: 'eve@evil.example', headers: { 'In-Reply-To': '<known@customer.example>', Cc: 'mallory@evil.example' } });
    expect((await recipients(ticketId)).participants).toEqual([]);
  });

  test('one who is included speaks to the staff alone, as everybody else does who is not the requester', async () => {
    const { ticketId } = await aMailTicket();
    await include(ticketId, 'jo@firm.example');
    const { number } = await app.db.ticket.findUniqueOrThrow({ where: { id: ticketId } });
    const { entryId } = await receive(app, box, { from: 'jo@firm.example', to: replyAddressOf(box, number), body: 'Between us' });
    expect(await app.db.message.findUniqueOrThrow({ where: { id: entryId ?? '' } })).toMatchObject({ ticketId, internal: true, publicSeq: null });
  });

  test.each([
    ['our own mailbox', 'support@shop.example', 'participant/own_address'],
    ['a signed address of ours', 'support+t1-aaaaaaaaaaaaaaaaaaaaaaaaaa@shop.example', 'participant/own_address'],
    ['no address', 'nobody', 'request/invalid'],
    ['a header', 'a@b.example\r\nBcc: c@d.example', 'request/invalid'],
  ])('refuses %s', async (_, address, code) => {
    expect((await include((await aMailTicket()).ticketId, address)).code).toBe(code);
  });

  test('refuses the requester under every address he is known by, includes once, and at most twenty', async () => {
    const { from, ticketId } = await aMailTicket();
    const customer = await aCustomer(app.db, { identities: { create: [{ id: randomUUID(), kind: 'email', value: 'known.too@firm.example', proof: 'signed' }] } });
    await app.db.ticket.update({ where: { id: ticketId }, data: { customerId: customer.id } });
    expect((await include(ticketId, 'known.too@firm.example')).code).toBe('participant/own_address');
    expect((await include(ticketId, from)).code).toBe('participant/own_address');
    const twice = await Promise.all([include(ticketId, 'jo@firm.example'), include(ticketId, 'jo@firm.example')]);
    expect(new Set(twice.map((answer) => answer.as(Participant).id)).size).toBe(1);
    await Promise.all(Array.from({ length: 21 }, (_, index) => include(ticketId, `p${index}@firm.example`)));
    expect((await recipients(ticketId)).participants).toHaveLength(20);
    expect((await include(ticketId, 'one-more@firm.example')).code).toBe('participant/too_many');
  });

  test('an address that refuses is told by itself, the others have theirs, and it can be sent once more', async () => {
    const { from, ticketId } = await aMailTicket();
    await include(ticketId, 'gone@firm.example');
    sink.answer({ at: 'recipient', code: 550 });
    await say(ticketId);
    await send();
    const { sent } = await mails(ticketId);
    const failed = sent.find(({ state }) => state === 'failed');
    expect([sent.length, sink.letters.length, failed?.can.retry]).toEqual([2, 1, true]);
    const again = (client: StaffClient) => client.post(`/tickets/${ticketId}/mails/${failed?.id}/attempt`);
    expect((await again(agent)).body).toEqual({ ok: true });
    await send();
    expect(sink.letters.map(({ to }) => to).sort()).toEqual([from, 'gone@firm.example'].sort());
    expect((await again(agent)).code).toBe('delivery/over');
    const other = await aMailTicket();
    expect((await agent.post(`/tickets/${other.ticketId}/mails/${failed?.id}/attempt`)).code).toBe('resource/not_found');
  });

  test('an answer that reaches nobody says so before and after', async () => {
    const { ticketId } = await aMailTicket();
    const { visitorId } = await app.db.ticket.findUniqueOrThrow({ where: { id: ticketId } });
    await app.db.incomingMail.deleteMany({ where: { ticketId } });
    await app.db.visitor.update({ where: { id: visitorId ?? '' }, data: { email: null } });
    expect(await recipients(ticketId)).toMatchObject({ way: 'nobody', to: null, hold: 'no_address' });
    await say(ticketId);
    await send();
    const [last] = await app.db.message.findMany({ where: { ticketId, authorKind: 'agent' } });
    expect(await mails(ticketId)).toMatchObject({ sent: [], unsent: [last?.id] });
    expect(sink.letters).toEqual([]);
  });

  test('in a chat the customer reads the talk itself', async () => {
    const { ticketId } = await aTalk(app, await aDesk(app));
    const seesAll = await as.agent(app, { role: 'admin' });
    expect((await seesAll.get(`/tickets/${ticketId}/recipients`)).as(Recipients)).toMatchObject({ way: 'talk', to: null, hold: null });
  });
});
