import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp, type TestApp } from '../support/app.js';
import { as, type StaffClient } from '../support/as.js';
import { aDesk, aMessage, aTalk, type Desk, done, refused, speak } from '../support/desk.js';
import { aPng } from '../support/pictures.js';
import { Recorder } from '../support/recorder.js';
import { settle } from '../support/settle.js';
import { addressOf, download, upload } from '../support/uploads.js';

describe('messages that bring files', () => {
  let app: TestApp;
  let folder: string;
  let desk: Desk;
  let agent: StaffClient;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'aftercare-files-'));
    app = await startApp({ FILES_DIR: folder });
    desk = await aDesk(app);
    agent = await as.agent(app, { teamIds: [desk.team.id] });
  });
  afterEach(() => app.clock.reset());
  afterAll(async () => {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const bring = (attachmentIds: string[], fields = {}) => ({ ...aMessage({ kind: 'file', attachmentIds, ...fields }), ...('text' in fields ? {} : { text: undefined }) });

  test('go both ways, live and by sync, each side with its own address', async () => {
    const { visitor, socket, ticketId } = await aTalk(app, desk);
    const staff = await agent.socket();
    await done(staff, 'conversation:open', { conversationId: ticketId });
    const [heardByStaff, heardByCustomer] = [new Recorder(staff), new Recorder(socket)];
    const theirs = await upload(visitor, 'kettle.png', aPng());
    await done(socket, 'message:send', { ...bring([theirs.id], { text: 'Look' }), conversationId: ticketId });
    const event = await heardByStaff.until('message', ({ message }) => message.kind === 'file');
    expect(event.message).toMatchObject({ text: 'Look', attachments: [{ id: theirs.id, name: 'kettle.png', type: 'image/png', width: 60, height: 40 }] });
    const ours = [await upload(agent, 'a.txt', Buffer.from('a')), await upload(agent, 'b.txt', Buffer.from('b'))].map(({ id }) => id);
    await done(staff, 'message:send', { ...bring(ours), conversationId: ticketId });
    const answer = await heardByCustomer.until('message', ({ message }) => message.author.kind === 'agent' && message.kind === 'file');
    expect(answer.message.attachments.map(({ id }) => id)).toEqual(ours);
    const { messages } = await done(socket, 'conversation:sync', { conversationId: ticketId, limit: 50 });
    expect(messages.filter(({ kind }) => kind === 'file').map(({ attachments }) => attachments.length)).toEqual([1, 2]);
    for (const client of [visitor, agent]) for (const id of [theirs.id, ...ours]) expect((await download(app, (await addressOf(client, id))?.url)).status).toBe(200);
  });

  test('may be the first word of a conversation, and open a linked one when it was closed', async () => {
    const visitor = await as.visitor(app, { channelId: desk.channel.id });
    const socket = await visitor.socket();
    const first = await done(socket, 'message:send', bring([(await upload(visitor, 'a.png', aPng())).id]));
    await settle(app);
    await app.db.timeline.update({ where: { ticketId: first.conversationId }, data: { gate: 'closed' } });
    await app.db.ticket.update({ where: { id: first.conversationId }, data: { state: 'closed' } });
    const again = bring([(await upload(visitor, 'b.png', aPng())).id]);
    const second = await done(socket, 'message:send', { ...again, conversationId: first.conversationId });
    expect(second.conversationId).not.toBe(first.conversationId);
    expect(await done(socket, 'message:send', { ...again, conversationId: first.conversationId })).toMatchObject({ message: { id: second.message.id } });
    expect(await app.db.file.count({ where: { ticketId: second.conversationId } })).toBe(1);
  });

  test('are recorded once, however often and however much at once they are sent', async () => {
    const { visitor, socket, ticketId } = await aTalk(app, desk);
    const file = await upload(visitor, 'a.png', aPng());
    const send = { ...bring([file.id]), conversationId: ticketId };
    const answers = await Promise.all(Array.from({ length: 8 }, () => done(socket, 'message:send', send)));
    expect(new Set(answers.map(({ message }) => message.id)).size).toBe(1);
    expect(await app.db.message.count({ where: { ticketId, kind: 'file' } })).toBe(1);
    const other = await upload(visitor, 'b.png', aPng());
    expect(await refused(socket, 'message:send', { ...send, attachmentIds: [other.id] })).toBe('message/id_reused');
    expect(await refused(socket, 'message:send', { ...send, attachmentIds: [file.id, other.id] })).toBe('message/id_reused');
    expect((await app.db.file.findUniqueOrThrow({ where: { id: other.id } })).state).toBe('uploaded');
  });

  test('take a file once, and only the sender’s own', async () => {
    const { visitor, socket, ticketId } = await aTalk(app, desk);
    const [mine, theirs] = [await upload(visitor, 'a.png', aPng()), await upload(agent, 'b.png', aPng())];
    const head = (await done(socket, 'conversation:open', { conversationId: ticketId })).head;
    const unknown = '019f0000-0000-7000-8000-000000000001';
    for (const ids of [[theirs.id], [unknown], [mine.id, theirs.id]]) expect(await refused(socket, 'message:send', { ...bring(ids), conversationId: ticketId })).toBe('file/not_found');
    expect(await refused(socket, 'message:send', { ...bring([mine.id, mine.id]), conversationId: ticketId })).toBe('request/invalid');
    expect((await done(socket, 'conversation:open', { conversationId: ticketId })).head).toBe(head);
    const answers = await Promise.all([bring([mine.id]), bring([mine.id])].map((send) => socket.emitWithAck('message:send', { ...send, conversationId: ticketId })));
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect((await visitor.delete(`/files/${mine.id}`)).code).toBe('file/not_found');
  });

  test('are shown to nobody else, and to nobody any more whose rights have gone', async () => {
    const { visitor, socket, ticketId } = await aTalk(app, desk);
    const file = await upload(visitor, 'a.png', aPng());
    await done(socket, 'message:send', { ...bring([file.id]), conversationId: ticketId });
    const stranger = await as.agent(app);
    const otherVisitor = await as.visitor(app);
    for (const client of [stranger, otherVisitor]) expect(await addressOf(client, file.id)).toBeUndefined();
    const theirs = (await addressOf(visitor, file.id))?.url;
    const ours = (await addressOf(agent, file.id))?.url;
    const status = async (url: string | undefined) => (await download(app, url)).status;
    expect(await Promise.all([status(theirs), status(ours)])).toEqual([200, 200]);
    const mark = theirs?.at(-1) === 'A' ? 'B' : 'A';
    expect(await status(`${theirs?.slice(0, -1)}${mark}`)).toBe(404);
    expect(await status(theirs?.replace('/original', '/thumbnail'))).toBe(404);
    expect(await status(theirs?.replace(file.id, '019f0000-0000-7000-8000-000000000001'))).toBe(404);
    expect(await status(`/api/v1/files/${file.id}/original?token=`)).toBe(404);
    await app.db.teamMember.deleteMany({ where: { accountId: agent.account.id } });
    expect(await status(ours)).toBe(404);
    await app.db.teamMember.create({ data: { accountId: agent.account.id, teamId: desk.team.id } });
    expect(await status(ours)).toBe(200);
    await app.db.visitor.update({ where: { id: visitor.visitor.id }, data: { blockedAt: app.clock.now() } });
    expect(await status(theirs)).toBe(404);
  });

  test('end their addresses with the session, and by the clock', async () => {
    const { visitor, socket, ticketId } = await aTalk(app, desk);
    const file = await upload(visitor, 'a.png', aPng());
    await done(socket, 'message:send', { ...bring([file.id]), conversationId: ticketId });
    const again = await as.session(app, agent.account);
    const url = (await addressOf(again, file.id))?.url;
    expect((await download(app, url)).status).toBe(200);
    expect((await again.delete('/session')).status).toBe(200);
    expect((await download(app, url)).status).toBe(404);
    const theirs = await addressOf(visitor, file.id);
    expect((await addressOf(visitor, file.id))?.url).toBe(theirs?.url);
    app.clock.advance({ minutes: 20 });
    expect((await download(app, theirs?.url)).status).toBe(404);
  });

  test('take their files with them when they are recalled, for both sides and in every list', async () => {
    const { visitor, socket, ticketId } = await aTalk(app, desk);
    const file = await upload(visitor, 'secret.png', aPng());
    const { message } = await done(socket, 'message:send', { ...bring([file.id]), conversationId: ticketId });
    const row = async () => Object((await agent.get('/tickets?view=unassigned')).body).items.find((item: { id: string }) => item.id === ticketId);
    expect((await row()).preview).toEqual({ text: '', files: 'picture', by: 'customer' });
    expect(Object((await visitor.get('/widget/conversations')).body).items[0].last).toMatchObject({ text: '', files: 'picture' });
    const urls = [(await addressOf(visitor, file.id))?.url, (await addressOf(agent, file.id))?.url];
    await done(socket, 'message:recall', { conversationId: ticketId, messageId: message.id });
    for (const url of urls) expect((await download(app, url)).status).toBe(404);
    for (const client of [visitor, agent]) expect(await addressOf(client, file.id)).toBeUndefined();
    const synced = await done(socket, 'conversation:sync', { conversationId: ticketId, limit: 50 });
    expect(JSON.stringify(synced)).not.toContain('secret.png');
    expect((await row()).preview).toBeNull();
  });

  test('stay among the staff when they are notes', async () => {
    const { visitor, ticketId } = await aTalk(app, desk);
    const staff = await agent.socket();
    const file = await upload(agent, 'note.png', aPng());
    await done(staff, 'message:send', { ...bring([file.id], { internal: true }), conversationId: ticketId });
    expect(await addressOf(visitor, file.id)).toBeUndefined();
    expect(await addressOf(await as.agent(app, { teamIds: [desk.team.id] }), file.id)).toBeDefined();
    expect((await app.db.timeline.findUniqueOrThrow({ where: { ticketId } })).previewFiles).toBeNull();
  });

  test('by REST are a machine’s to send, with the same rules', async () => {
    const { ticketId } = await aTalk(app, desk);
    const file = await upload(agent, 'a.txt', Buffer.from('a'));
    const draft = { clientMessageId: 'rest', kind: 'file', attachmentIds: [file.id] };
    expect((await agent.post(`/tickets/${ticketId}/messages`, draft)).status).toBe(201);
    expect((await agent.post(`/tickets/${ticketId}/messages`, draft)).status).toBe(201);
    expect((await agent.post(`/tickets/${ticketId}/messages`, { ...draft, clientMessageId: 'other' })).code).toBe('file/not_found');
  });

  test('show their text in lists before what they bring', async () => {
    const { visitor, socket, ticketId } = await aTalk(app, desk);
    await done(socket, 'message:send', { ...bring([(await upload(visitor, 'a.png', aPng())).id], { text: 'See the crack' }), conversationId: ticketId });
    await speak(socket, ticketId, 'And here');
    expect(await app.db.timeline.findUniqueOrThrow({ where: { ticketId } })).toMatchObject({ preview: 'And here' });
  });

  test('that nobody sent go after a day, bytes and row; those in a conversation stay', async () => {
    const { visitor, socket, ticketId } = await aTalk(app, desk);
    const [sent, unsent] = [await upload(visitor, 'a.png', aPng()), await upload(visitor, 'b.png', aPng())];
    await done(socket, 'message:send', { ...bring([sent.id]), conversationId: ticketId });
    app.clock.advance({ hours: 25 });
    await settle(app, { sweeps: true });
    expect((await app.db.file.findMany({ where: { ownerId: visitor.visitor.id } })).map(({ id }) => id)).toEqual([sent.id]);
    expect(await addressOf(visitor, unsent.id)).toBeUndefined();
    expect((await download(app, (await addressOf(visitor, sent.id))?.url)).status).toBe(200);
  });
});
