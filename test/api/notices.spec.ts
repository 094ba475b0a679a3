import { Followers, NoticeCounts, NoticePage } from '#contracts/followers.js';
import { MessagePage } from '#contracts/tickets.js';
import { aTicket } from '#prisma/factories/ticket.factory.js';
import type { Ticket } from '#prisma/generated/client.js';
import { FollowersJobs } from '../../server/src/followers/followers.jobs.js';
import { newId } from '../../server/src/platform/ids.js';
import { startApp, type TestApp } from '../support/app.js';
import { as, type StaffClient } from '../support/as.js';
import { aDesk, aMessage, aTalk, type Desk, done, speak } from '../support/desk.js';
import { Mailbox } from '../support/mailbox.js';
import { Recorder } from '../support/recorder.js';
import { settle } from '../support/settle.js';

describe('notices', () => {
  let app: TestApp;
  let box: Mailbox;
  let desk: Desk;
  let mia: StaffClient;
  let tom: StaffClient;
  let ruth: StaffClient;
  beforeAll(async () => {
    box = await Mailbox.open();
    app = await startApp({ SMTP_URL: box.url, MAIL_FROM: 'Desk <desk@shop.example>' });
    desk = await aDesk(app);
    const teamIds = [desk.team.id];
    mia = await as.agent(app, { teamIds, name: 'Mia Berg' });
    tom = await as.agent(app, { teamIds, name: '王志远', email: 'tom@staff.example', locale: 'zh-CN' });
    ruth = await as.agent(app, { teamIds, role: 'light', name: 'رنا خليل' });
  });
  afterEach(() => app.clock.reset());
  afterAll(async () => {
    await app.close();
    await box.close();
  });

  const ours = (fields: Parameters<typeof aTicket>[1] = {}): Promise<Ticket> => aTicket(app.db, { channelId: desk.channel.id, teamId: desk.team.id, ...fields });
  const put = (client: StaffClient, ticketId: string, whom: StaffClient = client) => client.put(`/tickets/${ticketId}/followers/${whom.account.id}`);
  const namesOf = async (client: StaffClient, ticketId: string) => (await client.get(`/tickets/${ticketId}/followers`)).as(Followers).items.map(({ person }) => person.name);
  const note = (client: StaffClient, ticketId: string, text: string, whom: readonly StaffClient[]) =>
    client.post(`/tickets/${ticketId}/messages`, { ...aMessage({ text }), internal: true, mentionIds: whom.map(({ account }) => account.id) });
  const noticesOf = async (client: StaffClient) => (await client.get('/notices')).as(NoticePage).items;
  const countsOf = async (client: StaffClient) => (await client.get('/notices/counts')).as(NoticeCounts);

  test('a letter tells of what nobody looked at for ten minutes, once, without a word of the note, unless it is not wanted', async () => {
    const ticket = await ours();
    const other = await ours();
    await note(mia, ticket.id, '@王志远 plum', [tom]);
    await note(mia, other.id, '@王志远 plum', [tom]);
    await settle(app);
    const [latest] = await noticesOf(tom);
    expect(latest?.ticket.id).toBe(other.id);
    await tom.put(`/notices/${latest?.id}/reading`);
    app.clock.advance({ minutes: 9 });
    await settle(app, { sweeps: true });
    const letters = () => box.letters.filter(({ to, text }) => to === 'tom@staff.example' && (text.includes(ticket.id) || text.includes(other.id)));
    expect(letters()).toEqual([]);
    app.clock.advance({ minutes: 2 });
    for (const _ of [1, 2]) await settle(app, { sweeps: true });
    expect(letters()).toMatchObject([{ subject: `Mia Berg 在工单 #${ticket.number} 中提到了您` }]);
    expect(letters()[0]?.text).not.toContain('plum');
    await app.db.account.update({ where: { id: tom.account.id }, data: { preferences: { noticeLetters: false } } });
    await note(mia, other.id, '@王志远 again', [tom]);
    await settle(app);
    app.clock.advance({ minutes: 11 });
    await settle(app, { sweeps: true });
    expect(letters()).toHaveLength(1);
  });

  test('of many that are due each is looked at once, by two sweeps at a time too: a letter for what nobody read, and none twice', async () => {
    const { ticketId } = await aTalk(app, desk);
    await ours();
    const [read, unread] = [await ours(), await ours()];
    const late = new Date(app.clock.now().getTime() - 60_000);
    await app.db.timelineRead.create({ data: { ticketId: read.id, accountId: ruth.account.id, readSeq: 0, updatedAt: app.clock.now() } });
    const notices = Array.from({ length: 130 }, (_, nth) => ({ id: newId(), accountId: ruth.account.id, ticketId: (nth % 2 ? read : unread).id, kind: 'followed', byId: mia.account.id, createdAt: late, letterAt: late, lookAt: late }));
    const ahead = { ...notices[0], id: newId(), accountId: ruth.account.id, ticketId, kind: 'followed', byId: mia.account.id, createdAt: late, lookAt: new Date(app.clock.now().getTime() + 60_000) };
    await app.db.notice.createMany({ data: [...notices, ahead] });
    const jobs = app.nest.get(FollowersJobs);
    await Promise.all([jobs.tellUnseen(), jobs.tellUnseen()]);
    const count = (ticket: Ticket, where: object) => app.db.notice.count({ where: { ticketId: ticket.id, letterAt: null, ...where } });
    expect([await count(read, { seenAt: { not: null }, lookAt: null }), await count(unread, { seenAt: null, lookAt: { gt: app.clock.now() } })]).toEqual([65, 65]);
    expect(await app.db.event.count({ where: { name: 'notice.overlooked', subject: { in: notices.map(({ id }) => id) } } })).toBe(65);
    expect((await app.db.notice.findUniqueOrThrow({ where: { id: ahead.id } })).letterAt).toEqual(late);
    await app.db.notice.deleteMany({ where: { accountId: ruth.account.id } });
  });

  test('a recalled note takes back whom it pointed there: no notice, no letter, and none who followed for it alone', async () => {
    const { ticketId } = await aTalk(app, desk);
    await app.db.account.update({ where: { id: tom.account.id }, data: { preferences: {} } });
    const socket = await mia.socket();
    await done(socket, 'conversation:open', { conversationId: ticketId });
    const say = (text: string, whom: readonly StaffClient[]) => speak(socket, ticketId, text, { internal: true, mentionIds: whom.map(({ account }) => account.id) });
    const recall = (sent: { message: { id: string } }) => done(socket, 'message:recall', { conversationId: ticketId, messageId: sent.message.id });
    const unheard = await say('@王志远 never', [tom]);
    await recall(unheard);
    await settle(app);
    expect([await namesOf(mia, ticketId), await app.db.notice.count({ where: { ticketId } })]).toEqual([[], 0]);
    const [first, second] = [await say('@王志远 @رنا خليل quince', [tom, ruth]), await say('@王志远 medlar', [tom])];
    await settle(app);
    await put(ruth, ticketId);
    await recall(first);
    const listening = await tom.socket();
    const told = new Recorder(listening);
    await settle(app);
    await told.until('changed', ({ kind }) => kind === 'notice');
    listening.disconnect();
    expect((await namesOf(mia, ticketId)).sort()).toEqual(['رنا خليل', '王志远'].sort());
    expect((await app.db.notice.findMany({ where: { ticketId } })).map(({ messageId }) => messageId)).toEqual([second.message.id]);
    await recall(second);
    await app.db.notice.updateMany({ where: { ticketId }, data: { lookAt: new Date(0), letterAt: new Date(0) } });
    await app.nest.get(FollowersJobs).tellUnseen();
    await settle(app, { sweeps: true });
    expect([await namesOf(mia, ticketId), await app.db.notice.count({ where: { ticketId, seenAt: null } })]).toEqual([['رنا خليل'], 0]);
    const late = await say('@王志远 sorb', [tom]);
    await settle(app);
    await app.db.notice.updateMany({ where: { ticketId }, data: { lookAt: new Date(0), letterAt: new Date(0) } });
    await app.nest.get(FollowersJobs).tellUnseen();
    await recall(late);
    await settle(app, { sweeps: true });
    expect(box.letters.filter(({ text }) => text.includes(ticketId))).toEqual([]);
    socket.disconnect();
  });

  test('a recalled note leaves no words in the list, all is marked as seen up to what one had, and after ninety days it is forgotten', async () => {
    const { ticketId } = await aTalk(app, desk);
    const socket = await mia.socket();
    await done(socket, 'conversation:open', { conversationId: ticketId });
    const sent = await speak(socket, ticketId, '@王志远 quince', { internal: true, mentionIds: [tom.account.id] });
    await settle(app);
    await done(socket, 'message:recall', { conversationId: ticketId, messageId: sent.message.id });
    socket.disconnect();
    const [notice] = await noticesOf(tom);
    expect(notice).toMatchObject({ text: null, seen: false });
    const { messages } = (await mia.get(`/tickets/${ticketId}/messages`)).as(MessagePage);
    expect(messages.find(({ id }) => id === sent.message.id)?.mentions).toBeUndefined();
    const page = (await tom.get('/notices?limit=1')).as(NoticePage);
    expect([page.items.length, page.nextCursor]).toEqual([1, notice?.id]);
    expect((await tom.get(`/notices?limit=200&cursor=${page.nextCursor}`)).as(NoticePage).items.map(({ id }) => id)).not.toContain(notice?.id);
    expect((await tom.put('/notices/reading?throughId=x')).code).toBe('request/invalid');
    expect((await tom.put(`/notices/reading?throughId=${notice?.id}`)).status).toBe(200);
    expect((await countsOf(tom)).unseen).toBe(0);
    app.clock.advance({ days: 91 });
    await settle(app, { sweeps: true });
    expect(await app.db.notice.count()).toBe(0);
  });
});
