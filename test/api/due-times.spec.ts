import { DuePolicies, DuePolicy, type DuePolicyDraft, type DueTargets, DuePolicyVersions, TicketDueTimes } from '#contracts/sla.js';
import { TicketCounts, TicketPage } from '#contracts/tickets.js';
import { aCalendar, everyDay, NINE_TO_SIX } from '#prisma/factories/calendar.factory.js';
import { aTeam } from '#prisma/factories/people.factory.js';
import { Events } from '../../server/src/platform/events/events.js';
import { Database } from '../../server/src/platform/db.js';
import { newId } from '../../server/src/platform/ids.js';
import { SYSTEM } from '../../server/src/platform/actor.js';
import { startApp, type TestApp } from '../support/app.js';
import { as, type StaffClient } from '../support/as.js';
import { aDesk, aTalk, type Desk, speak, type Talk } from '../support/desk.js';
import { settle } from '../support/settle.js';

const same = (first: number | null, next: number | null, resolution: number | null): DueTargets => {
  const one = { first_answer: first, next_answer: next, resolution };
  return { urgent: { ...one, first_answer: first === null ? null : Math.ceil(first / 4) }, high: one, normal: one, low: one };
};
let serial = 0;
const draft = (fields: Partial<DuePolicyDraft> = {}): DuePolicyDraft => ({
  name: `Policy ${(serial += 1)}`, conditions: { teamIds: [], channelIds: [], types: [], tags: [] }, targets: same(60, 30, 480), pausesOnHold: true, ...fields,
});

describe('due times', () => {
  let app: TestApp;
  let desk: Desk;
  let manager: StaffClient;
  let agent: StaffClient;
  beforeEach(async () => {
    app = await startApp();
    desk = await aDesk(app);
    manager = await as.agent(app, { role: 'manager' });
    agent = await as.agent(app, { teamIds: [desk.team.id] });
  });
  afterEach(() => app.close());

  const make = async (fields: Partial<DuePolicyDraft> = {}) => (await manager.post('/due-policies', draft(fields))).as(DuePolicy);
  const put = ({ id, version }: DuePolicy, body: unknown, read = version) => manager.put(`/due-policies/${id}`, body, { headers: { 'if-match': `"${read}"` } });
  const work = () => settle(app, { sweeps: true });
  const later = async (minutes: number) => {
    app.clock.advance({ minutes });
    await work();
  };
  const timesOf = async (ticketId: string) => (await agent.get(`/tickets/${ticketId}/due-times`)).as(TicketDueTimes).items;
  const dueOf = async (ticketId: string, kind: string) => (await timesOf(ticketId)).find((one) => one.kind === kind);
  const rowOf = async (ticketId: string, view = 'all') => (await agent.get(`/tickets?view=${view}`)).as(TicketPage).items.find(({ id }) => id === ticketId);
  const eventsOf = async (ticketId: string) =>
    (await app.db.event.findMany({ where: { subject: ticketId, name: { startsWith: 'due.' } }, orderBy: { id: 'asc' } })).map(({ name, payload }) => [name.slice(4), Reflect.get(Object(payload), 'kind')]);
  const minutesBetween = (from: string | null | undefined, to: string | null | undefined) => Math.round((Date.parse(to ?? '') - Date.parse(from ?? '')) / 60_000);
  const VERBS = { pending: ['put', 'pending'], on_hold: ['put', 'hold'], solved: ['post', 'solution'], open: ['delete', 'solution'] } as const;
  const move = async (ticketId: string, to: keyof typeof VERBS) => {
    const [method, noun] = VERBS[to];
    await app.db.chat.deleteMany({ where: { ticketId } });
    const [head] = await app.db.message.findMany({ where: { ticketId }, orderBy: { staffSeq: 'desc' }, take: 1 });
    expect((await agent[method](`/tickets/${ticketId}/${noun}?seenSeq=${head?.staffSeq ?? 0}`)).code).toBeNull();
    await work();
  };
  const answer = async ({ ticketId }: Talk, text = 'We send a new one') => speak(await agent.socket(), ticketId, text);

  test('begin with the ticket, warn in the last quarter, break to the second, and say why they are what they are', async () => {
    const policy = await make();
    const { ticketId } = await aTalk(app, desk);
    const [first, solution] = await timesOf(ticketId);
    expect([first?.kind, solution?.kind, minutesBetween(first?.startedAt, first?.dueAt), minutesBetween(first?.startedAt, first?.warnAt)]).toEqual(['first_answer', 'resolution', 60, 45]);
    expect(first?.basis).toEqual({
      policy: { id: policy.id, name: policy.name, version: 1 }, priority: 'normal', minutes: 60, calendar: null, opensAt: first?.startedAt, pauses: [],
    });
    expect((await rowOf(ticketId))?.due).toMatchObject({ kind: 'first_answer', state: 'running', dueAt: first?.dueAt, breached: false });
    await later(44);
    expect(await eventsOf(ticketId)).toEqual([['moved', undefined]]);
    expect(await rowOf(ticketId, 'at_risk')).toBeUndefined();
    await later(2);
    expect((await rowOf(ticketId, 'at_risk'))?.due).toMatchObject({ breached: false });
    app.clock.advance({ seconds: Math.floor((Date.parse(first?.dueAt ?? '') - app.clock.now().getTime()) / 1000) - 5 });
    await work();
    expect((await dueOf(ticketId, 'first_answer'))?.breachedAt).toBeNull();
    app.clock.advance({ seconds: 6 });
    await work();
    expect(await dueOf(ticketId, 'first_answer')).toMatchObject({ state: 'running', breachedAt: first?.dueAt });
    expect((await rowOf(ticketId, 'at_risk'))?.due).toMatchObject({ breached: true });
    expect((await agent.get('/tickets/counts')).as(TicketCounts).views.at_risk).toBe(1);
    await later(10);
    expect(await eventsOf(ticketId)).toEqual([['moved', undefined], ['warned', 'first_answer'], ['breached', 'first_answer']]);
  });

  test('are met by our first public word, at its moment; then each later wait has its own', async () => {
    await make();
    const talk = await aTalk(app, desk);
    app.clock.advance({ minutes: 30 });
    await agent.post(`/tickets/${talk.ticketId}/messages`, { clientMessageId: 'n', kind: 'text', text: 'Only among us', internal: true });
    await later(1);
    expect(await dueOf(talk.ticketId, 'first_answer')).toMatchObject({ state: 'running' });
    const { message } = await answer(talk);
    await later(600);
    expect(await dueOf(talk.ticketId, 'first_answer')).toMatchObject({ state: 'met', metAt: message.createdAt, breachedAt: null });
    expect(await dueOf(talk.ticketId, 'next_answer')).toBeUndefined();
    const asked = await speak(talk.socket, talk.ticketId, 'And when?');
    await later(1);
    expect(await dueOf(talk.ticketId, 'next_answer')).toMatchObject({ state: 'running', startedAt: asked.message.createdAt });
    await later(40);
    const late = await answer(talk);
    const again = await speak(talk.socket, talk.ticketId, 'Thank you, and one more thing');
    await later(1);
    expect(await dueOf(talk.ticketId, 'next_answer')).toMatchObject({ state: 'running', startedAt: again.message.createdAt, breachedAt: null });
    await answer(talk);
    await later(1);
    expect(await dueOf(talk.ticketId, 'next_answer')).toMatchObject({ state: 'met', breachedAt: null });
    expect(Date.parse(late.message.createdAt)).toBeLessThan(Date.parse(again.message.createdAt));
    expect((await eventsOf(talk.ticketId)).filter(([, kind]) => kind === 'next_answer').map(([name]) => name)).toEqual(['breached', 'met']);
  });

  test('stand while we wait for the customer and while it is solved, and go on where they stood', async () => {
    await make();
    const talk = await aTalk(app, desk);
    await answer(talk);
    const before = await dueOf(talk.ticketId, 'resolution');
    await later(60);
    await move(talk.ticketId, 'pending');
    const left = 480 * 60 - 60 * 60;
    const stands = await dueOf(talk.ticketId, 'resolution');
    expect(stands).toMatchObject({ state: 'paused', dueAt: null, basis: { pauses: [{ to: null, why: 'pending' }] } });
    expect(Math.abs((stands?.leftSeconds ?? 0) - left)).toBeLessThan(10);
    expect((await rowOf(talk.ticketId))?.due).toMatchObject({ kind: 'resolution', state: 'paused', dueAt: null });
    await later(24 * 60);
    await move(talk.ticketId, 'open');
    expect(minutesBetween(before?.dueAt, (await dueOf(talk.ticketId, 'resolution'))?.dueAt)).toBe(24 * 60);
    await move(talk.ticketId, 'solved');
    expect(await dueOf(talk.ticketId, 'resolution')).toMatchObject({ state: 'met', breachedAt: null });
    await later(100);
    await move(talk.ticketId, 'open');
    const again = await dueOf(talk.ticketId, 'resolution');
    expect(again).toMatchObject({ state: 'running', metAt: null, basis: { pauses: [{ why: 'pending' }, { why: 'solved' }] } });
    expect(minutesBetween(before?.dueAt, again?.dueAt)).toBe(25 * 60 + 40);
  });

  test('run on hold where the policy says so', async () => {
    await make({ pausesOnHold: false });
    const talk = await aTalk(app, desk);
    await move(talk.ticketId, 'on_hold');
    expect((await dueOf(talk.ticketId, 'first_answer'))?.state).toBe('running');
    await move(talk.ticketId, 'pending');
    expect((await dueOf(talk.ticketId, 'first_answer'))?.state).toBe('paused');
  });

  test('go by the hours of the team that has the ticket, and by those it goes by from now on', async () => {
    await make();
    const talk = await aTalk(app, desk);
    const closed = await aCalendar(app.db, { name: 'Nobody here' });
    const calendar = await aCalendar(app.db, { week: everyDay(NINE_TO_SIX), zone: 'Asia/Shanghai' });
    await manager.patch(`/teams/${desk.team.id}`, { calendarId: closed.id });
    await work();
    expect(await dueOf(talk.ticketId, 'first_answer')).toMatchObject({ state: 'running', dueAt: null, basis: { calendar: { name: 'Nobody here', zone: 'UTC' }, opensAt: null } });
    const other = await aTeam(app.db, { calendarId: calendar.id });
    await agent.put(`/tickets/${talk.ticketId}/assignment`, { accountId: agent.account.id, teamId: other.id });
    await work();
    expect(await dueOf(talk.ticketId, 'first_answer')).toMatchObject({ dueAt: expect.any(String), basis: { calendar: { zone: 'Asia/Shanghai' } } });
    const week = everyDay([{ from: '00:00', to: '24:00' }]);
    await manager.put(`/calendars/${calendar.id}`, { name: 'Always', zone: 'Asia/Shanghai', week, days: [] }, { headers: { 'if-match': '"1"' } });
    await work();
    const always = await dueOf(talk.ticketId, 'first_answer');
    expect([minutesBetween(always?.startedAt, always?.dueAt), always?.basis.calendar?.name]).toEqual([60, 'Always']);
  });

  test('follow priority, tags and the policy itself; the first policy that fits counts', async () => {
    const general = await make();
    const talk = await aTalk(app, desk);
    const vip = await make({ conditions: { teamIds: [desk.team.id], channelIds: [desk.channel.id], types: [], tags: ['vip'] }, targets: same(8, null, null) });
    const counted = async () => (await timesOf(talk.ticketId)).map(({ kind, basis }) => [kind, basis.minutes, basis.policy.id, basis.policy.version]);
    await work();
    expect(await counted()).toEqual([['first_answer', 60, general.id, 1], ['resolution', 480, general.id, 1]]);
    const { teamId, assigneeId, id: ticketId } = await app.db.ticket.update({ where: { id: talk.ticketId }, data: { tags: ['vip'], priority: 'urgent' } });
    await app.nest.get(Database).transaction((tx) => app.nest.get(Events).record(tx, SYSTEM, 'ticket.facts_changed', ticketId, { ticketId, teamId, assigneeId, fields: ['tags', 'priority'], version: 2, priority: null, type: null }));
    await work();
    expect(await counted()).toEqual([['first_answer', 2, vip.id, 1]]);
    expect((await put(vip, draft({ conditions: vip.conditions, targets: same(400, null, null) }))).status).toBe(200);
    await work();
    expect(await counted()).toEqual([['first_answer', 100, vip.id, 2]]);
    await manager.delete(`/due-policies/${vip.id}`);
    await work();
    expect(await counted()).toEqual([['first_answer', 15, general.id, 1], ['resolution', 480, general.id, 1]]);
    await manager.delete(`/due-policies/${general.id}`);
    await work();
    expect([await counted(), (await rowOf(talk.ticketId))?.due]).toEqual([[], null]);
  });

  test('put whatever runs out soonest first in their view', async () => {
    await make({ conditions: { teamIds: [], channelIds: [], types: ['problem'], tags: [] }, targets: same(10, null, null) });
    await make({ targets: same(20, null, null) });
    const [slow, quick] = [await aTalk(app, desk), await aTalk(app, desk)];
    await app.db.ticket.update({ where: { id: quick.ticketId }, data: { type: 'problem' } });
    await app.nest.get(Database).transaction((tx) =>
      app.nest.get(Events).record(tx, SYSTEM, 'ticket.facts_changed', quick.ticketId, { ticketId: quick.ticketId, teamId: desk.team.id, assigneeId: null, fields: ['type'], version: 2, priority: null, type: null }));
    await later(30);
    const page = async (query: string) => (await agent.get(`/tickets?view=at_risk${query}`)).as(TicketPage);
    const first = await page('&limit=1');
    const second = await page(`&limit=1&cursor=${first.nextCursor}`);
    expect([first, second].map(({ items }) => items[0]?.id)).toEqual([quick.ticketId, slow.ticketId]);
    expect(second.nextCursor).toBeNull();
  });

  test('are counted once, however many look at once', async () => {
    await make({ targets: same(1, null, null) });
    const { ticketId } = await aTalk(app, desk);
    app.clock.advance({ minutes: 5 });
    await Promise.all([settle(app, { sweeps: true }), settle(app, { sweeps: true }), settle(app, { sweeps: true })]);
    expect((await eventsOf(ticketId)).filter(([name]) => name === 'breached')).toHaveLength(1);
  });

  test('are shown to those who may see the ticket', async () => {
    await make();
    const { ticketId } = await aTalk(app, desk);
    const path = `/tickets/${ticketId}/due-times`;
    expect((await as.stranger(app).get(path)).code).toBe('session/required');
    expect((await (await as.visitor(app)).get(path)).code).toBe('session/required');
    expect((await (await as.agent(app, { permissions: ['profile.read'] })).get(path)).code).toBe('permission/missing');
    const elsewhere = await as.agent(app, { teamIds: [(await aTeam(app.db)).id] });
    expect((await elsewhere.get(path)).code).toBe('conversation/not_found');
    expect((await agent.get(`/tickets/${newId()}/due-times`)).code).toBe('conversation/not_found');
    expect((await elsewhere.get('/tickets?view=at_risk')).as(TicketPage).items).toEqual([]);
  });

  describe('by policies', () => {
    test('that are made, changed, arranged and removed, with their history', async () => {
      const [one, other] = [await make({ conditions: { teamIds: [desk.team.id], channelIds: [], types: [], tags: [] } }), await make({ conditions: { teamIds: [], channelIds: [], types: ['task'], tags: ['加急'] } })];
      const rest = await make();
      expect(one).toMatchObject({ version: 1, isDefault: false, changedBy: { id: manager.account.id } });
      const listed = async () => (await manager.get('/due-policies')).as(DuePolicies).items.map(({ id }) => id);
      expect(await listed()).toEqual([one.id, other.id, rest.id]);
      expect((await manager.put('/due-policies/order', { ids: [other.id, one.id] })).status).toBe(200);
      expect(await listed()).toEqual([other.id, one.id, rest.id]);
      for (const ids of [[one.id], [one.id, one.id], [one.id, rest.id], [one.id, other.id, newId()]]) expect((await manager.put('/due-policies/order', { ids })).code).toBe('request/stale');
      const name = '客服时限 ‏مهم';
      expect((await put(one, { ...draft({ conditions: one.conditions }), name })).as(DuePolicy)).toMatchObject({ name, version: 2 });
      const versions = (await manager.get(`/due-policies/${one.id}/versions`)).as(DuePolicyVersions).items;
      expect(versions.map(({ version, draft: { name: said } }) => [version, said])).toEqual([[2, name], [1, one.name]]);
      expect((await manager.delete(`/due-policies/${one.id}`)).status).toBe(200);
      expect((await manager.delete(`/due-policies/${one.id}`)).code).toBe('resource/not_found');
      expect((await manager.get(`/due-policies/${one.id}/versions`)).code).toBe('resource/not_found');
    });

    test('of which one alone is for all other tickets, each with a name of its own', async () => {
      const rest = await make();
      expect((await manager.post('/due-policies', draft())).code).toBe('due/second_default');
      const vip = await make({ conditions: { teamIds: [], channelIds: [], types: [], tags: ['vip'] } });
      expect((await put(vip, draft())).code).toBe('due/second_default');
      expect((await put(vip, draft({ name: rest.name, conditions: vip.conditions }))).code).toBe('due/name_taken');
      const answers = await Promise.all([1, 2, 3].map(() => manager.post('/due-policies', draft({ name: 'Twin', conditions: vip.conditions }))));
      expect(answers.map((one) => one.code ?? one.status).sort()).toEqual([201, 'due/name_taken', 'due/name_taken']);
    });

    test('of two people who edit at once exactly one wins', async () => {
      const policy = await make();
      const answers = await Promise.all(['a', 'b', 'c'].map((name) => put(policy, draft({ name: `${policy.name}${name}` }))));
      expect(answers.map((one) => one.code ?? one.status).sort()).toEqual([200, 'request/stale', 'request/stale']);
      expect((await manager.put(`/due-policies/${policy.id}`, draft())).code).toBe('request/invalid');
      expect((await manager.put(`/due-policies/${newId()}`, draft({ conditions: { teamIds: [], channelIds: [], types: [], tags: ['x'] } }), { headers: { 'if-match': '"1"' } })).code).toBe('resource/not_found');
    });

    test.each([
      ['no minutes', { targets: same(0, null, null) }],
      ['half a minute', { targets: same(0.5, null, null) }],
      ['more than a year', { targets: same(525_601, null, null) }],
      ['no name', { name: ' ' }],
      ['a name of two lines', { name: 'a\nb' }],
      ['a tag twice', { conditions: { teamIds: [], channelIds: [], types: [], tags: ['a', 'a'] } }],
      ['a type there is not', { conditions: { teamIds: [], channelIds: [], types: ['spam'], tags: [] } }],
      ['a priority there is not', { targets: { ...same(1, 1, 1), huge: { first_answer: 1, next_answer: 1, resolution: 1 } } }],
      ['an unknown field', { default: true }],
    ])('never with %s', async (_, fields) => {
      expect((await manager.post('/due-policies', { ...draft(), ...fields })).code).toBe('request/invalid');
    });

    test.each([
      ['nobody', () => as.stranger(app), 'session/required'],
      ['a visitor', () => as.visitor(app), 'session/required'],
      ['an agent', () => as.agent(app), 'permission/missing'],
      ['a lead', () => as.agent(app, { role: 'lead' }), 'permission/missing'],
    ])('that %s may not see or change', async (_, who, code) => {
      const policy = await make();
      const client = await who();
      const answers = [
        await client.get('/due-policies'),
        await client.get(`/due-policies/${policy.id}/versions`),
        await client.post('/due-policies', draft()),
        await client.put(`/due-policies/${policy.id}`, draft(), { headers: { 'if-match': '"1"' } }),
        await client.put('/due-policies/order', { ids: [] }),
        await client.delete(`/due-policies/${policy.id}`),
      ];
      expect(answers.map((one) => one.code)).toEqual(answers.map(() => code));
    });
  });
});
