import { Team } from '#contracts/accounts.js';
import { Calendar, type CalendarDraft, Calendars } from '#contracts/calendars.js';
import { aCalendar, everyDay, NINE_TO_SIX } from '#prisma/factories/calendar.factory.js';
import { aTeam } from '#prisma/factories/people.factory.js';
import { CalendarsService } from '../../server/src/calendars/calendars.service.js';
import { newId } from '../../server/src/platform/ids.js';
import { startApp, type TestApp } from '../support/app.js';
import { as, type StaffClient } from '../support/as.js';

let serial = 0;
const draft = (fields: Partial<CalendarDraft> = {}): CalendarDraft => ({
  name: `客服时间 ${(serial += 1)}`,
  zone: 'Asia/Shanghai',
  week: everyDay([{ from: '09:00', to: '12:00' }, { from: '13:00', to: '18:00' }]),
  days: [{ date: '2027-02-06', label: '春节', intervals: [] }],
  ...fields,
});

describe('calendars', () => {
  let app: TestApp;
  let manager: StaffClient;
  beforeAll(async () => {
    app = await startApp();
    manager = await as.agent(app, { role: 'manager' });
  });
  afterAll(() => app.close());

  const make = async (fields: Partial<CalendarDraft> = {}) => (await manager.post('/calendars', draft(fields))).as(Calendar);
  const put = (calendar: Calendar, body: unknown, version = calendar.version) => manager.put(`/calendars/${calendar.id}`, body, { headers: { 'if-match': `"${version}"` } });

  test('are made, read by everybody who sees teams, changed and removed', async () => {
    const wanted = draft();
    const answer = await manager.post('/calendars', wanted);
    expect(answer.status).toBe(201);
    const made = answer.as(Calendar);
    expect(made).toMatchObject({ ...wanted, version: 1, teams: [], feeds: [], changedBy: { id: manager.account.id }, can: { change: true, remove: true } });
    const agent = await as.agent(app);
    const seen = (await agent.get('/calendars')).as(Calendars);
    expect(seen.can).toEqual({ make: false });
    expect(seen.items.find(({ id }) => id === made.id)).toMatchObject({ name: wanted.name, can: { change: false, remove: false } });
    const one = await agent.get(`/calendars/${made.id}`);
    expect([one.headers['etag'], one.as(Calendar).week]).toEqual(['"1"', wanted.week]);
    const changed = (await put(made, { ...wanted, days: [] })).as(Calendar);
    expect([changed.version, changed.days]).toEqual([2, []]);
    expect((await manager.delete(`/calendars/${made.id}`)).status).toBe(200);
    expect((await manager.get(`/calendars/${made.id}`)).code).toBe('resource/not_found');
    expect(await app.db.event.count({ where: { name: 'calendar.changed', subject: made.id } })).toBe(3);
  });

  test.each([
    ['nobody', () => as.stranger(app), 'session/required', 'session/required'],
    ['a visitor', () => as.visitor(app), 'session/required', 'session/required'],
    ['an agent', () => as.agent(app), null, 'permission/missing'],
    ['somebody without any right', () => as.agent(app, { permissions: [] }), 'permission/missing', 'permission/missing'],
  ])('%s may do only so much', async (_, who, reading, changing) => {
    const calendar = await make();
    const client = await who();
    for (const path of ['/calendars', `/calendars/${calendar.id}`]) expect((await client.get(path)).code).toBe(reading);
    const changes = [
      await client.post('/calendars', draft()),
      await client.put(`/calendars/${calendar.id}`, draft(), { headers: { 'if-match': '"1"' } }),
      await client.delete(`/calendars/${calendar.id}`),
    ];
    expect(changes.map(({ code }) => code)).toEqual([changing, changing, changing]);
  });

  test.each([
    ['a zone there is not', { zone: 'Mars/Olympus' }],
    ['an offset for a zone', { zone: '+08:00' }],
    ['six days', { week: everyDay(NINE_TO_SIX).slice(1) }],
    ['a stretch of nothing', { week: everyDay([{ from: '09:00', to: '09:00' }]) }],
    ['stretches that overlap', { week: everyDay([{ from: '09:00', to: '12:30' }, { from: '12:00', to: '18:00' }]) }],
    ['two nights in one', { week: everyDay([{ from: '20:00', to: '02:00' }, { from: '22:00', to: '06:00' }]) }],
    ['a time there is not', { week: everyDay([{ from: '24:00', to: '25:00' }]) }],
    ['a date there is not', { days: [{ date: '2027-02-30', label: '', intervals: [] }] }],
    ['a date named twice', { days: [{ date: '2027-02-01', label: '', intervals: [] }, { date: '2027-02-01', label: 'x', intervals: [] }] }],
    ['no name', { name: ' ' }],
    ['an unknown field', { open: true }],
  ])('refuse %s', async (_, fields) => {
    const calendar = await make();
    expect((await manager.post('/calendars', { ...draft(), ...fields })).code).toBe('request/invalid');
    expect((await put(calendar, { ...draft(), ...fields })).code).toBe('request/invalid');
  });

  test('bear different names', async () => {
    const [one, other] = [await make(), await make()];
    expect((await manager.post('/calendars', draft({ name: one.name }))).code).toBe('calendar/name_taken');
    expect((await put(other, draft({ name: one.name }))).code).toBe('calendar/name_taken');
  });

  test('of two people who edit at once exactly one wins', async () => {
    const calendar = await make();
    const answers = await Promise.all(['a', 'b', 'c', 'd'].map((name) => put(calendar, draft({ name: `${calendar.name}${name}` }))));
    expect(answers.map((answer) => answer.code ?? answer.status).sort()).toEqual([200, 'request/stale', 'request/stale', 'request/stale']);
    expect((await manager.put(`/calendars/${newId()}`, draft(), { headers: { 'if-match': '"1"' } })).code).toBe('resource/not_found');
    expect((await manager.put(`/calendars/${calendar.id}`, draft())).code).toBe('request/invalid');
  });

  test('belong to teams, and stay while one goes by them', async () => {
    const calendar = await make();
    const team = (await manager.post('/teams', { name: `Night ${serial}`, calendarId: calendar.id })).as(Team);
    expect(team.calendar).toEqual({ id: calendar.id, name: calendar.name });
    expect((await manager.patch(`/teams/${team.id}`, { name: `Late ${serial}` })).as(Team).calendar).not.toBeNull();
    const answer = await manager.delete(`/calendars/${calendar.id}`);
    expect([answer.status, answer.code]).toEqual([409, 'calendar/in_use']);
    expect((await manager.get(`/calendars/${calendar.id}`)).as(Calendar)).toMatchObject({ teams: [{ id: team.id }], can: { remove: false } });
    expect((await manager.patch(`/teams/${team.id}`, { calendarId: null })).as(Team).calendar).toBeNull();
    expect((await manager.delete(`/calendars/${calendar.id}`)).status).toBe(200);
    expect((await manager.patch(`/teams/${team.id}`, { calendarId: calendar.id })).code).toBe('request/invalid');
  });

  test('are either taken up or removed, never both at once', async () => {
    for (let round = 0; round < 10; round += 1) {
      const calendar = await make();
      const team = await aTeam(app.db);
      const [taken, removed] = await Promise.all([manager.patch(`/teams/${team.id}`, { calendarId: calendar.id }), manager.delete(`/calendars/${calendar.id}`)]);
      expect([[200, 409], [400, 200]]).toContainEqual([taken.status, removed.status]);
    }
  });

  test('tell whether it is open now, and when that ends or begins', async () => {
    const always = await make({ zone: 'UTC', week: everyDay([{ from: '00:00', to: '24:00' }]), days: [] });
    expect(always.now).toEqual({ open: true, opensAt: null, closesAt: null });
    const never = await make({ week: everyDay([]), days: [] });
    expect(never.now).toEqual({ open: false, opensAt: null, closesAt: null });
    const tomorrow = new Date(app.clock.now().getTime() + 24 * 3_600_000).toISOString().slice(0, 10);
    const once = await make({ zone: 'UTC', week: everyDay([]), days: [{ date: tomorrow, label: '', intervals: NINE_TO_SIX }] });
    expect(once.now).toEqual({ open: false, opensAt: `${tomorrow}T09:00:00.000Z`, closesAt: null });
  });

  test('an own day goes before what a feed says of the date', async () => {
    const calendar = await aCalendar(app.db, { week: everyDay(NINE_TO_SIX), days: { '2027-01-01': [{ from: '10:00', to: '11:00' }] } });
    const team = await aTeam(app.db, { calendarId: calendar.id });
    const feed = await app.db.calendarFeed.create({ data: { id: newId(), calendarId: calendar.id, url: 'https://holidays.example/a.ics' } });
    const closed = (date: string) => ({ id: newId(), calendarId: calendar.id, feedId: feed.id, date: new Date(date), label: '', intervals: [] });
    await app.db.calendarDay.createMany({ data: [closed('2027-01-01'), closed('2027-01-06')] });
    const hours = await app.nest.get(CalendarsService).ofTeam(app.db, team.id);
    expect([hours?.days.get('2027-01-01'), hours?.days.get('2027-01-06')]).toEqual([[{ from: '10:00', to: '11:00' }], []]);
    expect(await app.nest.get(CalendarsService).ofTeam(app.db, (await aTeam(app.db)).id)).toBeNull();
  });
});
