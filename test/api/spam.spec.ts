import { randomUUID } from 'node:crypto';
import { BulkChange } from '#contracts/bulk.js';
import { TicketCounts, TicketDetail, TicketHistory, TicketPage } from '#contracts/tickets.js';
import { type AMailbox, aMailbox } from '#prisma/factories/mailbox.factory.js';
import { aTeam } from '#prisma/factories/people.factory.js';
import { aTicket } from '#prisma/factories/ticket.factory.js';
import { as, type StaffClient } from '../support/as.js';
import { startApp, type TestApp } from '../support/app.js';
import { aDesk, aTalk, chatOf, type Desk, linesOf, speak, timelineOf } from '../support/desk.js';
import { receive, replyAddressOf } from '../support/mails.js';
import { settle } from '../support/settle.js';

describe('spam', () => {
  let app: TestApp;
  let desk: Desk;
  let box: AMailbox;
  let agent: StaffClient;
  let foreigner: StaffClient;
  beforeAll(async () => {
    app = await startApp();
    desk = await aDesk(app);
    box = await aMailbox(app.db, { address: 'support@shop.example', teamId: desk.team.id });
    agent = await as.agent(app, { teamIds: [desk.team.id], availability: 'offline', name: 'Mia' });
    foreigner = await as.agent(app, { teamIds: [(await aTeam(app.db)).id] });
  });
  afterEach(() => app.clock.reset());
  afterAll(() => app.close());

  const ours = (fields: Parameters<typeof aTicket>[1] = {}) => aTicket(app.db, { channelId: desk.channel.id, teamId: desk.team.id, ...fields });
  const mark = (id: string, client: StaffClient = agent) => client.put(`/tickets/${id}/spam`);
  const lift = (id: string, client: StaffClient = agent) => client.delete(`/tickets/${id}/spam`);
  const idsOf = async (query: string) => (await agent.get(`/tickets?limit=100&${query}`)).as(TicketPage).items.map(({ id }) => id);
  const counts = async () => (await agent.get('/tickets/counts')).as(TicketCounts);
  const rowOf = (id: string) => app.db.ticket.findUniqueOrThrow({ where: { id }, include: { place: true, timeline: true } });

  test.each<[string, (client: StaffClient, id: string) => ReturnType<StaffClient['get']>]>([
    ['PUT', (client, id) => mark(id, client)],
    ['DELETE', (client, id) => lift(id, client)],
  ])('%s asks a stranger to sign in, refuses whoever lacks the permission, and reads to another team like a ticket that is not there', async (_, call) => {
    const { id } = await ours();
    const stranger = Object.assign(as.stranger(app), { account: agent.account, cookie: '', socket: agent.socket });
    expect((await call(stranger, id)).code).toBe('session/required');
    expect((await call(await as.agent(app, { permissions: ['ticket.read'], teamIds: [desk.team.id] }), id)).code).toBe('permission/missing');
    for (const hidden of [await call(foreigner, id), await call(foreigner, randomUUID()), await call(agent, 'x')]) expect([hidden.status, hidden.code]).toEqual([404, hidden.code]);
    expect((await call(agent, id)).status).toBe(200);
  });

  test('is out of every list and count but its own, whatever its state, and comes back as it was', async () => {
    const waitingSince = new Date(app.clock.now().getTime() - 60_000);
    const snoozedUntil = new Date(app.clock.now().getTime() + 3_600_000);
    const all = [
      await ours({ assigneeId: agent.account.id, timeline: { waitingSince, staffUnread: 1, gate: 'quiet' } }),
      await ours({ state: 'new', timeline: { gate: 'quiet' } }),
      await ours({ snoozedUntil, timeline: { gate: 'quiet' } }),
      await ours({ state: 'solved', solvedAt: waitingSince, timeline: { gate: 'quiet' } }),
    ];
    const queries = ['view=all', 'view=mine', 'view=team', 'view=unassigned', 'view=snoozed', 'view=all&state=closed', 'view=all&states=open,new,solved', 'view=all&waiting=true', 'view=all&sort=newest', 'view=all&spam=false'];
    const [was, lists] = [await counts(), await Promise.all(queries.map(idsOf))];
    const bare = async () => Promise.all(all.map(async ({ id }) => {
      const { version: _, place, timeline, ...row } = await rowOf(id);
      return { ...row, shelf: place?.shelf, waitingSince: timeline?.waitingSince, gate: timeline?.gate };
    }));
    const before = await bare();
    for (const { id } of all) {
      const detail = (await mark(id)).as(TicketDetail);
      expect([detail.spam, detail.can.spam, detail.can.unspam, detail.can.merge, detail.ticket.waitingSince]).toEqual([{ at: expect.any(String), by: 'Mia' }, false, true, false, null]);
      expect((await mark(id)).status).toBe(200);
    }
    for (const query of queries) for (const { id } of all) expect(await idsOf(query)).not.toContain(id);
    const marked = await counts();
    expect([marked.views.all, marked.views.mine, marked.views.snoozed, marked.waiting.mine, marked.unread]).toEqual([was.views.all - 2, was.views.mine - 1, was.views.snoozed - 1, was.waiting.mine - 1, was.unread - 1]);
    expect(await idsOf('view=all&spam=true')).toEqual(expect.arrayContaining(all.map(({ id }) => id)));
    expect(await idsOf('view=mine&spam=true')).toEqual([all[0]?.id]);
    expect((await foreigner.get('/tickets?view=all&spam=true')).as(TicketPage).items).toEqual([]);
    for (const { id } of all) await lift(id);
    expect([await counts(), await Promise.all(queries.map(idsOf)), await bare()]).toEqual([was, lists, before]);
    const { id } = all[0] ?? { id: '' };
    expect(await linesOf(app, id)).toEqual(['ticket.spam_marked', 'ticket.spam_lifted']);
    expect((await agent.get(`/tickets/${id}/history`)).as(TicketHistory).items.map(({ name, by }) => [name, by.name])).toEqual([['ticket.spam_lifted', 'Mia'], ['ticket.spam_marked', 'Mia']]);
  });

  test('marked and lifted at once by several stands one way, told as often as it changed', async () => {
    const { id } = await ours();
    for (const { status } of await Promise.all([mark(id), lift(id), mark(id), lift(id), mark(id)])) expect(status).toBe(200);
    const lines = await linesOf(app, id);
    expect(lines.filter((code, nth) => code === lines[nth - 1])).toEqual([]);
    expect((await rowOf(id)).spamAt !== null).toBe(lines.at(-1) === 'ticket.spam_marked');
  });

  test('owes nothing by a policy and breaks no promise, and lifted it is due when it was', async () => {
    const manager = await as.agent(app, { role: 'manager' });
    const one = { first_answer: 60, next_answer: 30, resolution: 480 };
    await manager.post('/due-policies', { name: 'All', conditions: { teamIds: [], channelIds: [], types: [], tags: [] }, targets: { urgent: one, high: one, normal: one, low: one }, pausesOnHold: true });
    const mail = await receive(app, box, { from: 'due@customer.example' });
    const ticketId = mail.ticketId ?? '';
    await settle(app, { sweeps: true });
    const dues = async () => (await app.db.ticketDue.findMany({ where: { ticketId }, orderBy: { kind: 'asc' } })).map(({ kind, dueAt, state }) => [kind, dueAt, state]);
    const was = await dues();
    expect(was).toHaveLength(2);
    const promise = await app.db.answerPromise.create({ data: { id: randomUUID(), ticketId, kind: 'answer', messageId: randomUUID(), publicSeq: 1, madeAt: app.clock.now(), dueAt: new Date(app.clock.now().getTime() + 60_000), basis: { rule: 'no_opening' } } });
    await mark(ticketId);
    app.clock.advance({ minutes: 5 });
    await settle(app, { sweeps: true });
    expect([await dues(), (await app.db.answerPromise.findUniqueOrThrow({ where: { id: promise.id } })).state]).toEqual([[], 'open']);
    await lift(ticketId);
    await settle(app, { sweeps: true });
    expect([await dues(), (await app.db.answerPromise.findUniqueOrThrow({ where: { id: promise.id } })).state]).toEqual([was, 'broken']);
  });

  test('stays spam with later words, and what its sender begins anew is spam, without a receipt or a chat, until it is lifted', async () => {
    const from = 'prince@spam.example';
    const first = await receive(app, box, { from, subject: 'Millions' });
    expect(await app.db.outgoingMail.count({ where: { toAddress: from } })).toBe(1);
    const ticket = await rowOf(first.ticketId ?? '');
    await mark(ticket.id);
    const more = await receive(app, box, { from, to: replyAddressOf(box, ticket.number), body: 'Answer me' });
    expect([more.ticketId, (await rowOf(ticket.id)).place?.shelf]).toEqual([ticket.id, 'spam']);
    app.clock.advance({ hours: 30 });
    const anew = await rowOf((await receive(app, box, { from, subject: 'Again millions' })).ticketId ?? '');
    expect([anew.id === ticket.id, anew.spamAt !== null, anew.spamById, anew.place?.shelf]).toEqual([false, true, null, 'spam']);
    expect((await linesOf(app, anew.id)).at(-1)).toBe('ticket.spam_again');
    expect((await agent.get(`/tickets/${anew.id}`)).as(TicketDetail).spam).toEqual({ at: expect.any(String), by: null });
    expect(await app.db.outgoingMail.count({ where: { toAddress: from } })).toBe(1);
    await lift(anew.id);
    expect((await rowOf((await receive(app, box, { from, subject: 'Really' })).ticketId ?? '')).spamAt).toBeNull();
  });

  test('lets who waits for a chat go, begins none for later words, and is not put on somebody in a chat', async () => {
    const talk = await aTalk(app, desk, 'Buy followers');
    await mark(talk.ticketId);
    await settle(app);
    expect((await chatOf(app, talk.ticketId)).state).toBe('ended');
    await speak(talk.socket, talk.ticketId, 'Buy now');
    await speak(talk.socket, undefined, 'Buy elsewhere');
    await settle(app, { sweeps: true });
    expect(await app.db.chat.count({ where: { state: { not: 'ended' }, ticket: { visitorId: talk.visitor.visitor.id } } })).toBe(0);
    expect((await timelineOf(app, talk.ticketId)).filter(({ authorKind }) => authorKind === 'bot')).toEqual([]);
    talk.socket.disconnect();
    const live = await aTalk(app, desk);
    await agent.post(`/chats/${live.chat.id}/acceptance`);
    expect((await mark(live.ticketId)).code).toBe('ticket/chat_running');
    live.socket.disconnect();
  });

  test('is found by is:spam alone, is merged with nothing, and goes in bulk with an undo', async () => {
    const word = `zxqv${randomUUID().slice(0, 8)}`;
    const mails = [await receive(app, box, { from: 'one@spam.example', subject: `${word} one` }), await receive(app, box, { from: 'two@spam.example', subject: `${word} two` })];
    const ticketIds = mails.map(({ ticketId }) => ticketId ?? '');
    const asked = (await agent.post('/bulk-changes', { ticketIds, actions: [{ do: 'set_spam', spam: true }] })).as(BulkChange);
    expect([asked.state, asked.done, asked.failed]).toEqual(['finished', 2, 0]);
    await settle(app, { sweeps: true });
    const found = async (q: string) => JSON.stringify((await agent.get(`/search?q=${encodeURIComponent(q)}`)).body);
    for (const id of ticketIds) expect([(await found(word)).includes(id), (await found(`${word} is:spam`)).includes(id)]).toEqual([false, true]);
    const target = await ours();
    for (const [a, b] of [[ticketIds[0], target.id], [target.id, ticketIds[0]]]) expect((await agent.post(`/tickets/${a}/merge`, { targetId: b })).code).toBe('ticket/spam');
    const back = (await agent.post(`/bulk-changes/${asked.id}/undo`)).as(BulkChange);
    expect([back.state, back.done]).toEqual(['finished', 2]);
    expect(await app.db.ticket.count({ where: { id: { in: ticketIds }, spamAt: null } })).toBe(2);
  });
});
