import { randomUUID } from 'node:crypto';
import { Outgoing, TicketOutgoing } from '#contracts/outgoing.js';
import { type Settings, SettingsDocument } from '#contracts/settings.js';
import { type AMailbox, aMailbox } from '#prisma/factories/mailbox.factory.js';
import { aTeam } from '#prisma/factories/people.factory.js';
import type { Team } from '#prisma/generated/client.js';
import { FilesJobs } from '../../server/src/files/files.jobs.js';
import { OutgoingJobs } from '../../server/src/outgoing/outgoing.jobs.js';
import { startAppOn, type TestApp } from '../support/app.js';
import { as, type StaffClient } from '../support/as.js';
import { cloneDatabase } from '../support/database.js';
import { aDesk, aTalk, linesOf, refused, speak } from '../support/desk.js';
import { receive, replyAddressOf } from '../support/mails.js';
import { settle } from '../support/settle.js';
import { aPng } from '../support/pictures.js';
import { upload } from '../support/uploads.js';

describe('held replies', () => {
  let app: TestApp;
  let second: TestApp;
  let box: AMailbox;
  let team: Team;
  let agent: StaffClient;
  let defaults: Settings;
  beforeAll(async () => {
    const database = await cloneDatabase();
    [app, second] = [await startAppOn(database), await startAppOn(database)];
    team = await aTeam(app.db);
    agent = await as.agent(app, { teamIds: [team.id], name: 'Mia Chen' });
    box = await aMailbox(app.db, { teamId: team.id, receipts: false });
    // As long as may be: the clock of a test runs on.
    const admin = await as.agent(app, { role: 'admin' });
    const { settings, version } = (await admin.get('/settings')).as(SettingsDocument);
    defaults = settings;
    (await admin.put('/settings', { ...settings, undoMailSeconds: 30 }, { headers: { 'if-match': `"${version}"` } })).as(SettingsDocument);
  });
  afterAll(() => app.stop().then(() => second.close()));

  const aTicket = async () => {
    const from = `held-${randomUUID()}@customer.example`;
    const mail = await receive(app, box, { from });
    const ticketId = mail.ticketId ?? '';
    const { number } = await app.db.ticket.findUniqueOrThrow({ where: { id: ticketId } });
    const answer = (body = 'One more thing') => receive(app, box, { from, to: replyAddressOf(box, number), body });
    return { ticketId, answer, head: await headOf(ticketId) };
  };
  const headOf = async (ticketId: string) => (await app.db.timeline.findUniqueOrThrow({ where: { ticketId } })).staffHead;
  const draftOf = (fields: object = {}) => ({ clientMessageId: randomUUID(), text: 'A new lid is on its way', seenSeq: 1, ...fields });
  const hold = async (ticketId: string, fields: object = {}, client = agent) => (await client.post(`/tickets/${ticketId}/outgoing`, draftOf(fields))).as(Outgoing);
  const inHours = (hours: number) => new Date(app.clock.now().getTime() + hours * 3_600_000).toISOString();
  const held = async (ticketId: string, client = agent) => (await client.get(`/tickets/${ticketId}/outgoing`)).as(TicketOutgoing);
  const sweep = (on = app) => on.nest.get(OutgoingJobs).releaseInTime();
  const said = (ticketId: string) => app.db.message.findMany({ where: { ticketId, authorKind: 'agent' }, orderBy: { staffSeq: 'asc' } });
  const pass = (seconds: number) => [app, second].forEach(({ clock }) => clock.advance({ seconds }));
  const draft = async (ticketId: string, accountId = agent.account.id) => (await app.db.draft.findUnique({ where: { ticketId_accountId_mode: { ticketId, accountId, mode: 'reply' } } }))?.text ?? null;

  describe.each<[string, (client: Pick<StaffClient, 'get' | 'post' | 'patch' | 'delete'>, ticketId: string, id: string) => ReturnType<StaffClient['get']>]>([
    ['GET /tickets/:id/outgoing', (client, ticketId) => client.get(`/tickets/${ticketId}/outgoing`)],
    ['POST /tickets/:id/outgoing', (client, ticketId) => client.post(`/tickets/${ticketId}/outgoing`, draftOf())],
    ['PATCH /outgoing/:id', (client, _, id) => client.patch(`/outgoing/${id}`, { text: 'x' })],
    ['DELETE /outgoing/:id', (client, _, id) => client.delete(`/outgoing/${id}`)],
    ['POST /outgoing/:id/release', (client, _, id) => client.post(`/outgoing/${id}/release`)],
  ])('%s', (_, call) => {
    test('is for staff who may, in their own teams', async () => {
      const { ticketId } = await aTicket();
      const { id } = await hold(ticketId);
      expect((await call(as.stranger(app), ticketId, id)).code).toBe('session/required');
      expect((await call(await as.agent(app, { permissions: [] }), ticketId, id)).code).toBe('permission/missing');
      expect((await call(await as.agent(app, { teamIds: [(await aTeam(app.db)).id] }), ticketId, id)).code).toBe('conversation/not_found');
      expect((await call(agent, randomUUID(), randomUUID())).code).toMatch(/not_found$/);
    });
  });

  test('an installation holds answers by mail for eight seconds, and none in a chat', () => {
    expect(defaults).toMatchObject({ undoMailSeconds: 8, undoChatSeconds: 0 });
  });

  test('an answer by mail can be taken back for a moment, then it is said once', async () => {
    const { ticketId } = await aTicket();
    expect(await held(ticketId)).toMatchObject({ items: [], live: false, undoSeconds: 30 });
    const one = await hold(ticketId);
    expect(one).toMatchObject({ kind: 'undo', state: 'held', can: { change: true, withdraw: true, release: true } });
    await sweep();
    expect([await said(ticketId), (await held(ticketId)).items.map(({ id }) => id)]).toEqual([[], [one.id]]);
    pass(30);
    await Promise.all([sweep(), sweep(second), sweep()]);
    await sweep(second);
    expect(await said(ticketId)).toMatchObject([{ text: 'A new lid is on its way', senderId: agent.account.id, clientMessageId: one.clientMessageId }]);
    expect((await held(ticketId)).items).toEqual([]);
    for (const answer of [await agent.delete(`/outgoing/${one.id}`), await agent.patch(`/outgoing/${one.id}`, { text: 'x' }), await agent.post(`/outgoing/${one.id}/release`)]) expect(answer.code).toBe('outgoing/over');
    await settle(app);
    expect(await app.db.outgoingMail.count({ where: { ticketId, kind: 'reply' } })).toBe(1);
  });

  test('a repeat gets its first answer, also after it left and whatever was said since', async () => {
    const { ticketId, answer } = await aTicket();
    const body = draftOf();
    const [one, two] = await Promise.all([agent.post(`/tickets/${ticketId}/outgoing`, body), agent.post(`/tickets/${ticketId}/outgoing`, body)]);
    expect(one.as(Outgoing).id).toBe(two.as(Outgoing).id);
    pass(30);
    await sweep();
    await answer();
    expect((await agent.post(`/tickets/${ticketId}/outgoing`, body)).as(Outgoing)).toMatchObject({ id: one.as(Outgoing).id, state: 'released' });
    expect((await agent.post(`/tickets/${(await aTicket()).ticketId}/outgoing`, body)).code).toBe('message/id_reused');
    expect(await said(ticketId)).toHaveLength(1);
  });

  test('taken back it is never said, even when both come in the same moment', async () => {
    const { ticketId } = await aTicket();
    const { id } = await hold(ticketId);
    pass(30);
    const [taken] = await Promise.all([agent.delete(`/outgoing/${id}`), sweep(second)]);
    const row = await app.db.outgoing.findUniqueOrThrow({ where: { id } });
    expect([taken.status === 200 ? 'withdrawn' : 'released', (await said(ticketId)).length]).toEqual([row.state, row.state === 'released' ? 1 : 0]);
  });

  test('a chosen time is kept to the second, can be changed, and its moment is not lost while nobody runs', async () => {
    const { ticketId } = await aTicket();
    const { id, version } = await hold(ticketId, { sendAt: inHours(2), text: 'تم الإرسال 好的' });
    const changed = (await agent.patch(`/outgoing/${id}`, { text: '好的，明天发', sendAt: inHours(3) }, { headers: { 'if-match': `"${version}"` } })).as(Outgoing);
    expect(changed).toMatchObject({ kind: 'later', text: '好的，明天发', version: 2 });
    expect((await agent.patch(`/outgoing/${id}`, { text: 'x' }, { headers: { 'if-match': `"${version}"` } })).code).toBe('request/stale');
    pass(2 * 3_600);
    await sweep();
    expect(await said(ticketId)).toEqual([]);
    pass(86_400);
    await sweep(second);
    expect(await said(ticketId)).toMatchObject([{ text: '好的，明天发' }]);
  });

  test.each([
    ['a time that has passed', { sendAt: '2020-01-01T00:00:00.000Z' }, 'request/invalid'],
    ['a time beyond every calendar', { sendAt: '2999-01-01T00:00:00.000Z' }, 'request/invalid'],
    ['nothing at all', { text: '   ' }, 'request/invalid'],
    ['a quote of another talk', { replyTo: randomUUID() }, 'request/invalid'],
    ['a file that is not there', { attachmentIds: [randomUUID()] }, 'file/not_found'],
    ['a field nobody knows', { internal: true }, 'request/invalid'],
  ])('refuses %s', async (_, fields, code) => {
    const { ticketId } = await aTicket();
    expect((await agent.post(`/tickets/${ticketId}/outgoing`, draftOf(fields))).code).toBe(code);
    expect((await held(ticketId)).items).toEqual([]);
  });

  test('the customer writes first: nothing leaves, the words are the writer\'s draft again, and he is told', async () => {
    const { ticketId, answer } = await aTicket();
    await agent.put(`/tickets/${ticketId}/drafts/reply`, { text: 'P.S.' });
    await hold(ticketId);
    const later = await hold(ticketId, { sendAt: inHours(24), text: 'And tomorrow' });
    await answer();
    await settle(app).then(() => sweep());
    expect(await said(ticketId)).toEqual([]);
    expect(await held(ticketId)).toMatchObject({ items: [{ state: 'returned', reason: 'customer_wrote' }, { id: later.id, state: 'returned' }] });
    expect(await linesOf(app, ticketId)).toEqual(expect.arrayContaining(['reply.returned']));
    const lead = await as.agent(app, { teamIds: [team.id], role: 'lead' });
    expect((await lead.delete(`/outgoing/${later.id}`)).status).toBe(200);
    expect((await agent.delete(`/outgoing/${later.id}`)).code).toBe('outgoing/over');
    expect(await draft(ticketId)).toBe('And tomorrow\n\nA new lid is on its way\n\nP.S.');
    expect((await held(ticketId)).items).toHaveLength(1);
  });

  test('it does not leave past a word that came in the very second', async () => {
    const { ticketId, answer } = await aTicket();
    await hold(ticketId);
    pass(30);
    // The relay has not told anybody yet.
    await Promise.all([answer(), sweep()]);
    await sweep();
    const [reply] = await said(ticketId);
    const last = await app.db.message.findFirstOrThrow({ where: { ticketId, authorKind: 'customer' }, orderBy: { staffSeq: 'desc' } });
    const row = await app.db.outgoing.findFirstOrThrow({ where: { ticketId } });
    expect(row.state).toBe(reply && reply.staffSeq < last.staffSeq ? 'released' : 'returned');
  });

  test('a colleague\'s answer, a note and what one said oneself let it wait on', async () => {
    const { ticketId, answer } = await aTicket();
    const [{ id }, later] = [await hold(ticketId, { sendAt: inHours(1) }), await hold(ticketId, { sendAt: inHours(2) })];
    const colleague = await as.agent(app, { teamIds: [team.id] });
    for (const client of Array.from({ length: 22 }, (_, at) => (at === 0 ? agent : colleague))) expect((await client.post(`/tickets/${ticketId}/messages`, { clientMessageId: randomUUID(), kind: 'text', text: 'Hello' })).status).toBe(201);
    await settle(app);
    await sweep();
    expect((await held(ticketId)).items).toMatchObject([{ id, state: 'held' }, { id: later.id, state: 'held' }]);
    pass(3_600);
    await sweep();
    expect(await said(ticketId)).toHaveLength(23);
    await answer().then(() => settle(app)).then(() => sweep());
    expect((await held(ticketId)).items).toMatchObject([{ id: later.id, reason: 'customer_wrote' }]);
  });

  test.each<[string, string, (ticketId: string, writer: StaffClient) => Promise<unknown>]>([
    ['closed', 'closed', (ticketId) => app.db.timeline.update({ where: { ticketId }, data: { gate: 'closed', ticket: { update: { state: 'closed' } } } })],
    ['out of the writer\'s reach', 'no_right', async (ticketId) => app.db.ticket.update({ where: { id: ticketId }, data: { teamId: (await aTeam(app.db)).id } })],
    ['without its writer', 'author_gone', (_, writer) => app.db.account.update({ where: { id: writer.account.id }, data: { deactivatedAt: app.clock.now() } })],
    ['of a customer who is blocked', 'blocked', (ticketId) => app.db.visitor.updateMany({ where: { tickets: { some: { id: ticketId } } }, data: { blockedAt: app.clock.now() } })],
  ])('on a ticket that is %s it goes back and says why', async (_, reason, change) => {
    const { ticketId } = await aTicket();
    const writer = await as.agent(app, { teamIds: [team.id] });
    const file = await upload(writer, 'lid.png', aPng());
    const { id } = await hold(ticketId, { attachmentIds: [file.id] }, writer);
    await change(ticketId, writer);
    pass(30);
    await sweep();
    expect([await said(ticketId), await app.db.outgoing.findUniqueOrThrow({ where: { id } })]).toMatchObject([[], { state: 'returned', reason }]);
    expect(await app.db.file.findUnique({ where: { id: file.id } })).toMatchObject({ state: 'attached', ticketId, messageId: null });
    expect(await linesOf(app, ticketId)).toContain('reply.returned');
    expect(await draft(ticketId, writer.account.id)).toBe(reason === 'author_gone' ? null : 'A new lid is on its way');
  });

  test('of a ticket that was merged it waits as a draft where the talk goes on', async () => {
    const [one, other, last] = [await aTicket(), await aTicket(), await aTicket()];
    await hold(one.ticketId);
    for (const [from, into] of [[one, other], [other, last]] as const) expect((await agent.post(`/tickets/${from.ticketId}/merge`, { targetId: into.ticketId, seenSeq: await headOf(from.ticketId) })).status).toBe(200);
    await settle(app);
    await sweep();
    expect([await draft(last.ticketId), await said(one.ticketId), await said(last.ticketId), await linesOf(app, last.ticketId)]).toEqual(['A new lid is on its way', [], [], expect.arrayContaining(['reply.returned'])]);
    expect(await app.db.timelineRead.findFirst({ where: { ticketId: last.ticketId, accountId: agent.account.id } })).toMatchObject({ unreadFrom: await headOf(last.ticketId) });
    expect((await agent.post(`/tickets/${one.ticketId}/outgoing`, draftOf())).code).toBe('conversation/merged');
  });

  test('its files are kept however long it waits, and leave with it or go back', async () => {
    const { ticketId } = await aTicket();
    const files = [await upload(agent, 'lid.png', aPng()), await upload(agent, 'box.png', aPng())];
    const [sentWith, back] = [await hold(ticketId, { attachmentIds: [files[0]?.id], sendAt: inHours(72) }), await hold(ticketId, { attachmentIds: [files[1]?.id], sendAt: inHours(72), text: undefined })];
    expect((await agent.post(`/tickets/${ticketId}/outgoing`, draftOf({ attachmentIds: [files[0]?.id] }))).code).toBe('file/not_found');
    pass(48 * 3_600);
    await app.nest.get(FilesJobs).forgetUnsent();
    for (const answer of [await agent.delete(`/outgoing/${back.id}`), await agent.delete(`/outgoing/${back.id}`)]) expect(answer.as(Outgoing)).toMatchObject({ state: 'withdrawn', attachments: [{ id: files[1]?.id }] });
    pass(24 * 3_600);
    await sweep();
    expect(await said(ticketId)).toMatchObject([{ kind: 'file', attachments: [{ id: files[0]?.id }] }]);
    expect(await app.db.file.findMany({ where: { id: { in: files.map(({ id }) => id) } }, orderBy: { id: 'asc' }, select: { state: true, ticketId: true } })).toEqual([{ state: 'attached', ticketId }, { state: 'uploaded', ticketId: null }]);
    expect(sentWith.attachments).toHaveLength(1);
  });

  test('whoever gives out tickets may stop it, and the words go back to whom they belong; others may not', async () => {
    const { ticketId } = await aTicket();
    const { id } = await hold(ticketId);
    const colleague = await as.agent(app, { teamIds: [team.id], permissions: ['ticket.read', 'ticket.reply'] });
    const lead = await as.agent(app, { teamIds: [team.id], role: 'lead' });
    expect((await held(ticketId, colleague)).items[0]?.can).toEqual({ change: false, withdraw: false, release: false });
    for (const answer of [await colleague.delete(`/outgoing/${id}`), await colleague.patch(`/outgoing/${id}`, { text: 'x' }), await lead.post(`/outgoing/${id}/release`)]) expect(answer.code).toBe('permission/missing');
    expect((await lead.delete(`/outgoing/${id}`)).as(Outgoing).state).toBe('withdrawn');
    expect(await draft(ticketId)).toBe('A new lid is on its way');
  });

  test('sent at once when asked, and held for nobody where the customer sits in the chat', async () => {
    const { ticketId } = await aTicket();
    const { id } = await hold(ticketId, { sendAt: inHours(9) });
    expect((await agent.post(`/outgoing/${id}/release`)).as(Outgoing)).toMatchObject({ state: 'released' });
    expect(await said(ticketId)).toHaveLength(1);
    const desk = await aDesk(app);
    const talk = await aTalk(app, desk);
    const chatter = await as.agent(app, { teamIds: [desk.team.id] });
    expect(await held(talk.ticketId, chatter)).toMatchObject({ live: true, undoSeconds: 0 });
    expect(await hold(talk.ticketId, { seenSeq: 50 }, chatter)).toMatchObject({ state: 'released' });
    expect(await said(talk.ticketId)).toHaveLength(1);
  });

  test('at most twenty of one person wait on a ticket', async () => {
    const { ticketId } = await aTicket();
    const answers = await Promise.all(Array.from({ length: 22 }, () => agent.post(`/tickets/${ticketId}/outgoing`, draftOf({ sendAt: inHours(5) }))));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(20);
    expect(answers.find(({ status }) => status !== 201)?.code).toBe('outgoing/too_many');
  });

  describe('what was said since one looked', () => {
    test('stops the send, names what is newer, and the same goes through once it was seen', async () => {
      const { ticketId, answer, head } = await aTicket();
      const { entryId } = await answer();
      const body = draftOf({ seenSeq: head });
      const stopped = await agent.post(`/tickets/${ticketId}/outgoing`, body);
      expect([stopped.code, stopped.body]).toEqual(['message/crossed', expect.objectContaining({ data: { messageIds: [entryId], seq: await headOf(ticketId) } })]);
      expect((await agent.post(`/tickets/${ticketId}/outgoing`, { ...body, seenSeq: await headOf(ticketId) })).status).toBe(201);
    });

    test('a colleague\'s answer stops it too; a note, a line and one\'s own words do not', async () => {
      const { ticketId, head } = await aTicket();
      const colleague = await as.agent(app, { teamIds: [team.id] });
      const write = (client: StaffClient, fields: object = {}) => client.post(`/tickets/${ticketId}/messages`, { clientMessageId: randomUUID(), kind: 'text', text: 'Hello', seenSeq: head, ...fields });
      expect((await write(colleague, { internal: true })).status).toBe(201);
      expect([(await write(agent)).status, (await write(agent)).status]).toEqual([201, 201]);
      expect((await write(colleague)).code).toBe('message/crossed');
      expect((await write(colleague, { internal: true })).status).toBe(201);
      expect((await write(colleague, { seenSeq: undefined })).status).toBe(201);
    });

    test('two who answer at once: one is said, the other is told', async () => {
      const { ticketId, head } = await aTicket();
      const colleague = await as.agent(app, { teamIds: [team.id] });
      const answers = await Promise.all([agent, colleague].map((client) => client.post(`/tickets/${ticketId}/messages`, { clientMessageId: randomUUID(), kind: 'text', text: 'Hello', seenSeq: head })));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
      expect(await said(ticketId)).toHaveLength(1);
    });

    test('is asked of the staff alone', async () => {
      const talk = await aTalk(app, await aDesk(app));
      await speak(talk.socket, talk.ticketId);
      expect(await refused(talk.socket, 'message:send', { conversationId: talk.ticketId, clientMessageId: randomUUID(), kind: 'text', text: 'x', seenSeq: 1 })).toBe('request/invalid');
    });
  });
});
