import { PromiseFigures, PromisePage, PromiseTime, PromiseTimes } from '#contracts/promises.js';
import { startApp, type TestApp } from '../support/app.js';
import { as, type StaffClient } from '../support/as.js';
import { aDesk, type Desk, speak } from '../support/desk.js';
import { garbageFor } from '../support/garbage.js';
import { aCallbackLeft, aDeskAtNight, after, aMessageLeft, leave, wait } from '../support/night.js';
import { settle } from '../support/settle.js';

describe('promises, measured afterwards', () => {
  let app: TestApp;
  let desk: Desk & { opensAt: Date };
  let agent: StaffClient;
  let lead: StaffClient;
  let period: string;
  beforeAll(async () => {
    app = await startApp();
    desk = await aDeskAtNight(app);
    agent = await as.agent(app, { teamIds: [desk.team.id] });
    lead = await as.agent(app, { role: 'lead', teamIds: [desk.team.id] });
    period = `from=${after(app.clock.now(), -60)}&to=${after(app.clock.now(), 60)}`;
    const someone = () => as.visitor(app, { channelId: desk.channel.id });
    const socket = await agent.socket();
    const [early, late] = [await leave(await someone(), 'messages', aMessageLeft()), await leave(await someone(), 'messages', aMessageLeft())];
    const taken = await someone();
    await taken.delete(`/widget/promises/${(await leave(taken, 'messages', aMessageLeft())).promise.id}`);
    await leave(await someone(), 'messages', aMessageLeft());
    await leave(await someone(), 'callbacks', aCallbackLeft());
    wait(app, after(desk.opensAt, 60));
    await speak(socket, early.conversationId, 'In time');
    wait(app, after(desk.opensAt, 300));
    await speak(socket, late.conversationId, 'Too late');
    await settle(app, { sweeps: true });
    await app.db.answerPromise.updateMany({ where: { kind: 'callback' }, data: { dueAt: null, state: 'open' } });
  });
  afterAll(() => app.close());

  const figures = async (client: StaffClient, more = '') => (await client.get(`/promises/figures?${period}${more}`)).as(PromiseFigures).rows;

  test('are counts by kind and team, with medians of open and of wall time', async () => {
    const rows = await figures(lead);
    expect(rows).toMatchObject([
      { kind: 'answer', team: { id: desk.team.id }, made: 4, kept: 1, late: 1, broken: 1, open: 0, withdrawn: 1, untimed: 0, answered: 2 },
      { kind: 'callback', made: 1, kept: 0, open: 1, untimed: 1, answered: 0, medianOpenSeconds: null, medianWallSeconds: null },
    ]);
    expect(Math.abs((rows[0]?.medianOpenSeconds ?? 0) - 180 * 60)).toBeLessThan(30);
    expect(Math.abs((rows[0]?.medianWallSeconds ?? 0) - (180 + 180) * 60)).toBeLessThan(120);
  });

  test('open into the rows they count', async () => {
    const rows = async (query: string) => (await lead.get(`/promises?${period}${query}`)).as(PromisePage);
    for (const state of ['kept', 'late', 'broken', 'withdrawn'] as const) expect((await rows(`&kind=answer&state=${state}`)).items.map((row) => row.state)).toEqual([state]);
    const all: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Awaited<ReturnType<typeof rows>> = await rows(`&limit=2${cursor ? `&cursor=${cursor}` : ''}`);
      all.push(...page.items.map((row) => row.id));
      cursor = page.nextCursor;
    }
    expect(new Set(all).size).toBe(5);
  });

  test('are those of a lead’s own teams, of every team for who sees every ticket, of none outside the period', async () => {
    expect(await figures(await as.agent(app, { role: 'lead' }))).toEqual([]);
    expect(await figures(await as.agent(app, { role: 'manager' }))).toHaveLength(2);
    const other = await aDesk(app);
    expect(await figures(lead, `&teamId=${other.team.id}`)).toEqual([]);
    expect((await lead.get(`/promises/figures?from=2020-01-01T00:00:00.000Z&to=2020-02-01T00:00:00.000Z`)).as(PromiseFigures).rows).toEqual([]);
  });

  test.each(['/promises', '/promises/figures'])('%s are for who may watch', async (path) => {
    expect((await as.stranger(app).get(`${path}?${period}`)).code).toBe('session/required');
    expect((await agent.get(`${path}?${period}`)).code).toBe('permission/missing');
    for (const query of ['', '?from=x&to=y', `?${period}&surprise=1`, '?from=2026-01-02T00:00:00.000Z&to=2026-01-01T00:00:00.000Z', `?${period}&teamId=1`]) expect((await lead.get(path + query)).code).toBe('request/invalid');
  });

  test.each(['bm9uZQ', 'WzEsMl0', '%00', 'x'.repeat(400)])('refuse the cursor %s', async (cursor) => {
    expect((await lead.get(`/promises?${period}&cursor=${cursor}`)).code).toBe('request/invalid');
  });
});

describe('answer times', () => {
  let app: TestApp;
  let desk: Desk & { opensAt: Date };
  let admin: StaffClient;
  beforeEach(async () => {
    app = await startApp();
    desk = await aDeskAtNight(app);
    admin = await as.agent(app, { role: 'admin' });
  });
  afterEach(() => app.close());
  const TIMES = { answer: 60, callback: 30, complaint: 90 };
  const put = (client: StaffClient, scope: string, body: unknown, version = 0) => client.put(`/promise-times/${scope}`, body, { headers: { 'if-match': `"${version}"` } });

  test('are the organisation’s, unless the team has its own; what was promised before keeps its time', async () => {
    const before = await leave(await as.visitor(app, { channelId: desk.channel.id }), 'messages', aMessageLeft());
    (await put(admin, 'organisation', TIMES)).as(PromiseTime);
    const due = async () => (await leave(await as.visitor(app, { channelId: desk.channel.id }), 'messages', aMessageLeft())).promise.dueAt;
    expect(await due()).toBe(after(desk.opensAt, 60));
    (await put(admin, desk.team.id, { answer: 10, callback: null, complaint: null })).as(PromiseTime);
    expect(await due()).toBe(after(desk.opensAt, 10));
    expect(before.promise.dueAt).toBe(after(desk.opensAt, 240));
    expect(await app.db.answerPromise.findUniqueOrThrow({ where: { id: before.promise.id } })).toMatchObject({ dueAt: new Date(after(desk.opensAt, 240)) });
    const read = (await admin.get('/promise-times')).as(PromiseTimes);
    expect(read).toMatchObject({ organisation: { ...TIMES, version: 1 }, standard: { answer: 240, callback: 120, complaint: 480 } });
    expect(read.teams.find(({ team }) => team.id === desk.team.id)).toMatchObject({ answer: 10, callback: null, version: 1 });
  });

  test('changed by two at once are changed by one', async () => {
    const answers = await Promise.all([TIMES, { ...TIMES, answer: 5 }].map((body) => put(admin, 'organisation', body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect((await put(admin, 'organisation', TIMES, 1)).status).toBe(200);
    expect((await put(admin, 'organisation', TIMES, 1)).code).toBe('request/stale');
  });

  test.each([...garbageFor(TIMES).filter(([name]) => !name.startsWith('null as')), ['no time at all', { ...TIMES, answer: 0 }], ['half a minute', { ...TIMES, answer: 0.5 }], ['a year', { ...TIMES, answer: 525_600 }], ['one of three', { answer: 5 }]])('refuse %s', async (_, body) => {
    expect(['request/invalid', 'request/malformed']).toContain((await put(admin, 'organisation', body)).code);
  });

  test('are an admin’s to set', async () => {
    const agent = await as.agent(app, { role: 'manager' });
    expect((await agent.get('/promise-times')).code).toBe('permission/missing');
    expect((await put(agent, 'organisation', TIMES)).code).toBe('permission/missing');
    expect((await as.stranger(app).get('/promise-times')).code).toBe('session/required');
    expect((await as.stranger(app).put('/promise-times/organisation', TIMES)).code).toBe('session/required');
    expect((await admin.put('/promise-times/organisation', TIMES)).code).toBe('request/invalid');
    for (const scope of ['01890a5d-ac96-774b-bcce-b302099a8057', 'everybody']) expect((await put(admin, scope, TIMES)).code).toBe('resource/not_found');
  });
});
