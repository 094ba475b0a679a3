import { randomUUID } from 'node:crypto';
import { MergeCandidates } from '#contracts/merges.js';
import { TicketDueTimes } from '#contracts/sla.js';
import { TicketCounts, TicketDetail, TicketHistory, TicketPage } from '#contracts/tickets.js';
import { Conversation } from '#contracts/widget.js';
import { aVisitor } from '#prisma/factories/customer.factory.js';
import { aTeam } from '#prisma/factories/people.factory.js';
import { aTicket } from '#prisma/factories/ticket.factory.js';
import type { Ticket } from '#prisma/generated/client.js';
import { as, type StaffClient } from '../support/as.js';
import { startApp, type TestApp } from '../support/app.js';
import { aDesk, aTalk, type Desk, linesOf, speak, timelineOf } from '../support/desk.js';
import { indexed } from '../support/indexed.js';
import { settle } from '../support/settle.js';

describe('merging tickets', () => {
  let app: TestApp;
  let desk: Desk;
  let agent: StaffClient;
  let colleague: StaffClient;
  let foreigner: StaffClient;
  beforeAll(async () => {
    app = await startApp();
    desk = await aDesk(app);
    agent = await as.agent(app, { teamIds: [desk.team.id], availability: 'offline', name: 'Mia' });
    colleague = await as.agent(app, { teamIds: [desk.team.id], availability: 'offline', name: 'Tom' });
    foreigner = await as.agent(app, { teamIds: [(await aTeam(app.db)).id] });
  });
  afterEach(() => app.clock.reset());
  afterAll(() => app.close());

  const ours = (fields: Parameters<typeof aTicket>[1] = {}) => aTicket(app.db, { channelId: desk.channel.id, teamId: desk.team.id, ...fields });
  /** Two tickets of one visitor. */
  const two = async (fields: Parameters<typeof aTicket>[1] = {}): Promise<[Ticket, Ticket]> => {
    const { visitor } = await aVisitor(app.db, { channelId: desk.channel.id, name: 'Mei' });
    return [await ours({ visitorId: visitor.id, ...fields }), await ours({ visitorId: visitor.id })];
  };
  const merge = (source: { id: string }, target: { id: string }, more: object = {}, client: StaffClient = agent) => client.post(`/tickets/${source.id}/merge`, { targetId: target.id, ...more });
  const undo = (source: { id: string }, client: StaffClient = agent) => client.delete(`/tickets/${source.id}/merge`);
  const rowOf = ({ id }: { id: string }) => app.db.ticket.findUniqueOrThrow({ where: { id }, include: { timeline: true, place: true } });
  /** A talk whose chat has ended: the ticket is open and quiet. */
  const aQuietTalk = async (text?: string) => {
    const talk = await aTalk(app, desk, text);
    await agent.post(`/chats/${talk.chat.id}/acceptance`);
    const [last] = await app.db.message.findMany({ where: { ticketId: talk.ticketId }, orderBy: { staffSeq: 'desc' }, take: 1 });
    await agent.post(`/chats/${talk.chat.id}/ending`, { contactReason: 'other', result: 'follow_up', closeTicket: false, seenSeq: last?.staffSeq });
    return { ...talk, id: talk.ticketId };
  };

  describe.each<[string, (client: StaffClient, id: string) => ReturnType<StaffClient['get']>]>([
    ['GET /tickets/:id/merge-candidates', (client, id) => client.get(`/tickets/${id}/merge-candidates`)],
    ['DELETE /tickets/:id/merge', (client, id) => client.delete(`/tickets/${id}/merge`)],
  ])('%s', (_, call) => {
    test('asks a stranger to sign in, refuses whoever lacks the permission, and reads to another team like a ticket that is not there', async () => {
      const { id } = await ours();
      const stranger = Object.assign(as.stranger(app), { account: agent.account, cookie: '', socket: agent.socket });
      expect((await call(stranger, id)).code).toBe('session/required');
      expect((await call(await as.agent(app, { permissions: ['ticket.read'], teamIds: [desk.team.id] }), id)).code).toBe('permission/missing');
      for (const hidden of [await call(foreigner, id), await call(foreigner, randomUUID())]) expect([hidden.status, hidden.code]).toEqual([404, 'conversation/not_found']);
      expect((await call(agent, id)).status).toBe(200);
    });
  });

  test('wants both tickets in sight, a right to edit, and a body that is one', async () => {
    const [source, target] = await two();
    const stranger = Object.assign(as.stranger(app), { account: agent.account, cookie: '', socket: agent.socket });
    expect((await merge(source, target, {}, stranger)).code).toBe('session/required');
    expect((await merge(source, target, {}, await as.agent(app, { permissions: ['ticket.read'], teamIds: [desk.team.id] }))).code).toBe('permission/missing');
    const elsewhere = await ours({ teamId: foreigner.account.id === '' ? null : (await aTeam(app.db)).id });
    for (const hidden of [await merge(source, elsewhere), await merge(elsewhere, target), await merge(source, { id: randomUUID() })]) expect([hidden.status, hidden.code]).toEqual([404, 'conversation/not_found']);
    for (const body of [{}, { targetId: 'x' }, { targetId: target.id, more: 1 }, { targetId: target.id, from: 'merged' }]) expect((await agent.post(`/tickets/${source.id}/merge`, body)).code).toBe('request/invalid');
    expect((await rowOf(source)).mergedIntoId).toBeNull();
  });

  test('closes the source, names the target in both, takes it out of work, and is told once', async () => {
    const [source, target] = await two({ assigneeId: agent.account.id });
    const counted = (await agent.get('/tickets/counts')).as(TicketCounts).views;
    const detail = (await merge(source, target)).as(TicketDetail);
    expect([detail.ticket.state, detail.mergedInto, detail.can.reopen, detail.can.unmerge, detail.can.merge, detail.can.reply]).toEqual(['closed', { id: target.id, number: target.number }, false, true, false, false]);
    expect((await merge(source, target)).status).toBe(200);
    const now = (await agent.get('/tickets/counts')).as(TicketCounts).views;
    expect([now.all, now.mine]).toEqual([counted.all - 1, counted.mine - 1]);
    expect((await agent.get('/tickets?view=all&limit=100')).as(TicketPage).items.map(({ id }) => id)).not.toContain(source.id);
    expect([await linesOf(app, source.id), await linesOf(app, target.id)]).toEqual([['ticket.merged'], ['ticket.joined']]);
    expect((await timelineOf(app, target.id))[0]).toMatchObject({ internal: true, publicSeq: null, system: { data: { id: source.id, to: `#${source.number}`, byName: 'Mia' } } });
    expect(await app.db.ticketMerge.findMany({ where: { sourceId: source.id } })).toMatchObject([{ targetId: target.id, mergedById: agent.account.id, undoneAt: null }]);
    const named = async (ticket: Ticket) => (await agent.get(`/tickets/${ticket.id}/history`)).as(TicketHistory).items.map(({ name, by }) => [name, by.name]);
    expect(await named(source)).toEqual([['ticket.merged', 'Mia'], ['ticket.state_changed', 'Mia']]);
    expect(await named(target)).toEqual([['ticket.joined', 'Mia']]);
    for (const refused of [await agent.delete(`/tickets/${source.id}/closure`), await merge(source, await ours())])
      expect([refused.code, refused.body]).toEqual(['ticket/merged', expect.objectContaining({ data: { winner: { id: agent.account.id, name: 'Mia' }, targetId: target.id, number: target.number } })]);
    expect((await agent.post(`/tickets/${source.id}/messages`, { clientMessageId: randomUUID(), kind: 'text', text: 'Too late' })).body).toMatchObject({ code: 'conversation/merged', data: { targetId: target.id } });
  });

  test('refuses itself, a circle, what is closed or merged, and a live chat', async () => {
    const [a, b] = await two();
    expect((await merge(a, a)).code).toBe('merge/itself');
    expect((await merge(a, b)).status).toBe(200);
    expect((await merge(b, a)).code).toBe('merge/target_over');
    const [c, d] = await two();
    expect((await merge(c, a)).code).toBe('merge/target_over');
    await agent.post(`/tickets/${d.id}/closure`);
    expect([(await merge(c, d)).code, (await merge(d, c)).code]).toEqual(['merge/target_over', 'ticket/closed']);
    const talk = await aTalk(app, desk);
    expect((await merge({ id: talk.ticketId }, c)).code).toBe('ticket/chat_running');
    talk.socket.disconnect();
  });

  test('and its undo bring back state, assignee, snooze, wait and place, and a second undo does nothing', async () => {
    const waitingSince = new Date(app.clock.now().getTime() - 3_600_000);
    const snoozedUntil = new Date(app.clock.now().getTime() + 7_200_000);
    for (const before of [
      { state: 'new', timeline: { waitingSince, staffUnread: 2, gate: 'quiet' } },
      { state: 'pending', assigneeId: colleague.account.id, timeline: { gate: 'quiet' } },
      { state: 'on_hold', assigneeId: agent.account.id, snoozedUntil, snoozeHolds: true, timeline: { gate: 'quiet', waitingSince } },
      { state: 'solved', solvedAt: waitingSince, solvedById: colleague.account.id, timeline: { gate: 'quiet' } },
    ]) {
      const [source, target] = await two(before);
      const [was, targetWas] = [await rowOf(source), await rowOf(target)];
      expect((await merge(source, target)).status).toBe(200);
      await settle(app, { sweeps: true });
      expect((await rowOf(target)).place?.waitingSince).toEqual(was.timeline?.waitingSince);
      const back = (await undo(source)).as(TicketDetail);
      expect((await undo(source)).status).toBe(200);
      await settle(app, { sweeps: true });
      const same = ({ version: _, timeline, place, ...row }: Awaited<ReturnType<typeof rowOf>>) => ({ ...row, waitingSince: timeline?.waitingSince, unread: timeline?.staffUnread, gate: timeline?.gate, shelf: place?.shelf, placed: place?.waitingSince });
      expect(same(await rowOf(source))).toEqual(same(was));
      expect(same(await rowOf(target))).toEqual(same(targetWas));
      expect([back.mergedInto, back.can.unmerge]).toEqual([null, false]);
      expect(await linesOf(app, source.id)).toEqual(['ticket.merged', 'ticket.unmerged']);
      expect(await app.db.ticketMerge.findMany({ where: { sourceId: source.id } })).toMatchObject([{ undoneById: agent.account.id, undoneAt: expect.any(Date) }]);
    }
  });

  test('wakes a target that waited for the customer when the source had an unanswered word, and the undo lets it wait again', async () => {
    const [source, target] = await two({ timeline: { waitingSince: app.clock.now(), gate: 'quiet' } });
    await agent.put(`/tickets/${target.id}/pending`);
    await merge(source, target);
    expect((await rowOf(target)).state).toBe('open');
    await undo(source);
    expect((await rowOf(target)).state).toBe('pending');
    await merge(source, target);
    await agent.put(`/tickets/${target.id}/hold`);
    await undo(source);
    expect((await rowOf(target)).state).toBe('on_hold');
  });

  test('gives back to nobody what belonged to somebody who left meanwhile', async () => {
    const gone = await as.agent(app, { teamIds: [desk.team.id] });
    const [source, target] = await two({ assigneeId: gone.account.id });
    await merge(source, target);
    await app.db.account.update({ where: { id: gone.account.id }, data: { deactivatedAt: new Date() } });
    expect((await undo(source)).as(TicketDetail).ticket.assignee).toBeNull();
  });

  test('at once by several leaves one merge, whoever comes first, and tells the others who and where', async () => {
    for (let round = 0; round < 3; round += 1) {
      const [a, b] = await two();
      const c = await ours({ visitorId: a.visitorId });
      const answers = await Promise.all([merge(a, b), merge(a, c, {}, colleague), merge(b, a), merge(b, c, {}, colleague), agent.post(`/tickets/${a.id}/solution?from=open`)]);
      for (const { code } of answers) expect([null, 'ticket/merged', 'merge/target_over', 'ticket/moved', 'ticket/closed']).toContain(code);
      const merged = await app.db.ticket.findMany({ where: { id: { in: [a.id, b.id, c.id] }, mergedIntoId: { not: null } } });
      expect(merged.length).toBeGreaterThan(0);
      // No circle: every chain ends in one that is not closed.
      for (const { id } of merged) {
        const [end] = await app.db.$queryRaw<{ state: string }[]>`SELECT "state" FROM "Ticket" WHERE "id" = talk_goes_on_in(${id}::uuid)`;
        expect(end?.state).not.toBe('closed');
      }
      expect(await app.db.ticketMerge.count({ where: { sourceId: { in: [a.id, b.id, c.id] }, undoneAt: null } })).toBe(merged.length);
    }
    const [source, target] = await two();
    await colleague.post(`/tickets/${target.id}/solution`);
    expect((await merge(source, target, { targetFrom: 'open' })).body).toMatchObject({ code: 'ticket/moved', data: { winner: { name: 'Tom' }, state: 'solved', number: target.number } });
  });

  describe('of one customer', () => {
    test('later words to the source go on in the target, also a repeat, and the widget offers no reopening', async () => {
      const talk = await aQuietTalk();
      const target = await ours({ visitorId: talk.visitor.visitor.id, assigneeId: colleague.account.id });
      expect((await merge({ id: talk.id }, target)).status).toBe(200);
      const clientMessageId = randomUUID();
      const first = await speak(talk.socket, talk.id, 'One more thing', { clientMessageId });
      expect(first.conversationId).toBe(target.id);
      expect(await speak(talk.socket, talk.id, 'One more thing', { clientMessageId })).toEqual(expect.objectContaining({ conversationId: target.id, message: first.message }));
      expect((await timelineOf(app, target.id)).filter(({ kind }) => kind === 'text')).toHaveLength(1);
      const conversation = (await talk.visitor.get(`/widget/conversations/${talk.id}`)).as(Conversation);
      expect([conversation.can.write, conversation.can.reopen]).toEqual([true, false]);
      expect((await talk.visitor.post(`/widget/conversations/${talk.id}/reopening`)).code).toBe('conversation/closed');
      expect((await rowOf({ id: talk.id })).timeline?.publicHead).toBe((await timelineOf(app, talk.id)).filter(({ publicSeq }) => publicSeq !== null).length);
      talk.socket.disconnect();
    });

    test('a word to the source of a target that is gone opens a talk', async () => {
      const talk = await aTalk(app, desk);
      await app.db.timeline.update({ where: { ticketId: talk.ticketId }, data: { gate: 'merged' } });
      const { conversationId } = await speak(talk.socket, talk.ticketId, 'Anybody?');
      expect(await rowOf({ id: conversationId })).toMatchObject({ linkedFromId: talk.ticketId });
      talk.socket.disconnect();
    });

    test('who was answered in the target does not wait again after an undo', async () => {
      const talk = await aTalk(app, desk);
      await app.db.chat.updateMany({ where: { ticketId: talk.ticketId }, data: { state: 'ended' } });
      const target = await ours({ visitorId: talk.visitor.visitor.id });
      await merge({ id: talk.ticketId }, target);
      expect((await rowOf(target)).timeline?.waitingSince).not.toBeNull();
      await agent.post(`/tickets/${target.id}/messages`, { clientMessageId: randomUUID(), kind: 'text', text: 'A new one is on its way' });
      await undo({ id: talk.ticketId });
      expect([(await rowOf({ id: talk.ticketId })).timeline?.waitingSince, (await rowOf(target)).timeline?.waitingSince]).toEqual([null, null]);
      talk.socket.disconnect();
    });

    test('what is owed goes along and comes back; of two of a kind the earlier time holds', async () => {
      const [source, target] = await two();
      const at = (hours: number) => new Date(app.clock.now().getTime() + hours * 3_600_000);
      const owe = (ticket: Ticket, kind: string, hours: number) =>
        app.db.answerPromise.create({ data: { id: randomUUID(), ticketId: ticket.id, kind, messageId: randomUUID(), publicSeq: 0, madeAt: app.clock.now(), dueAt: at(hours), warnAt: at(hours - 0.5), basis: {} } });
      const [answer, callback, other] = [await owe(source, 'answer', 2), await owe(source, 'callback', 3), await owe(target, 'answer', 5)];
      const facts = async () => (await app.db.answerPromise.findMany({ where: { id: { in: [answer.id, callback.id, other.id] } } })).map(({ id, ticketId, state, dueAt }) => [id, ticketId, state, dueAt]).sort();
      const was = await facts();
      await merge(source, target);
      await settle(app);
      expect(await facts()).toEqual([[answer.id, source.id, 'withdrawn', answer.dueAt], [callback.id, target.id, 'open', callback.dueAt], [other.id, target.id, 'open', answer.dueAt]].sort());
      await undo(source);
      expect(await facts()).toEqual(was);
    });
  });

  describe('of two customers', () => {
    test('neither hears a word of the other: a later word opens a linked ticket, and the target is told for the staff alone', async () => {
      const talk = await aQuietTalk('My secret address');
      const other = await aQuietTalk('Another matter');
      const heads = { last: (await timelineOf(app, talk.id)).at(-1)?.staffSeq };
      expect((await merge(talk, other, { seenSeq: heads.last })).status).toBe(200);
      const written = await speak(talk.socket, talk.id, 'Are you there?');
      expect([talk.id, other.id]).not.toContain(written.conversationId);
      expect(await rowOf({ id: written.conversationId })).toMatchObject({ visitorId: talk.visitor.visitor.id, linkedFromId: talk.id });
      expect((await speak(talk.socket, talk.id, 'Hello?')).conversationId).toBe(written.conversationId);
      const publicOfOther = (await other.visitor.get(`/widget/conversations/${other.id}/messages`)).body;
      for (const word of ['secret', 'Are you there', 'Hello?', 'ticket.joined', 'wrote_apart']) expect(JSON.stringify(publicOfOther)).not.toContain(word);
      expect((await other.visitor.get(`/widget/conversations/${talk.id}`)).status).toBe(404);
      expect((await talk.visitor.get(`/widget/conversations/${other.id}`)).status).toBe(404);
      expect((await linesOf(app, other.id)).slice(-2)).toEqual(['ticket.joined', 'ticket.wrote_apart']);
      talk.socket.disconnect();
      other.socket.disconnect();
    });

    test('stops at a word that the merging person has not seen, and at what is still owed', async () => {
      const talk = await aQuietTalk();
      await speak(talk.socket, talk.id, 'And the lid?');
      await app.db.chat.updateMany({ where: { ticketId: talk.id }, data: { state: 'ended' } });
      const other = await ours();
      expect((await merge(talk, other, { seenSeq: 1 })).code).toBe('ticket/unseen_message');
      await app.db.answerPromise.create({ data: { id: randomUUID(), ticketId: talk.id, kind: 'callback', messageId: randomUUID(), publicSeq: 0, madeAt: new Date(), basis: {} } });
      expect((await merge(talk, other, { seenSeq: 99 })).body).toMatchObject({ code: 'merge/still_owed', data: { kinds: ['callback'] } });
      talk.socket.disconnect();
    });
  });

  test('proposes the same customer first, finds by number and word, and never what the caller may not see', async () => {
    const { visitor } = await aVisitor(app.db, { channelId: desk.channel.id, name: '林美', email: 'mei@customer.example' });
    const [source, same] = [await ours({ visitorId: visitor.id }), await ours({ visitorId: visitor.id, subject: '水壶漏水' })];
    const { visitor: alike } = await aVisitor(app.db, { channelId: desk.channel.id, email: 'mei@customer.example' });
    const claimed = await ours({ visitorId: alike.id });
    const [closed, hidden] = [await ours({ visitorId: visitor.id, state: 'closed' }), await ours({ visitorId: visitor.id, teamId: (await aTeam(app.db)).id, subject: '水壶 secret' })];
    await indexed(app, [source, same, claimed, closed, hidden]);
    const search = async (text: string) => (await agent.get(`/tickets/${source.id}/merge-candidates?search=${encodeURIComponent(text)}`)).as(MergeCandidates);
    const found = await search('');
    expect(found.source).toMatchObject({ id: source.id, customer: { name: '林美', email: 'mei@customer.example' } });
    expect(found.items.map(({ id, sameCustomer }) => [id, sameCustomer])).toEqual([[same.id, true], [claimed.id, false]]);
    expect((await search('水壶')).items.map(({ id }) => id)).toEqual([same.id]);
    expect((await search(`#${same.number}`)).items.map(({ id }) => id)).toEqual([same.id]);
    for (const { number } of [closed, hidden]) expect((await search(String(number))).items).toEqual([]);
    for (const odd of ['%', '_', "'; DROP TABLE", '٣', '#99999999999']) expect((await search(odd)).items).toEqual([]);
  });

  test('owes an answer to the wait that came along, although the target was answered after it began', async () => {
    const same = { first_answer: 60, next_answer: 30, resolution: null };
    const manager = await as.agent(app, { role: 'manager' });
    await manager.post('/due-policies', { name: 'All', conditions: { teamIds: [], channelIds: [], types: [], tags: [] }, targets: { urgent: same, high: same, normal: same, low: same }, pausesOnHold: true });
    const [source, target] = [await aTalk(app, desk), await aTalk(app, desk)];
    const answer = async () => agent.post(`/tickets/${target.ticketId}/messages`, { clientMessageId: randomUUID(), kind: 'text', text: 'It left today' });
    const owed = async () => {
      app.clock.advance({ minutes: 5 });
      await settle(app, { sweeps: true });
      return (await agent.get(`/tickets/${target.ticketId}/due-times`)).as(TicketDueTimes).items.find(({ kind }) => kind === 'next_answer');
    };
    await owed();
    await answer();
    expect(await owed()).toBeUndefined();
    await app.db.chat.deleteMany({ where: { ticketId: source.ticketId } });
    await app.db.ticket.update({ where: { id: source.ticketId }, data: { visitorId: target.visitor.visitor.id } });
    await merge({ id: source.ticketId }, { id: target.ticketId });
    const since = (await rowOf({ id: target.ticketId })).timeline?.waitingSince?.toISOString();
    expect(await owed()).toMatchObject({ startedAt: since, metAt: null });
    await answer();
    // Not by the answer of ten minutes before.
    expect(Date.parse((await owed())?.metAt ?? '') - Date.parse(since ?? '')).toBeGreaterThan(9 * 60_000);
  });
});
