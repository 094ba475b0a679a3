import { randomUUID } from 'node:crypto';
import { Followers, MAX_FOLLOWERS, NoticeCounts, NoticePage, Readers } from '#contracts/followers.js';
import { SearchPage } from '#contracts/search.js';
import { MessagePage, TicketHistory, TicketPage } from '#contracts/tickets.js';
import { anAccount, aTeam } from '#prisma/factories/people.factory.js';
import { aTicket } from '#prisma/factories/ticket.factory.js';
import type { Ticket } from '#prisma/generated/client.js';
import { FollowersJobs } from '../../server/src/followers/followers.jobs.js';
import { newId } from '../../server/src/platform/ids.js';
import { startApp, type TestApp } from '../support/app.js';
import { as, type StaffClient } from '../support/as.js';
import { aDesk, aMessage, aTalk, type Desk, done, refused, speak } from '../support/desk.js';
import { Mailbox } from '../support/mailbox.js';
import { Recorder } from '../support/recorder.js';
import { settle } from '../support/settle.js';
import { heard } from '../support/sockets.js';


describe('followers and mentions', () => {
  let app: TestApp;
  let box: Mailbox;
  let desk: Desk;
  let mia: StaffClient;
  let tom: StaffClient;
  let ruth: StaffClient;
  let foreigner: StaffClient;
  beforeAll(async () => {
    box = await Mailbox.open();
    app = await startApp({ SMTP_URL: box.url, MAIL_FROM: 'Desk <desk@shop.example>' });
    desk = await aDesk(app);
    const teamIds = [desk.team.id];
    mia = await as.agent(app, { teamIds, name: 'Mia Berg' });
    tom = await as.agent(app, { teamIds, name: '王志远', email: 'tom@staff.example', locale: 'zh-CN' });
    ruth = await as.agent(app, { teamIds, role: 'light', name: 'رنا خليل' });
    foreigner = await as.agent(app, { teamIds: [(await aTeam(app.db)).id], name: 'Far Away' });
  });
  afterEach(() => app.clock.reset());
  afterAll(async () => {
    await app.close();
    await box.close();
  });

  const ours = (fields: Parameters<typeof aTicket>[1] = {}): Promise<Ticket> => aTicket(app.db, { channelId: desk.channel.id, teamId: desk.team.id, ...fields });
  const put = (client: StaffClient, ticketId: string, whom: StaffClient = client) => client.put(`/tickets/${ticketId}/followers/${whom.account.id}`);
  const take = (client: StaffClient, ticketId: string, whom: StaffClient = client) => client.delete(`/tickets/${ticketId}/followers/${whom.account.id}`);
  const followersOf = async (client: StaffClient, ticketId: string) => (await client.get(`/tickets/${ticketId}/followers`)).as(Followers);
  const namesOf = async (client: StaffClient, ticketId: string) => (await followersOf(client, ticketId)).items.map(({ person }) => person.name);
  const note = (client: StaffClient, ticketId: string, text: string, whom: readonly StaffClient[], more: object = {}) =>
    client.post(`/tickets/${ticketId}/messages`, { ...aMessage({ text }), internal: true, mentionIds: whom.map(({ account }) => account.id), ...more });
  const noticesOf = async (client: StaffClient) => (await client.get('/notices')).as(NoticePage).items;
  const countsOf = async (client: StaffClient) => (await client.get('/notices/counts')).as(NoticeCounts);

  describe.each<[string, (client: StaffClient, id: string) => ReturnType<StaffClient['get']>]>([
    ['GET /tickets/:id/followers', (client, id) => client.get(`/tickets/${id}/followers`)],
    ['GET /tickets/:id/readers', (client, id) => client.get(`/tickets/${id}/readers`)],
    ['PUT /tickets/:id/followers/:accountId', (client, id) => put(client, id)],
    ['DELETE /tickets/:id/followers/:accountId', (client, id) => take(client, id)],
  ])('%s', (_, call) => {
    test('asks a stranger to sign in, refuses whoever may read no tickets, and reads to another team like a ticket that is not there', async () => {
      const { id } = await ours();
      const stranger = Object.assign(as.stranger(app), { account: mia.account, cookie: '', socket: mia.socket });
      expect((await call(stranger, id)).code).toBe('session/required');
      expect((await call(await as.agent(app, { permissions: ['profile.read'], teamIds: [desk.team.id] }), id)).code).toBe('permission/missing');
      for (const hidden of [await call(foreigner, id), await call(foreigner, randomUUID()), await call(mia, 'x')]) expect(hidden.status).toBe(404);
      expect((await call(mia, id)).status).toBe(200);
    });
  });

  test.each<[string, (client: StaffClient) => ReturnType<StaffClient['get']>, number]>([
    ['GET /notices', (client) => client.get('/notices'), 200],
    ['GET /notices/counts', (client) => client.get('/notices/counts'), 200],
    ['PUT /notices/reading', (client) => client.put(`/notices/reading?throughId=${randomUUID()}`), 200],
    ['PUT /notices/:id/reading', (client) => client.put(`/notices/${randomUUID()}/reading`), 404],
  ])('%s is for who reads tickets', async (_, call, status) => {
    const stranger = Object.assign(as.stranger(app), { account: mia.account, cookie: '', socket: mia.socket });
    expect((await call(stranger)).code).toBe('session/required');
    expect((await call(await as.agent(app, { permissions: ['profile.read'] }))).code).toBe('permission/missing');
    expect((await call(mia)).status).toBe(status);
  });

  test('a person follows and ceases to, twice like once, and it stands in lists, counts, search and history', async () => {
    // Of no team, so that it stands in everybody's lists.
    const ticket = await ours({ subject: 'Wobbling lid', teamId: null });
    const following = (await countsOf(mia)).following;
    const [elsewhere, colleague] = [await mia.socket(), await tom.socket()];
    const [lists, his] = [new Recorder(elsewhere), new Recorder(colleague)];
    expect((await put(mia, ticket.id)).as(Followers)).toMatchObject({ following: true, can: { add: true, remove: true }, items: [{ person: { name: 'Mia Berg' }, by: { name: 'Mia Berg' } }] });
    expect((await put(mia, ticket.id)).as(Followers).items).toHaveLength(1);
    expect((await countsOf(mia)).following).toBe(following + 1);
    for (const kind of ['queue', 'notice'] as const) await lists.until('changed', (pointer) => pointer.kind === kind);
    await his.until('changed', ({ kind }) => kind === 'queue');
    const after = new Recorder(elsewhere);
    expect((await followersOf(tom, ticket.id)).following).toBe(false);
    for (const who of ['me', mia.account.id]) expect((await mia.get(`/tickets?view=all&follower=${who}`)).as(TicketPage).items.map(({ id }) => id)).toContain(ticket.id);
    expect((await tom.get('/tickets?view=all&follower=me')).as(TicketPage).items.map(({ id }) => id)).not.toContain(ticket.id);
    expect((await mia.get('/tickets?view=all&follower=nobody')).code).toBe('request/invalid');
    for (const typed of ['follower:me', 'follower:"mia b"']) expect((await mia.get(`/search?q=${encodeURIComponent(typed)}`)).as(SearchPage).items.map((hit) => hit.ticket.id)).toContain(ticket.id);
    expect((await take(mia, ticket.id)).as(Followers)).toMatchObject({ following: false, items: [] });
    await after.until('changed', ({ kind }) => kind === 'queue');
    for (const socket of [elsewhere, colleague]) socket.disconnect();
    expect((await take(mia, ticket.id)).status).toBe(200);
    const { items } = (await mia.get(`/tickets/${ticket.id}/history`)).as(TicketHistory);
    expect(items.map(({ name, person, by }) => [name, person, by.name])).toEqual([['ticket.unfollowed', 'Mia Berg', 'Mia Berg'], ['ticket.followed', 'Mia Berg', 'Mia Berg']]);
  });

  test('a colleague is put there by who may write notes and taken off by who may edit; he is told, once', async () => {
    const { id } = await ours();
    const reader = await as.agent(app, { permissions: ['ticket.read'], teamIds: [desk.team.id] });
    expect((await put(reader, id, tom)).code).toBe('permission/missing');
    const socket = await tom.socket();
    const told = heard(socket, 'changed');
    expect((await put(ruth, id, tom)).status).toBe(200);
    expect(await told).toEqual({ kind: 'notice', id, version: 0 });
    socket.disconnect();
    await put(mia, id, tom);
    expect(await noticesOf(tom)).toMatchObject([{ kind: 'followed', ticket: { id }, by: { name: 'رنا خليل' }, text: null, seen: false }]);
    expect((await take(ruth, id, tom)).code).toBe('permission/missing');
    expect((await take(mia, id, tom)).as(Followers).items).toEqual([]);
    const [seen] = await noticesOf(tom);
    expect((await mia.put(`/notices/${seen?.id}/reading`)).code).toBe('resource/not_found');
    expect((await tom.put(`/notices/${seen?.id}/reading`)).status).toBe(200);
    expect((await countsOf(tom)).unseen).toBe(0);
  });

  test('nobody follows who may not read: a stranger to the team, somebody deactivated or not yet here', async () => {
    const { id } = await ours();
    const gone = await anAccount(app.db, { teamIds: [desk.team.id], deactivatedAt: new Date() });
    const invited = await anAccount(app.db, { teamIds: [desk.team.id], password: null });
    for (const accountId of [foreigner.account.id, gone.id, invited.id, randomUUID()]) {
      expect((await mia.put(`/tickets/${id}/followers/${accountId}`)).code).toBe('follower/out_of_reach');
      expect((await note(mia, id, 'Look', [], { mentionIds: [tom.account.id, accountId] })).body).toMatchObject({ code: 'mention/out_of_reach', data: { accountIds: [accountId] } });
    }
    const names = (await mia.get(`/tickets/${id}/readers`)).as(Readers).items.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['Mia Berg', '王志远', 'رنا خليل']));
    expect(names).not.toContain('Far Away');
    expect(await app.db.message.count({ where: { ticketId: id } })).toBe(0);
  });

  test('many at once put there are no more than may follow', async () => {
    const { id } = await ours();
    const crowd = await Promise.all(Array.from({ length: MAX_FOLLOWERS - 1 }, () => anAccount(app.db, { teamIds: [desk.team.id] })));
    await app.db.ticketFollower.createMany({ data: crowd.map(({ id: accountId }) => ({ ticketId: id, accountId, byId: accountId, since: new Date() })) });
    const [first, second] = await Promise.all([put(mia, id), put(tom, id)]);
    expect([first.status, second.status].sort()).toEqual([200, 409]);
    expect([first, second].find(({ status }) => status === 409)?.code).toBe('follower/too_many');
    expect((await put(mia, id, ruth)).code).toBe('follower/too_many');
  });

  test('a note mentions colleagues: it says whom, they follow and are told; reading the talk to there is seeing it', async () => {
    const { ticketId, socket: customer } = await aTalk(app, desk, 'The lid wobbles');
    const socket = await mia.socket();
    await done(socket, 'conversation:open', { conversationId: ticketId });
    const shown = heard(socket, 'message');
    const before = (await countsOf(ruth)).unseen;
    const sent = await note(mia, ticketId, '@王志远 请看一下, @رنا خليل too, and myself', [tom, ruth, mia, tom]);
    expect(sent.status).toBe(201);
    const mentions = [{ id: mia.account.id, name: 'Mia Berg' }, { id: ruth.account.id, name: 'رنا خليل' }, { id: tom.account.id, name: '王志远' }];
    expect((await shown).message.mentions).toEqual(expect.arrayContaining(mentions));
    socket.disconnect();
    await settle(app);
    expect((await namesOf(mia, ticketId)).sort()).toEqual(['رنا خليل', '王志远'].sort());
    const { messages } = (await ruth.get(`/tickets/${ticketId}/messages`)).as(MessagePage);
    const stored = messages.find(({ internal, kind }) => internal && kind === 'text');
    expect(stored?.mentions).toHaveLength(3);
    // The customer's stream knows neither the note nor whom it mentions.
    expect(JSON.stringify(await done(customer, 'conversation:sync', { conversationId: ticketId, limit: 50 }))).not.toMatch(/mention|王志远/u);
    const [notice] = await noticesOf(ruth);
    expect(notice).toMatchObject({ kind: 'mentioned', ticket: { id: ticketId }, by: { name: 'Mia Berg' }, text: '@王志远 请看一下, @رنا خليل too, and myself', seen: false });
    expect((await countsOf(ruth)).unseen).toBe(before + 1);
    const reading = await ruth.socket();
    await done(reading, 'conversation:read', { conversationId: ticketId, seq: (stored?.seq ?? 0) - 1 });
    expect((await noticesOf(ruth))[0]?.seen).toBe(false);
    await done(reading, 'conversation:read', { conversationId: ticketId, seq: stored?.seq ?? 0 });
    reading.disconnect();
    expect((await noticesOf(ruth))[0]?.seen).toBe(true);
    expect((await countsOf(ruth)).unseen).toBe(before);
    expect((await noticesOf(mia)).filter(({ ticket }) => ticket.id === ticketId)).toEqual([]);
  });

  test('a repeated note gets its first answer and tells nobody again; with other mentions it is another note', async () => {
    const { id } = await ours();
    const content = { clientMessageId: randomUUID() };
    const [one, two] = await Promise.all([note(mia, id, '@王志远 look', [tom], content), note(mia, id, '@王志远 look', [tom], content)]);
    expect([one.status, two.status]).toEqual([201, 201]);
    expect(two.body).toEqual(one.body);
    await settle(app);
    await take(mia, id, tom);
    expect((await note(mia, id, '@王志远 look', [tom], content)).status).toBe(201);
    await settle(app);
    expect(await namesOf(mia, id)).toEqual([]);
    expect(await app.db.notice.count({ where: { ticketId: id } })).toBe(1);
    expect((await note(mia, id, '@王志远 look', [ruth], content)).code).toBe('message/id_reused');
    expect((await mia.post(`/tickets/${id}/messages`, { ...aMessage({ text: '@王志远 look' }), ...content, internal: true })).code).toBe('message/id_reused');
  });

  test('customers mention nobody and are told nothing of mentions; no more than twenty, and only accounts', async () => {
    const { ticketId, socket } = await aTalk(app, desk);
    const mentionIds = [tom.account.id];
    expect(await refused(socket, 'message:send', aMessage({ conversationId: ticketId, mentionIds }))).toBe('request/invalid');
    expect((await mia.post(`/tickets/${ticketId}/messages`, { ...aMessage(), mentionIds })).body).toMatchObject({ code: 'request/invalid', fields: [{ path: 'mentionIds' }] });
    for (const ids of [[], ['x'], Array.from({ length: 21 }, () => randomUUID())]) expect((await note(mia, ticketId, 'Look', [], { mentionIds: ids })).code).toBe('request/invalid');
    const light = await as.agent(app, { permissions: ['ticket.read'], teamIds: [desk.team.id] });
    expect((await note(light, ticketId, 'Look', [tom])).code).toBe('permission/missing');
  });

  test('whoever loses the ticket sees no more of it: not among followers, not in lists, counts or notices, and no letter', async () => {
    const { id } = await ours();
    await note(mia, id, '@王志远 the secret word is plum', [tom]);
    await settle(app);
    const { unseen, following } = await countsOf(tom);
    await app.db.ticket.update({ where: { id }, data: { teamId: foreigner.account.id === '' ? null : (await aTeam(app.db)).id, assigneeId: mia.account.id } });
    expect(await countsOf(tom)).toEqual({ unseen: unseen - 1, following: following - 1 });
    expect(JSON.stringify(await noticesOf(tom))).not.toContain('plum');
    expect((await tom.get('/tickets?view=all&follower=me')).as(TicketPage).items.map((row) => row.id)).not.toContain(id);
    expect(await namesOf(mia, id)).toEqual([]);
    app.clock.advance({ minutes: 11 });
    await settle(app, { sweeps: true });
    expect(box.letters.filter(({ to, text }) => to === 'tom@staff.example' && text.includes(id))).toEqual([]);
    await app.db.ticket.update({ where: { id }, data: { teamId: desk.team.id } });
    expect(await namesOf(mia, id)).toEqual(['王志远']);
  });

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
