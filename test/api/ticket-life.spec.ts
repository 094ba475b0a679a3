import { randomUUID } from 'node:crypto';
import { TagList, TicketCounts, TicketDetail, TicketHistory, TicketPage } from '#contracts/tickets.js';
import { aTeam } from '#prisma/factories/people.factory.js';
import { aTicket } from '#prisma/factories/ticket.factory.js';
import { as, type StaffClient } from '../support/as.js';
import { startApp, type TestApp } from '../support/app.js';
import { aDesk, aTalk, chatOf, type Desk, done, linesOf, speak } from '../support/desk.js';
import { settle } from '../support/settle.js';

describe('the life of a ticket', () => {
  let app: TestApp;
  let desk: Desk;
  let agent: StaffClient;
  let colleague: StaffClient;
  let foreigner: StaffClient;
  beforeAll(async () => {
    app = await startApp();
    desk = await aDesk(app);
    agent = await as.agent(app, { teamIds: [desk.team.id], availability: 'offline' });
    colleague = await as.agent(app, { teamIds: [desk.team.id], availability: 'offline' });
    foreigner = await as.agent(app, { teamIds: [(await aTeam(app.db)).id] });
  });
  afterEach(() => app.clock.reset());
  afterAll(() => app.close());

  const ours = (fields: Parameters<typeof aTicket>[1] = {}) => aTicket(app.db, { channelId: desk.channel.id, teamId: desk.team.id, ...fields });
  const inHours = (hours: number) => new Date(app.clock.now().getTime() + hours * 3_600_000).toISOString();
  const stateOf = async (id: string) => (await app.db.ticket.findUniqueOrThrow({ where: { id } })).state;
  /** A talk whose chat has ended, on a ticket that is still open. */
  const ended = async () => {
    const talk = await aTalk(app, desk);
    await agent.post(`/chats/${talk.chat.id}/acceptance`);
    await agent.post(`/chats/${talk.chat.id}/ending`, { contactReason: 'other', result: 'follow_up', closeTicket: false, seenSeq: 3 });
    return talk;
  };

  describe.each<[string, (client: StaffClient, id: string) => ReturnType<StaffClient['get']>]>([
    ['POST /tickets/:id/solution', (client, id) => client.post(`/tickets/${id}/solution`)],
    ['DELETE /tickets/:id/solution', (client, id) => client.delete(`/tickets/${id}/solution`)],
    ['PUT /tickets/:id/pending', (client, id) => client.put(`/tickets/${id}/pending`)],
    ['DELETE /tickets/:id/pending', (client, id) => client.delete(`/tickets/${id}/pending`)],
    ['PUT /tickets/:id/hold', (client, id) => client.put(`/tickets/${id}/hold`)],
    ['DELETE /tickets/:id/hold', (client, id) => client.delete(`/tickets/${id}/hold`)],
    ['PUT /tickets/:id/snooze', (client, id) => client.put(`/tickets/${id}/snooze`, { until: inHours(2) })],
    ['DELETE /tickets/:id/snooze', (client, id) => client.delete(`/tickets/${id}/snooze`)],
    ['PATCH /tickets/:id/facts', (client, id) => client.patch(`/tickets/${id}/facts`, { priority: 'high', version: 1 })],
    ['GET /tickets/:id/history', (client, id) => client.get(`/tickets/${id}/history`)],
  ])('%s', (_, call) => {
    test('asks a stranger to sign in, refuses whoever lacks the permission, and reads to another team like a ticket that is not there', async () => {
      const { id } = await ours();
      const stranger = Object.assign(as.stranger(app), { account: agent.account, cookie: '', socket: agent.socket });
      expect((await call(stranger, id)).code).toBe('session/required');
      const powerless = await as.agent(app, { permissions: ['account.read'], teamIds: [desk.team.id] });
      expect((await call(powerless, id)).code).toBe('permission/missing');
      for (const hidden of [await call(foreigner, id), await call(foreigner, randomUUID())]) expect([hidden.status, hidden.code]).toEqual([404, 'conversation/not_found']);
      expect((await call(agent, 'not-an-id')).status).toBe(404);
      expect((await call(agent, id)).status).toBe(200);
    });
  });

  describe('states', () => {
    test('go from one to the next, each told once to the staff and recorded with who', async () => {
      const { id } = await ours();
      expect((await agent.put(`/tickets/${id}/pending`)).as(TicketDetail).ticket.state).toBe('pending');
      await agent.put(`/tickets/${id}/pending`);
      expect((await agent.put(`/tickets/${id}/hold`)).as(TicketDetail).ticket.state).toBe('on_hold');
      const solved = (await agent.post(`/tickets/${id}/solution`)).as(TicketDetail);
      expect([solved.ticket.state, solved.can.solve, solved.can.resume, solved.can.reply]).toEqual(['solved', false, true, true]);
      expect(await app.db.ticket.findUniqueOrThrow({ where: { id } })).toMatchObject({ solvedById: agent.account.id, solvedAt: expect.any(Date) });
      expect((await agent.delete(`/tickets/${id}/solution`)).as(TicketDetail).ticket.state).toBe('open');
      expect(await app.db.ticket.findUniqueOrThrow({ where: { id } })).toMatchObject({ solvedById: null, solvedAt: null });
      expect(await linesOf(app, id)).toEqual(['ticket.pending', 'ticket.on_hold', 'ticket.solved', 'ticket.resumed']);
      const events = await app.db.event.findMany({ where: { subject: id, name: 'ticket.state_changed' }, orderBy: { id: 'asc' } });
      expect(events.map(({ actorId, payload }) => [actorId, payload])).toEqual(
        [['open', 'pending'], ['pending', 'on_hold'], ['on_hold', 'solved'], ['solved', 'open']].map(([from, to]) => [agent.account.id, expect.objectContaining({ from, to })]),
      );
    });

    test('of two people who decide at once the first wins, and the second is told who and what', async () => {
      const { id } = await ours();
      const [one, two] = await Promise.all([agent.post(`/tickets/${id}/solution?from=open`), colleague.put(`/tickets/${id}/hold?from=open`)]);
      const [winner, loser, by] = one.status === 200 ? [one, two, agent] : [two, one, colleague];
      expect([winner.status, loser.status, loser.code]).toEqual([200, 409, 'ticket/moved']);
      expect(loser.body).toMatchObject({ data: { winner: { id: by.account.id, name: by.account.name }, state: await stateOf(id) } });
      // Who wants what the other has done already is done as well.
      const same = await Promise.all([agent.post(`/tickets/${id}/solution?from=${await stateOf(id)}`), colleague.post(`/tickets/${id}/solution?from=open`)]);
      expect(same.map(({ status }) => status).filter((status) => status === 200).length).toBeGreaterThan(0);
      expect(await stateOf(id)).toBe('solved');
    });

    test('wait for the end of a live chat, and for a word that nobody has read', async () => {
      const { ticketId, chat } = await aTalk(app, desk);
      await agent.post(`/chats/${chat.id}/acceptance`);
      for (const answer of [await agent.post(`/tickets/${ticketId}/solution`), await agent.put(`/tickets/${ticketId}/pending`), await agent.put(`/tickets/${ticketId}/snooze`, { until: inHours(1) })]) {
        expect([answer.status, answer.code]).toEqual([409, 'ticket/chat_running']);
      }
      const { id } = await ours({ timeline: { waitingSince: app.clock.now(), staffHead: 1, publicHead: 1 } });
      await app.db.message.create({ data: { id: randomUUID(), ticketId: id, staffSeq: 1, publicSeq: 1, authorKind: 'customer', authorName: 'Wei', kind: 'text', text: '?', createdAt: app.clock.now() } });
      expect((await agent.post(`/tickets/${id}/solution`)).code).toBe('ticket/unseen_message');
      expect((await agent.post(`/tickets/${id}/solution?seenSeq=1`)).as(TicketDetail).ticket).toMatchObject({ state: 'solved', waitingSince: null });
    });

    test('refuse what they do not know, and a closed ticket', async () => {
      const { id } = await ours({ state: 'closed', timeline: { gate: 'closed' } });
      expect((await agent.post(`/tickets/${id}/solution?from=gone`)).code).toBe('request/invalid');
      for (const answer of [await agent.post(`/tickets/${id}/solution`), await agent.put(`/tickets/${id}/hold`), await agent.put(`/tickets/${id}/snooze`, { until: inHours(1) })]) expect(answer.code).toBe('ticket/closed');
    });

    test.each(['pending', 'solved'] as const)('a word of the customer opens what is %s again, for the same person', async (state) => {
      const { ticketId, socket, visitor } = await ended();
      await (state === 'solved' ? agent.post(`/tickets/${ticketId}/solution`) : agent.put(`/tickets/${ticketId}/pending`));
      expect((await visitor.get(`/widget/conversations/${ticketId}`)).body).toMatchObject({ state: 'ended', can: { write: true } });
      expect((await speak(socket, ticketId, 'It leaks again')).conversationId).toBe(ticketId);
      await settle(app);
      expect(await app.db.ticket.findUniqueOrThrow({ where: { id: ticketId } })).toMatchObject({ state: 'open', assigneeId: agent.account.id, solvedAt: null });
      expect(await linesOf(app, ticketId)).toContain('ticket.resumed_by_word');
      expect(await chatOf(app, ticketId)).toMatchObject({ state: 'queued' });
      await settle(app, { sweeps: true });
      expect((await linesOf(app, ticketId)).filter((code) => code === 'ticket.resumed_by_word')).toHaveLength(1);
    });

    test('what is on hold stays so, whatever the customer writes', async () => {
      const { ticketId, socket } = await ended();
      await agent.put(`/tickets/${ticketId}/hold`);
      await speak(socket, ticketId, 'Any news?');
      await settle(app);
      expect(await stateOf(ticketId)).toBe('on_hold');
    });

    test('the end of a chat may solve the ticket: the next word comes back to it', async () => {
      const { ticketId, chat, socket } = await aTalk(app, desk);
      await agent.post(`/chats/${chat.id}/acceptance`);
      const detail = (await agent.post(`/chats/${chat.id}/ending`, { contactReason: 'other', result: 'solved', solveTicket: true, seenSeq: 3 })).as(TicketDetail);
      expect([detail.ticket.state, detail.chat?.state]).toEqual(['solved', 'ended']);
      expect((await speak(socket, ticketId, 'One more thing')).conversationId).toBe(ticketId);
      await settle(app);
      expect(await stateOf(ticketId)).toBe('open');
    });
  });

  describe('snooze', () => {
    const listed = async (id: string) => (await agent.get('/tickets?view=team&limit=200')).as(TicketPage).items.some((row) => row.id === id);

    test('takes a ticket out of sight until its time has come, to the second', async () => {
      const { id } = await ours();
      const until = inHours(2);
      expect((await agent.put(`/tickets/${id}/snooze`, { until })).as(TicketDetail).ticket.snoozedUntil).toBe(until);
      expect(await listed(id)).toBe(false);
      const sleeping = async () => (await agent.get('/tickets?view=snoozed&limit=200')).as(TicketPage).items.map((row) => row.id);
      const count = async () => (await agent.get('/tickets/counts')).as(TicketCounts).views.snoozed;
      expect(await sleeping()).toContain(id);
      expect(await count()).toBe((await sleeping()).length);
      expect((await foreigner.get('/tickets?view=snoozed')).as(TicketPage).items.map((row) => row.id)).not.toContain(id);
      app.clock.advance({ hours: 1, minutes: 59 });
      await settle(app, { sweeps: true });
      expect(await listed(id)).toBe(false);
      app.clock.advance({ minutes: 1 });
      await settle(app, { sweeps: true });
      expect(await listed(id)).toBe(true);
      expect(await sleeping()).not.toContain(id);
      expect(await linesOf(app, id)).toEqual(['ticket.snoozed', 'ticket.woken']);
    });

    test('is ended by hand, and by solving', async () => {
      const { id } = await ours();
      await agent.put(`/tickets/${id}/snooze`, { until: inHours(2) });
      expect((await agent.delete(`/tickets/${id}/snooze`)).as(TicketDetail).ticket.snoozedUntil).toBeNull();
      await agent.put(`/tickets/${id}/snooze`, { until: inHours(2) });
      expect((await agent.post(`/tickets/${id}/solution`)).as(TicketDetail).ticket).toMatchObject({ state: 'solved', snoozedUntil: null });
    });

    test.each([[false, null], [true, 'stays']])('with holds %s a word of the customer leaves it %s', async (holds, stays) => {
      const { ticketId, socket } = await ended();
      const until = inHours(3);
      await agent.put(`/tickets/${ticketId}/snooze`, { until, holds });
      await speak(socket, ticketId, 'Hello?');
      await settle(app);
      expect((await agent.get(`/tickets/${ticketId}`)).as(TicketDetail).ticket.snoozedUntil).toBe(stays === null ? null : until);
      // Who chats now is in sight in any case.
      expect(await listed(ticketId)).toBe(true);
    });

    test.each([['2020-01-01T00:00:00.000Z', 'past'], ['2999-01-01T00:00:00.000Z', 'too_far']])('until %s is refused as %s', async (until, code) => {
      const { id } = await ours();
      const answer = await agent.put(`/tickets/${id}/snooze`, { until });
      expect([answer.status, answer.body]).toEqual([400, expect.objectContaining({ fields: [{ path: 'until', code }] })]);
    });
  });

  describe('facts', () => {
    test('are changed one by one, tidied, and recorded without their words', async () => {
      const { id } = await ours();
      const first = (await agent.patch(`/tickets/${id}/facts`, { subject: ' 水壶漏水 ', priority: 'high', tags: ['VIP', 'vip', '漏水'], version: 1 })).as(TicketDetail);
      expect(first.ticket).toMatchObject({ subject: '水壶漏水', priority: 'high', type: 'question', tags: ['vip', '漏水'], version: 2 });
      expect((await agent.patch(`/tickets/${id}/facts`, { subject: '', type: 'problem', version: 2 })).as(TicketDetail).ticket).toMatchObject({ subject: null, type: 'problem' });
      await agent.patch(`/tickets/${id}/facts`, { type: 'problem', version: 3 });
      const events = await app.db.event.findMany({ where: { subject: id, name: 'ticket.facts_changed' }, orderBy: { id: 'asc' } });
      expect(events.map(({ payload }) => payload)).toEqual([
        expect.objectContaining({ fields: ['subject', 'priority', 'tags'], priority: { from: 'normal', to: 'high' } }),
        expect.objectContaining({ fields: ['subject', 'type'], type: { from: 'question', to: 'problem' } }),
      ]);
      expect(JSON.stringify(events)).not.toContain('水');
    });

    test('that two people change at once: one wins, the other is told who and what; other facts go on', async () => {
      const { id } = await ours();
      const [one, two] = await Promise.all([agent, colleague].map((person, index) => person.patch(`/tickets/${id}/facts`, { priority: index ? 'urgent' : 'low', version: 1 })));
      const [lost, by] = one?.status === 200 ? [two, agent] : [one, colleague];
      expect([lost?.status, lost?.code]).toEqual([412, 'ticket/facts_crossed']);
      expect(lost?.body).toMatchObject({ data: { winner: { id: by.account.id, name: by.account.name }, fields: ['priority'] } });
      expect((await colleague.patch(`/tickets/${id}/facts`, { tags: ['x'], version: 1 })).status).toBe(200);
      await agent.put(`/tickets/${id}/assignment`, { accountId: agent.account.id });
      expect((await agent.patch(`/tickets/${id}/facts`, { type: 'task', version: 1 })).status).toBe(200);
    });

    test.each([[{ priority: 'panic' }], [{ tags: ['a'.repeat(41)] }], [{ tags: Array.from({ length: 21 }, (_, index) => `t${index}`) }], [{ subject: 'a\nb' }], [{ version: 'x' }], [{ state: 'solved' }]])('refuse %j', async (wrong) => {
      const { id } = await ours();
      expect((await agent.patch(`/tickets/${id}/facts`, { version: 1, ...wrong })).code).toBe('request/invalid');
    });

    test('tags in use are suggested, of tickets one may see alone', async () => {
      for (const tags of [['refund late', 'vip'], ['vip'], ['late parcel']]) await ours({ tags });
      await aTicket(app.db, { teamId: (await aTeam(app.db)).id, tags: ['secret late'] });
      expect((await agent.get('/tickets/tags?search=late')).as(TagList).items.map(({ tag }) => tag)).toEqual(['late parcel', 'refund late']);
      expect((await agent.get('/tickets/tags?search=vip')).as(TagList).items).toContainEqual({ tag: 'vip', count: expect.any(Number) });
      expect((await as.stranger(app).get('/tickets/tags')).code).toBe('session/required');
      expect((await (await as.agent(app, { permissions: ['account.read'] })).get('/tickets/tags')).code).toBe('permission/missing');
    });
  });

  test('the history tells who did what, the latest first, page by page', async () => {
    const { ticketId, socket } = await ended();
    await agent.patch(`/tickets/${ticketId}/facts`, { priority: 'urgent', version: (await agent.get(`/tickets/${ticketId}`)).as(TicketDetail).ticket.version });
    await colleague.put(`/tickets/${ticketId}/snooze`, { until: inHours(1) });
    await colleague.put(`/tickets/${ticketId}/assignment`, { accountId: colleague.account.id });
    await colleague.post(`/tickets/${ticketId}/solution`);
    await speak(socket, ticketId, 'Not yet');
    await settle(app);
    const { items, nextCursor } = (await agent.get(`/tickets/${ticketId}/history?limit=100`)).as(TicketHistory);
    expect(nextCursor).toBeNull();
    const told = items.map(({ name, by, state, priority, person }) => [name, by.name, state?.to ?? priority?.to ?? person]);
    expect(told).toEqual(expect.arrayContaining([
      ['ticket.state_changed', null, 'open'],
      ['ticket.state_changed', colleague.account.name, 'solved'],
      ['ticket.assigned', colleague.account.name, colleague.account.name],
      ['ticket.snoozed', colleague.account.name, null],
      ['ticket.facts_changed', agent.account.name, 'urgent'],
      ['chat.accepted', agent.account.name, agent.account.name],
    ]));
    const times = items.map(({ at }) => at);
    expect(times).toEqual([...times].sort().reverse());
    const paged: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: TicketHistory = (await agent.get(`/tickets/${ticketId}/history?limit=3${cursor ? `&cursor=${cursor}` : ''}`)).as(TicketHistory);
      paged.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(items.map(({ id }) => id));
    await done(socket, 'conversation:close', { conversationId: ticketId });
  });

  // Last: a week later nobody is signed in any more.
  test('a solved ticket closes by itself after the organisation’s days, not a moment earlier and not past a word', async () => {
    const [silent, spoken] = [await ended(), await ended()];
    for (const { ticketId } of [silent, spoken]) await agent.post(`/tickets/${ticketId}/solution`);
    await app.db.timeline.update({ where: { ticketId: spoken.ticketId }, data: { waitingSince: app.clock.now() } });
    app.clock.advance({ days: 6, hours: 23 });
    await settle(app, { sweeps: true });
    expect(await stateOf(silent.ticketId)).toBe('solved');
    app.clock.advance({ hours: 1, seconds: 5 });
    await settle(app, { sweeps: true });
    expect([await stateOf(silent.ticketId), await stateOf(spoken.ticketId)]).toEqual(['closed', 'solved']);
    expect((await linesOf(app, silent.ticketId)).at(-1)).toBe('ticket.closed_by_time');
    const { conversationId } = await speak(silent.socket, silent.ticketId, 'And now?');
    expect(await app.db.ticket.findUniqueOrThrow({ where: { id: conversationId } })).toMatchObject({ linkedFromId: silent.ticketId });
  });
});
