import { randomUUID } from 'node:crypto';
import { Followers, MAX_FOLLOWERS, NoticeCounts, NoticePage, Readers } from '#contracts/followers.js';
import { SearchPage } from '#contracts/search.js';
import { MessagePage, TicketHistory, TicketPage } from '#contracts/tickets.js';
import { anAccount, aTeam } from '#prisma/factories/people.factory.js';
import { aTicket } from '#prisma/factories/ticket.factory.js';
import type { Ticket } from '#prisma/generated/client.js';
import { startApp, type TestApp } from '../support/app.js';
import { as, type StaffClient } from '../support/as.js';
import { aDesk, aMessage, aTalk, type Desk, done, refused } from '../support/desk.js';
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
});
