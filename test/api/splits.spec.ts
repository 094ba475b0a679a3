import { randomUUID } from 'node:crypto';
import { Rule } from '#contracts/automation.js';
import { FileAddresses } from '#contracts/files.js';
import { Relations } from '#contracts/relations.js';
import { Splits } from '#contracts/splits.js';
import { MessagePage, TicketDetail, TicketHistory, TicketPage } from '#contracts/tickets.js';
import { WidgetSession } from '#contracts/widget.js';
import { aTeam } from '#prisma/factories/people.factory.js';
import { startApp, type TestApp } from '../support/app.js';
import { as, type StaffClient } from '../support/as.js';
import { aDesk, aTalk, type Desk, done, linesOf, speak, type Talk, timelineOf } from '../support/desk.js';
import { ruleDraft } from '../support/rules.js';
import { settle } from '../support/settle.js';

describe('splitting a ticket', () => {
  let app: TestApp;
  let desk: Desk;
  let mia: StaffClient;
  let tom: StaffClient;
  let foreigner: StaffClient;
  beforeAll(async () => {
    app = await startApp();
    desk = await aDesk(app);
    mia = await as.agent(app, { teamIds: [desk.team.id], name: 'Mia', availability: 'offline' });
    tom = await as.agent(app, { teamIds: [desk.team.id], name: 'Tom', availability: 'offline' });
    foreigner = await as.agent(app, { teamIds: [(await aTeam(app.db)).id] });
  });
  afterAll(() => app.close());

  const split = (ticketId: string, messageIds: readonly string[], client: StaffClient = mia, subject = 'And the lid') => client.post(`/tickets/${ticketId}/splits`, { subject, messageIds });
  const of = async (ticketId: string, client: StaffClient = mia) => (await client.get(`/tickets/${ticketId}/splits`)).as(Splits);
  const made = async (ticketId: string, messageIds: readonly string[]) => (await split(ticketId, messageIds)).as(TicketDetail).ticket;
  const words = async (ticketId: string) => (await timelineOf(app, ticketId)).filter(({ kind }) => kind !== 'system');
  let talk: Talk;
  let said: { id: string }[];
  beforeEach(async () => {
    talk = await aTalk(app, desk, 'The kettle leaks');
    await speak(talk.socket, talk.ticketId, 'And the lid wobbles. 盖子也松了');
    await speak(talk.socket, talk.ticketId, 'Here is how');
    said = await words(talk.ticketId);
  });
  afterEach(() => talk.socket.disconnect());
  const ids = (...nth: number[]) => nth.map((at) => said[at]?.id ?? '');

  test('asks for a right to edit and sight of the ticket, and for messages of it that are words', async () => {
    const stranger = Object.assign(as.stranger(app), { account: mia.account, cookie: '', socket: mia.socket });
    const reader = await as.agent(app, { permissions: ['ticket.read'], teamIds: [desk.team.id] });
    expect([(await split(talk.ticketId, ids(1), stranger)).code, (await stranger.get(`/tickets/${talk.ticketId}/splits`)).code]).toEqual(['session/required', 'session/required']);
    expect((await split(talk.ticketId, ids(1), reader)).code).toBe('permission/missing');
    expect((await reader.get(`/tickets/${talk.ticketId}/splits`)).status).toBe(200);
    for (const hidden of [await split(talk.ticketId, ids(1), foreigner), await split(randomUUID(), ids(1)), await foreigner.get(`/tickets/${talk.ticketId}/splits`)]) expect([hidden.status, hidden.code]).toEqual([404, 'conversation/not_found']);
    const elsewhere = await aTalk(app, desk);
    const line = (await timelineOf(app, talk.ticketId)).find(({ kind }) => kind === 'system');
    for (const foreign of [randomUUID(), (await words(elsewhere.ticketId))[0]?.id ?? '', line?.id ?? '']) expect((await split(talk.ticketId, [...ids(1), foreign])).body).toMatchObject({ code: 'request/invalid', fields: [{ path: 'messageIds' }] });
    elsewhere.socket.disconnect();
    for (const body of [{}, { subject: 'x', messageIds: [] }, { subject: ' ', messageIds: ids(1) }, { subject: 'x', messageIds: ['x'] }, { subject: 'x', messageIds: Array.from({ length: 51 }, () => randomUUID()) }]) expect((await mia.post(`/tickets/${talk.ticketId}/splits`, body)).code).toBe('request/invalid');
    expect(await app.db.ticketSplit.count({ where: { sourceId: talk.ticketId } })).toBe(0);
  });

  test('makes a ticket of the same customer that names the words; the source keeps them, with their numbers', async () => {
    const source = await app.db.ticket.update({ where: { id: talk.ticketId }, data: { priority: 'high', tags: ['kettle'], assigneeId: tom.account.id } });
    const before = (await words(talk.ticketId)).map(({ id, staffSeq, publicSeq, text }) => ({ id, staffSeq, publicSeq, text }));
    const answer = await split(talk.ticketId, ids(2, 1, 1));
    expect(answer.status).toBe(201);
    const { ticket } = answer.as(TicketDetail);
    expect(ticket).toMatchObject({ subject: 'And the lid', state: 'open', priority: 'high', tags: ['kettle'], assignee: { id: tom.account.id }, team: { id: desk.team.id } });
    expect(await app.db.ticket.findUniqueOrThrow({ where: { id: ticket.id } })).toMatchObject({ visitorId: source.visitorId, customerId: source.customerId, channelId: source.channelId });
    expect((await words(talk.ticketId)).map(({ id, staffSeq, publicSeq, text }) => ({ id, staffSeq, publicSeq, text }))).toEqual(before);
    expect(await words(ticket.id)).toEqual([]);
    expect([await linesOf(app, ticket.id), (await linesOf(app, talk.ticketId)).at(-1)]).toEqual([['ticket.split_from'], 'ticket.split_off']);
    expect((await of(ticket.id)).from).toMatchObject({ source: { id: talk.ticketId, number: source.number }, by: { name: 'Mia' }, messages: [{ text: 'And the lid wobbles. 盖子也松了' }, { text: 'Here is how' }] });
    expect((await of(talk.ticketId)).into).toMatchObject([{ ticket: { id: ticket.id, number: ticket.number }, messageIds: expect.arrayContaining(ids(1, 2)) as string[] }]);
    expect((await mia.get(`/tickets/${talk.ticketId}/relations`)).as(Relations).related).toMatchObject([{ ticket: { id: ticket.id } }]);
    const deeds = async (id: string) => (await mia.get(`/tickets/${id}/history`)).as(TicketHistory).items.map(({ name, by }) => [name, by.name]);
    expect(await deeds(talk.ticketId)).toEqual(expect.arrayContaining([['ticket.divided', 'Mia'], ['ticket.related', 'Mia']]));
    expect(await deeds(ticket.id)).toEqual(expect.arrayContaining([['ticket.opened', 'Mia'], ['ticket.related', 'Mia']]));
    expect((await tom.get('/tickets?view=mine')).as(TicketPage).items.map(({ id }) => id)).toContain(ticket.id);
  });

  test('tells the customer nothing: no chat begins, no conversation is listed, and later words go on to the source', async () => {
    const manager = await as.agent(app, { role: 'admin' });
    // Nor does a rule that greets whoever opens a ticket.
    const { id: ruleId } = (await manager.post('/rules', ruleDraft({ actions: [{ do: 'reply', texts: { en: 'We have your word' } }] }))).as(Rule);
    await manager.put(`/rules/${ruleId}/activity`);
    const ticket = await made(talk.ticketId, ids(1));
    await settle(app, { sweeps: true });
    expect((await app.db.ruleRun.findMany({ where: { ticketId: ticket.id } })).map(({ steps }) => steps)).toMatchObject([[{ do: 'reply', outcome: 'refused', code: 'rule/no_reader' }]]);
    await manager.delete(`/rules/${ruleId}/activity`);
    expect(await app.db.chat.count({ where: { ticketId: ticket.id } })).toBe(0);
    const session = async () => (await as.stranger(app).post('/widget/session', { widgetKey: desk.channel.key, visitorToken: talk.visitor.token })).as(WidgetSession).conversations.map(({ id }) => id);
    expect(await session()).toEqual([talk.ticketId]);
    const sent = await speak(talk.socket, talk.ticketId, 'Are you there?');
    expect(sent.conversationId).toBe(talk.ticketId);
    expect(JSON.stringify(await done(talk.socket, 'conversation:sync', { conversationId: talk.ticketId, limit: 50 }))).not.toContain('split');
    // Once somebody answers in the new ticket it is a talk of the customer's too.
    await mia.post(`/tickets/${ticket.id}/messages`, { clientMessageId: randomUUID(), kind: 'text', text: 'About the lid' });
    expect((await session()).toSorted()).toEqual([talk.ticketId, ticket.id].toSorted());
  });

  test('whoever may read the new ticket alone reads its words and files, and of the source nothing', async () => {
    const ticket = await made(talk.ticketId, ids(1));
    const file = await app.db.file.create({ data: { id: randomUUID(), ownerKind: 'customer', ownerId: talk.visitor.visitor.id, name: 'lid.txt', mediaType: 'text/plain', bytes: 3, sha256: 'x', storageKey: randomUUID(), state: 'attached', ticketId: talk.ticketId, messageId: ids(1)[0] ?? '' } });
    const other = await app.db.file.create({ data: { id: randomUUID(), ownerKind: 'customer', ownerId: talk.visitor.visitor.id, name: 'no.txt', mediaType: 'text/plain', bytes: 3, sha256: 'x', storageKey: randomUUID(), state: 'attached', ticketId: talk.ticketId, messageId: ids(0)[0] ?? '' } });
    await app.db.ticket.update({ where: { id: ticket.id }, data: { teamId: (await app.db.teamMember.findFirstOrThrow({ where: { accountId: foreigner.account.id } })).teamId } });
    const { from } = await of(ticket.id, foreigner);
    expect(from).toMatchObject({ source: null, messages: [{ text: 'And the lid wobbles. 盖子也松了' }] });
    expect((await foreigner.get(`/files/addresses?ids=${file.id},${other.id}`)).as(FileAddresses).items.map(({ id }) => id)).toEqual([file.id]);
    expect((await foreigner.get(`/tickets/${ticket.id}/relations`)).as(Relations).related).toEqual([]);
    expect((await foreigner.get(`/tickets/${talk.ticketId}/messages`)).status).toBe(404);
    // And the other way round: who reads the source alone learns nothing of what was made.
    expect((await of(talk.ticketId, mia)).into).toEqual([]);
    expect((await split(talk.ticketId, ids(1), tom)).body).toMatchObject({ code: 'split/taken', data: { winner: null, number: null } });
  });

  test('is nobody\'s where whoever had the closed ticket has left', async () => {
    const gone = await as.agent(app, { teamIds: [desk.team.id], name: 'Gone', availability: 'offline' });
    await app.db.ticket.update({ where: { id: talk.ticketId }, data: { state: 'closed', closedAt: new Date(), assigneeId: gone.account.id } });
    await app.db.account.update({ where: { id: gone.account.id }, data: { deactivatedAt: new Date() } });
    expect(await made(talk.ticketId, ids(1))).toMatchObject({ assignee: null, state: 'new', team: { id: desk.team.id } });
  });

  test('a word becomes one ticket: of two at once one wins, the other is told who and where', async () => {
    const answers = await Promise.all([split(talk.ticketId, ids(1), mia), split(talk.ticketId, ids(1, 2), tom)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    const [won, lost] = answers[0]?.status === 201 ? answers : answers.toReversed();
    expect(lost?.body).toMatchObject({ code: 'split/taken', data: { messageId: ids(1)[0], winner: { name: answers[0] === won ? 'Mia' : 'Tom' }, number: won?.as(TicketDetail).ticket.number } });
    expect((await split(talk.ticketId, ids(0))).status).toBe(201);
    expect((await of(talk.ticketId)).into).toHaveLength(2);
  });

  test('what is recalled in the source is recalled in the new ticket; recalled words, spam and merged tickets are not split', async () => {
    const ticket = await made(talk.ticketId, ids(1));
    await done(talk.socket, 'message:recall', { conversationId: talk.ticketId, messageId: ids(1)[0] ?? '' });
    expect((await of(ticket.id)).from?.messages).toMatchObject([{ text: null }]);
    expect(JSON.stringify((await mia.get(`/tickets/${ticket.id}`)).body)).not.toContain('wobbles');
    await done(talk.socket, 'message:recall', { conversationId: talk.ticketId, messageId: ids(2)[0] ?? '' });
    expect((await split(talk.ticketId, ids(2))).code).toBe('request/invalid');
    await app.db.ticket.update({ where: { id: talk.ticketId }, data: { spamAt: new Date() } });
    expect((await split(talk.ticketId, ids(0))).code).toBe('ticket/spam');
    await app.db.ticket.update({ where: { id: talk.ticketId }, data: { spamAt: null, mergedIntoId: ticket.id, state: 'closed' } });
    expect((await split(talk.ticketId, ids(0))).body).toMatchObject({ code: 'ticket/merged', data: { number: ticket.number } });
    const { messages } = (await mia.get(`/tickets/${talk.ticketId}/messages`)).as(MessagePage);
    expect(messages.some(({ id }) => id === ids(0)[0])).toBe(true);
  });
});
