import { Followers, NoticeCounts, NoticePage } from '#contracts/followers.js';
import { MessagePage, TicketDetail } from '#contracts/tickets.js';
import { aTicket } from '#prisma/factories/ticket.factory.js';
import type { Ticket } from '#prisma/generated/client.js';
import { FollowersJobs } from '../../server/src/followers/followers.jobs.js';
import { SYSTEM } from '../../server/src/platform/actor.js';
import { Database } from '../../server/src/platform/db.js';
import { Events } from '../../server/src/platform/events/events.js';
import { Reactions } from '../../server/src/platform/events/reactions.js';
import { newId } from '../../server/src/platform/ids.js';
import { startApp, type TestApp } from '../support/app.js';
import { as, type StaffClient } from '../support/as.js';
import { atThePhone } from '../support/calls.js';
import { aDesk, aMessage, aTalk, type Desk, done, speak } from '../support/desk.js';
import { Mailbox } from '../support/mailbox.js';
import { promisesOf } from '../support/night.js';
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
    // Letters to come would be in the way of those of others.
    await settle(app);
    await app.db.notice.deleteMany();
    await app.db.delivery.deleteMany();
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

  test('none is told of a ticket that was removed before its deeds were heard', async () => {
    const [ticketId, messageId] = [newId(), newId()];
    const facts = { ticketId, teamId: desk.team.id, assigneeId: tom.account.id };
    const [events, reactions] = [app.nest.get(Events), app.nest.get(Reactions)];
    const heard = await app.nest.get(Database).transaction(async (tx) => [
      { name: 'GivenReactions_pointToTicket', id: await events.record(tx, SYSTEM, 'ticket.assigned', ticketId, { ...facts, previousId: null }) },
      { name: 'GivenReactions_pointToNew', id: await events.record(tx, SYSTEM, 'ticket.given', ticketId, facts) },
      { name: 'GivenReactions_pointToCallback', id: await events.record(tx, SYSTEM, 'callback.handed', messageId, { ticketId, promiseId: messageId, teamId: null, ownerId: tom.account.id }) },
      { name: 'FollowersReactions_pointTo', id: await events.record(tx, SYSTEM, 'note.mentioned', messageId, { ticketId, messageId, accountIds: [tom.account.id] }) },
      { name: 'FollowersReactions_takeBack', id: await events.record(tx, SYSTEM, 'message.recalled', messageId, { ticketId, messageId }) },
    ]);
    for (const { name, id } of heard) await reactions.run(name, id);
    expect(await app.db.receipt.count({ where: { eventId: { in: heard.map(({ id }) => id) } } })).toBe(heard.length);
  });

  describe('of tickets that one is given', () => {
    const assign = (client: StaffClient, ticketId: string, whom: StaffClient | null) => client.put(`/tickets/${ticketId}/assignment`, { accountId: whom?.account.id ?? null });
    const given = async (client: StaffClient, ticketId: string) => (await noticesOf(client)).filter(({ kind, ticket }) => kind === 'assigned' && ticket.id === ticketId);
    /** Hears of a deed before its turn. */
    const hear = (method: 'pointToTicket' | 'pointToCallback', eventId = '') => app.nest.get(Reactions).run(`GivenReactions_${method}`, eventId);
    const deeds = async (name: 'ticket.assigned' | 'callback.handed', subject: string) => (await app.db.event.findMany({ where: { name, subject }, orderBy: { id: 'asc' } })).map(({ id }) => id);
    const letters = (ticketId: string) => box.letters.filter(({ text }) => text.includes(ticketId));
    beforeEach(() => app.db.notice.deleteMany());

    test('say who gave it, once per deed, not of own ones, and are gone with the ticket', async () => {
      const { id } = await ours({ assigneeId: null });
      await assign(tom, id, tom);
      await settle(app);
      expect(await given(tom, id)).toEqual([]);
      const listening = await tom.socket();
      const told = new Recorder(listening);
      await assign(mia, id, null);
      for (let n = 0; n < 2; n += 1) await assign(mia, id, tom);
      await settle(app);
      await told.until('changed', ({ kind }) => kind === 'notice');
      expect(await given(tom, id)).toMatchObject([{ by: { name: 'Mia Berg' }, because: null, text: null, seen: false }]);
      const gone = new Recorder(listening);
      await assign(mia, id, mia);
      await settle(app);
      await gone.until('changed', ({ kind }) => kind === 'notice');
      listening.disconnect();
      expect([await given(tom, id), await given(mia, id)]).toEqual([[], []]);
    });

    test('are told by the last deed alone, whatever order they are heard in', async () => {
      const { id } = await ours({ assigneeId: null });
      await assign(mia, id, tom);
      await assign(tom, id, mia);
      const [first, last] = await deeds('ticket.assigned', id);
      for (const eventId of [last, first]) await hear('pointToTicket', eventId);
      await settle(app);
      expect([await given(tom, id), (await given(mia, id)).map(({ by }) => by?.name)]).toEqual([[], ['王志远']]);
    });

    test('of a call are told by the last who handed it over, whatever order that is heard in', async () => {
      const lin = await as.agent(app, { teamIds: [desk.team.id], name: '林怡君' });
      const phone = atThePhone(app, mia, desk.channel.id);
      const { id } = await phone.opened({ number: phone.aNumber(), result: 'callback_wanted', callback: { dueAt: phone.later(), ownerId: tom.account.id } });
      const promiseId = (await promisesOf(mia, id)).items[0]?.id ?? '';
      expect((await tom.put(`/promises/${promiseId}/appointment`, { ownerId: lin.account.id, reason: 'x' })).status).toBe(200);
      const [first, last] = await deeds('callback.handed', promiseId);
      for (const eventId of [last, first]) await hear('pointToCallback', eventId);
      await settle(app);
      expect([await given(tom, id), (await given(lin, id)).map(({ by }) => by?.name)]).toEqual([[], ['王志远']]);
    });

    test('are seen once he looks at the ticket; else a letter tells of the first of an hour, if it is his still and he wants it', async () => {
      await app.db.account.update({ where: { id: tom.account.id }, data: { preferences: {} } });
      const talk = await aTalk(app, desk);
      const [first, second, lost] = [await ours({ assigneeId: null }), await ours({ assigneeId: null }), await ours({ assigneeId: null })];
      await assign(mia, talk.ticketId, tom);
      await settle(app);
      const reading = await tom.socket();
      const { head } = await done(reading, 'conversation:open', { conversationId: talk.ticketId });
      await done(reading, 'conversation:read', { conversationId: talk.ticketId, seq: head });
      reading.disconnect();
      expect((await given(tom, talk.ticketId))[0]?.seen).toBe(true);
      for (const { id } of [first, second]) {
        await assign(mia, id, tom);
        await settle(app);
      }
      app.clock.advance({ minutes: 11 });
      // One looks who has not looked, the other sends.
      for (const _ of [1, 2]) await settle(app, { sweeps: true });
      expect([letters(talk.ticketId), letters(first.id), letters(second.id)]).toMatchObject([[], [{ subject: `Mia Berg 将工单 #${first.number} 分配给了您` }], []]);
      app.clock.advance({ minutes: 61 });
      await assign(mia, lost.id, tom);
      await settle(app);
      app.clock.advance({ minutes: 11 });
      await app.nest.get(FollowersJobs).tellUnseen();
      await assign(mia, lost.id, null);
      for (const _ of [1, 2]) await settle(app, { sweeps: true });
      expect(letters(lost.id)).toEqual([]);
    });

    test('are told by the letter of one that was taken back meanwhile: that of the next', async () => {
      const [first, second, third] = [await ours({ assigneeId: null }), await ours({ assigneeId: null }), await ours({ assigneeId: null })];
      for (const { id } of [first, second, third]) {
        await assign(mia, id, tom);
        await settle(app);
        app.clock.advance({ minutes: 2 });
      }
      await assign(mia, first.id, null);
      await settle(app);
      app.clock.advance({ minutes: 5 });
      for (const _ of [1, 2]) await settle(app, { sweeps: true });
      expect([first, second, third].map(({ id }) => letters(id).length)).toEqual([0, 1, 0]);
    });

    test('name the rule that gave it, and what spoke for one where it was given out', async () => {
      const [ruled, routed] = [await ours({ assigneeId: tom.account.id }), await ours({ assigneeId: tom.account.id })];
      const rule = await app.db.rule.create({ data: { id: newId(), name: 'Chinesisch → 王志远', position: 1, when: {}, conditions: {}, actions: [], trigger: 'ticket.opened' } });
      const at = app.clock.now();
      const facts = (ticket: Ticket) => ({ ticketId: ticket.id, teamId: ticket.teamId, assigneeId: tom.account.id, previousId: null });
      const events = app.nest.get(Events);
      await app.nest.get(Database).transaction((tx) => events.record(tx, { ...SYSTEM, kind: 'rule', id: rule.id }, 'ticket.assigned', ruled.id, facts(ruled)));
      const eventId = await app.nest.get(Database).transaction((tx) => events.record(tx, SYSTEM, 'ticket.assigned', routed.id, facts(routed)));
      const reasons = [{ code: 'language', language: 'zh' }];
      await app.db.routingDecision.create({ data: { id: eventId, ticketId: routed.id, accountId: tom.account.id, reasons, considered: [], createdAt: at } });
      await settle(app);
      expect(await given(tom, ruled.id)).toMatchObject([{ by: null, because: { code: 'rule', name: 'Chinesisch → 王志远' } }]);
      expect(await given(tom, routed.id)).toMatchObject([{ by: null, because: { code: 'routing', reasons } }]);
    });

    test('tell of a ticket that was opened for one, and of a call that was handed over, which has a letter of its own', async () => {
      const opened = await mia.post('/tickets', { channelId: desk.channel.id, customer: { name: 'Rosa' }, subject: 'Lid', message: { text: 'She called', internal: true }, assigneeId: tom.account.id });
      const { id } = opened.as(TicketDetail).ticket;
      const phone = atThePhone(app, mia, desk.channel.id);
      const call = await phone.opened({ number: phone.aNumber(), result: 'callback_wanted', callback: { dueAt: phone.later(), ownerId: tom.account.id } });
      const [promise] = (await promisesOf(mia, call.id)).items;
      // He is to try again what he owes already: nothing was given to him.
      expect((await mia.post(`/promises/${promise?.id}/calls`, { result: 'not_reached', nextDueAt: phone.later(90) })).status).toBe(201);
      await settle(app);
      expect(await given(tom, id)).toMatchObject([{ by: { name: 'Mia Berg' }, because: null }]);
      expect(await given(tom, call.id)).toMatchObject([{ by: { name: 'Mia Berg' }, because: { code: 'callback' } }]);
      expect(await app.db.notice.count({ where: { ticketId: call.id, letterAt: { not: null } } })).toBe(0);
      expect((await mia.put(`/promises/${promise?.id}/appointment`, { ownerId: mia.account.id, reason: 'x' })).status).toBe(200);
      await settle(app);
      expect([await given(tom, call.id), await given(mia, call.id)]).toEqual([[], []]);
    });
  });

  // The last: nobody is signed in any more after so long.
  test('a recalled note leaves no words in the list, all is marked as seen up to what one had, and after ninety days it is forgotten', async () => {
    await note(mia, (await ours()).id, '@王志远 medlar', [tom]);
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
