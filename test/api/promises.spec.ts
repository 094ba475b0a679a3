import { CustomerPromise, TicketPromises } from '#contracts/promises.js';
import { TicketCounts, TicketDetail, TicketPage } from '#contracts/tickets.js';
import { Conversation } from '#contracts/widget.js';
import { startApp, type TestApp } from '../support/app.js';
import { as, type StaffClient, type VisitorClient } from '../support/as.js';
import { type Desk, done, linesOf, speak } from '../support/desk.js';
import { garbageFor } from '../support/garbage.js';
import { aCallbackLeft, aComplaintLeft, aDeskAtNight, after, aMessageLeft, leave, promiseRow, promisesOf, wait } from '../support/night.js';
import { Recorder } from '../support/recorder.js';
import { settle } from '../support/settle.js';

const NOBODY = '01890a5d-ac96-774b-bcce-b302099a8057';

describe('promises', () => {
  let app: TestApp;
  let desk: Desk & { opensAt: Date };
  let agent: StaffClient;
  let visitor: VisitorClient;
  beforeEach(async () => {
    app = await startApp();
    desk = await aDeskAtNight(app);
    agent = await as.agent(app, { teamIds: [desk.team.id], name: 'Agnes' });
    visitor = await as.visitor(app, { channelId: desk.channel.id });
  });
  afterEach(() => app.close());

  const answer = async (ticketId: string, text = 'We send a new one') => {
    const socket = await agent.socket();
    const sent = await speak(socket, ticketId, text);
    return { ...sent, socket };
  };
  const dueList = async (client: StaffClient) => (await client.get('/tickets?view=due')).as(TicketPage).items;

  test('are kept by the first public word of the staff, at its moment, and measured in open time', async () => {
    const { promise, conversationId } = await leave(visitor, 'messages', aMessageLeft());
    const made = app.clock.now();
    await agent.post(`/tickets/${conversationId}/messages`, { clientMessageId: 'n', kind: 'text', text: 'Only among us', internal: true });
    wait(app, after(desk.opensAt, 30));
    await settle(app, { sweeps: true });
    expect(await promiseRow(app, promise.id)).toMatchObject({ state: 'open' });
    const { message } = await answer(conversationId);
    app.clock.advance({ hours: 9 });
    await settle(app, { sweeps: true });
    const row = await promiseRow(app, promise.id);
    expect(row).toMatchObject({ state: 'kept', keptAt: new Date(message.createdAt), keptById: agent.account.id, keptMessageId: message.id, brokenAt: null });
    expect(Math.abs((row.openSeconds ?? 0) - 1800)).toBeLessThan(5);
    const [shown] = (await promisesOf(agent, conversationId)).items;
    expect(shown).toMatchObject({ state: 'kept', keptBy: { name: 'Agnes' }, can: { record: false } });
    expect(Math.abs((shown?.wallSeconds ?? 0) - (row.keptAt?.getTime() ?? 0) / 1000 + made.getTime() / 1000)).toBeLessThan(5);
    expect((await visitor.get(`/widget/conversations/${conversationId}`)).as(Conversation).promise).toBeNull();
  });

  test('become urgent in the last quarter and broken after their minute; an answer then is late and makes them good', async () => {
    const { promise, conversationId } = await leave(visitor, 'complaints', aComplaintLeft());
    wait(app, after(desk.opensAt, 359));
    await settle(app, { sweeps: true });
    expect(await promiseRow(app, promise.id)).toMatchObject({ warnedAt: null });
    app.clock.advance({ minutes: 2 });
    await settle(app, { sweeps: true });
    expect(await promiseRow(app, promise.id)).toMatchObject({ state: 'open', warnedAt: expect.any(Date) });
    wait(app, new Date(Date.parse(promise.dueAt ?? '') + 1_000));
    await settle(app, { sweeps: true });
    expect(await promiseRow(app, promise.id)).toMatchObject({ state: 'broken', brokenAt: new Date(promise.dueAt ?? '') });
    expect((await visitor.get(`/widget/conversations/${conversationId}`)).as(Conversation).promise).toMatchObject({ state: 'broken' });
    await answer(conversationId);
    await settle(app, { sweeps: true });
    expect(await promiseRow(app, promise.id)).toMatchObject({ state: 'late', brokenAt: new Date(promise.dueAt ?? ''), keptAt: expect.any(Date) });
    const events = await app.db.event.findMany({ where: { subject: promise.id }, orderBy: { id: 'asc' }, select: { name: true } });
    expect(events.map(({ name }) => name)).toEqual(['promise.made', 'promise.warned', 'promise.broken', 'promise.made_good']);
    expect(await linesOf(app, conversationId)).toEqual(['promise.made', 'promise.broken']);
  });

  test('that were answered in time are kept, though nobody swept until long after', async () => {
    const { promise, conversationId } = await leave(visitor, 'messages', aMessageLeft());
    wait(app, after(desk.opensAt, 239));
    await answer(conversationId);
    app.clock.advance({ days: 2 });
    await settle(app, { sweeps: true });
    expect(await promiseRow(app, promise.id)).toMatchObject({ state: 'kept', brokenAt: null });
  });

  test('are owed again when the word that kept them is recalled, unless another stands', async () => {
    const { promise, conversationId } = await leave(visitor, 'messages', aMessageLeft());
    const { message, socket } = await answer(conversationId, 'Oops');
    await settle(app, { sweeps: true });
    await done(socket, 'message:recall', { conversationId, messageId: message.id });
    await settle(app, { sweeps: true });
    expect(await promiseRow(app, promise.id)).toMatchObject({ state: 'open', keptAt: null, keptMessageId: null, openSeconds: null });
    const first = await speak(socket, conversationId, 'One');
    const second = await speak(socket, conversationId, 'Two');
    await settle(app, { sweeps: true });
    expect(await promiseRow(app, promise.id)).toMatchObject({ keptMessageId: first.message.id });
    await done(socket, 'message:recall', { conversationId, messageId: first.message.id });
    await settle(app, { sweeps: true });
    expect(await promiseRow(app, promise.id)).toMatchObject({ state: 'kept', keptMessageId: second.message.id });
  });

  test('stay as they are when their word is recalled after the ticket was closed', async () => {
    const { promise, conversationId } = await leave(visitor, 'messages', aMessageLeft());
    const { message, socket } = await answer(conversationId, 'Oops');
    await settle(app, { sweeps: true });
    const { head } = (await agent.get(`/tickets/${conversationId}`)).as(TicketDetail);
    (await agent.post(`/tickets/${conversationId}/closure?seenSeq=${head}`)).as(TicketDetail);
    await done(socket, 'message:recall', { conversationId, messageId: message.id });
    await settle(app, { sweeps: true });
    expect(await promiseRow(app, promise.id)).toMatchObject({ state: 'kept', keptMessageId: message.id });
  });

  test('are withdrawn with a ticket that is closed without an answer, and counted as that', async () => {
    const { promise, conversationId } = await leave(visitor, 'messages', aMessageLeft());
    const { head } = (await agent.get(`/tickets/${conversationId}`)).as(TicketDetail);
    (await agent.post(`/tickets/${conversationId}/closure?seenSeq=${head}`)).as(TicketDetail);
    await settle(app, { sweeps: true });
    expect(await promiseRow(app, promise.id)).toMatchObject({ state: 'withdrawn', withdrawnReason: 'closed', withdrawnById: agent.account.id });
    expect(await dueList(agent)).toEqual([]);
  });

  test('answered before the ticket was closed are kept all the same', async () => {
    const { promise, conversationId } = await leave(visitor, 'messages', aMessageLeft());
    await answer(conversationId);
    (await agent.post(`/tickets/${conversationId}/closure`)).as(TicketDetail);
    await settle(app);
    expect(await promiseRow(app, promise.id)).toMatchObject({ state: 'kept' });
  });

  test('are not owed to a blocked visitor', async () => {
    const { promise } = await leave(visitor, 'messages', aMessageLeft());
    await agent.post(`/visitors/${visitor.visitor.id}/block`);
    await settle(app);
    expect(await promiseRow(app, promise.id)).toMatchObject({ state: 'withdrawn', withdrawnReason: 'blocked' });
  });

  test('stand in the view of what is due, soonest first and page by page, without those that are nobody’s business', async () => {
    const later = await leave(visitor, 'complaints', aComplaintLeft());
    const sooner = await leave(await as.visitor(app, { channelId: desk.channel.id }), 'callbacks', aCallbackLeft());
    const middle = await leave(await as.visitor(app, { channelId: desk.channel.id }), 'messages', aMessageLeft());
    const all = [sooner, middle, later].map(({ conversationId }) => conversationId);
    expect((await dueList(agent)).map(({ id }) => id)).toEqual(all);
    expect((await dueList(agent))[0]).toMatchObject({ promise: { id: sooner.promise.id, kind: 'callback', state: 'open', dueAt: sooner.promise.dueAt, warnAt: expect.any(String) }, complaint: null });
    const pages: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: ReturnType<typeof TicketPage.parse> = (await agent.get(`/tickets?view=due&limit=1${cursor ? `&cursor=${cursor}` : ''}`)).as(TicketPage);
      pages.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(pages).toEqual(all);
    expect((await agent.get('/tickets/counts')).as(TicketCounts).views.due).toBe(3);
    const other = await as.agent(app);
    expect(await dueList(other)).toEqual([]);
    expect((await other.get('/tickets/counts')).as(TicketCounts).views.due).toBe(0);
  });

  test('of a ticket are shown to who may read it, and to nobody else', async () => {
    const { conversationId } = await leave(visitor, 'messages', aMessageLeft());
    const url = `/tickets/${conversationId}/promises`;
    expect((await as.stranger(app).get(url)).code).toBe('session/required');
    expect((await visitor.get(url)).code).toBe('session/required');
    expect((await (await as.agent(app, { permissions: [] })).get(url)).code).toBe('permission/missing');
    expect((await (await as.agent(app)).get(url)).code).toBe('conversation/not_found');
    expect((await agent.get(`/tickets/${NOBODY}/promises`)).code).toBe('conversation/not_found');
    expect((await agent.get('/tickets/x/promises')).code).toBe('resource/not_found');
    expect((await agent.get(url)).as(TicketPromises)).toMatchObject({ items: [{ kind: 'answer', basis: { rule: 'open_time', minutes: 240, source: 'organisation', opensAt: desk.opensAt.toISOString() } }], complaint: null });
  });

  test('tell desk and customer at once that something changed', async () => {
    const { conversationId } = await leave(visitor, 'messages', aMessageLeft());
    const [staff, page] = [await agent.socket(), await visitor.socket()];
    for (const socket of [staff, page]) await done(socket, 'conversation:open', { conversationId });
    const [desktop, widget] = [new Recorder(staff), new Recorder(page)];
    await speak(staff, conversationId, 'Here we are');
    await settle(app, { sweeps: true });
    await desktop.until('changed', ({ kind, id }) => kind === 'ticket' && id === conversationId);
    await widget.until('changed', ({ kind, id }) => kind === 'chat' && id === conversationId);
  });

  describe('taken back by the customer', () => {
    const url = (id: string) => `/widget/promises/${id}`;

    test('are owed no more; again is fine, after an answer it is too late', async () => {
      const { promise, conversationId } = await leave(visitor, 'messages', aMessageLeft());
      for (let n = 0; n < 2; n += 1) expect((await visitor.delete(url(promise.id))).as(CustomerPromise)).toMatchObject({ state: 'withdrawn' });
      expect(await app.db.event.count({ where: { subject: promise.id, name: 'promise.withdrawn' } })).toBe(1);
      const again = await leave(visitor, 'messages', aMessageLeft({ conversationId }));
      await answer(conversationId);
      await settle(app, { sweeps: true });
      expect((await visitor.delete(url(again.promise.id))).code).toBe('promise/not_owed');
    });

    test('only by whom they were made to', async () => {
      const { promise } = await leave(visitor, 'messages', aMessageLeft());
      expect((await as.stranger(app).delete(url(promise.id))).code).toBe('visitor/token_invalid');
      expect((await agent.delete(url(promise.id))).code).toBe('visitor/token_invalid');
      for (const id of [promise.id, NOBODY, 'x']) expect((await (await as.visitor(app, { channelId: desk.channel.id })).delete(url(id))).code).toBe('resource/not_found');
    });
  });

  describe('to call', () => {
    const record = (client: StaffClient, id: string, body: unknown) => client.post(`/promises/${id}/calls`, body);
    const inMinutes = (minutes: number) => after(app.clock.now(), minutes);
    let given: Awaited<ReturnType<typeof leave>>;
    beforeEach(async () => {
      given = await leave(visitor, 'callbacks', aCallbackLeft());
    });

    test('are not kept by writing', async () => {
      await answer(given.conversationId);
      await settle(app, { sweeps: true });
      expect(await promiseRow(app, given.promise.id)).toMatchObject({ state: 'open' });
    });

    test.each([
      [{ result: 'reached', note: 'Sends it back' }, { state: 'kept' }],
      [{ result: 'left_word' }, { state: 'kept' }],
      [{ result: 'wrong_number' }, { state: 'withdrawn', withdrawn: { reason: 'wrong_number' } }],
      [{ result: 'not_reached' }, { state: 'withdrawn', withdrawn: { reason: 'unreachable' } }],
    ])('recorded as %j ends so', async (body, end) => {
      const { items } = (await record(agent, given.promise.id, body)).as(TicketPromises);
      expect(items[0]).toMatchObject({ ...end, can: { record: false }, callback: { attempts: [{ ...body, by: { name: 'Agnes' } }] } });
      expect(JSON.stringify((await visitor.get(`/widget/conversations/${given.conversationId}/messages`)).body)).not.toContain('Sends it back');
    });

    test('that reached nobody are renewed; a time that was missed stays missed', async () => {
      const next = inMinutes(60);
      const renewed = (await record(agent, given.promise.id, { result: 'not_reached', nextDueAt: next })).as(TicketPromises);
      expect(renewed.items[0]).toMatchObject({ state: 'open', dueAt: next, basis: { rule: 'agreed', byName: 'Agnes' }, brokenAt: null });
      expect((await visitor.get(`/widget/conversations/${given.conversationId}`)).as(Conversation).promise).toMatchObject({ dueAt: next });
      wait(app, inMinutes(61));
      await settle(app, { sweeps: true });
      expect(await promiseRow(app, given.promise.id)).toMatchObject({ state: 'broken' });
      await record(agent, given.promise.id, { result: 'not_reached', nextDueAt: inMinutes(60) });
      const end = (await record(agent, given.promise.id, { result: 'reached' })).as(TicketPromises);
      expect(end.items[0]).toMatchObject({ state: 'late', brokenAt: next, callback: { attempts: [{}, {}, {}] } });
      expect(await linesOf(app, given.conversationId)).toEqual(['promise.made', 'call.recorded', 'promise.renewed', 'promise.broken', 'call.recorded', 'promise.renewed', 'call.recorded']);
    });

    test('by two at once are recorded once; the second is told', async () => {
      const other = await as.agent(app, { teamIds: [desk.team.id] });
      const answers = await Promise.all([agent, other, agent].map((client) => record(client, given.promise.id, { result: 'reached' })));
      expect(answers.map(({ status, code }) => code ?? status).sort()).toEqual([201, 'promise/not_owed', 'promise/not_owed']);
      expect(await app.db.phoneCall.count({ where: { promiseId: given.promise.id } })).toBe(1);
    });

    test('repeated with the same key are recorded once', async () => {
      const headers = { 'idempotency-key': 'call-1' };
      const body = { result: 'not_reached', nextDueAt: inMinutes(60) };
      for (let n = 0; n < 2; n += 1) expect((await agent.post(`/promises/${given.promise.id}/calls`, body, { headers })).status).toBe(201);
      expect(await app.db.phoneCall.count()).toBe(1);
    });

    test.each([...garbageFor({ result: 'reached', note: 'x' }).filter(([name]) => !name.startsWith('50,000 characters as result')), ['a next time that is gone', { result: 'not_reached', nextDueAt: '2020-01-01T00:00:00.000Z' }], ['a next time in a year', { result: 'not_reached', nextDueAt: '2099-01-01T00:00:00.000Z' }], ['a next time after having spoken', { result: 'reached', nextDueAt: '2099-01-01T00:00:00.000Z' }]])('refuses %s', async (_, body) => {
      expect(['request/invalid', 'request/malformed']).toContain((await record(agent, given.promise.id, body)).code);
      expect(await app.db.phoneCall.count()).toBe(0);
    });

    test('are recorded by who may answer the ticket', async () => {
      const body = { result: 'reached' };
      expect((await as.stranger(app).post(`/promises/${given.promise.id}/calls`, body)).code).toBe('session/required');
      expect((await record(await as.agent(app, { permissions: ['ticket.read'], teamIds: [desk.team.id] }), given.promise.id, body)).code).toBe('permission/missing');
      expect((await record(await as.agent(app), given.promise.id, body)).code).toBe('resource/not_found');
      expect((await record(agent, NOBODY, body)).code).toBe('resource/not_found');
      expect((await record(agent, 'x', body)).code).toBe('resource/not_found');
      const written = await leave(await as.visitor(app, { channelId: desk.channel.id }), 'messages', aMessageLeft());
      expect((await record(agent, written.promise.id, body)).code).toBe('resource/not_found');
    });
  });
});
