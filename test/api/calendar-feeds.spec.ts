import type { ServerResponse } from 'node:http';
import { Calendar, CalendarPreview, CalendarVersions, IcsReading } from '#contracts/calendars.js';
import { aCalendar, everyDay, NINE_TO_SIX } from '#prisma/factories/calendar.factory.js';
import { aTeam } from '#prisma/factories/people.factory.js';
import { CalendarsService } from '../../server/src/calendars/calendars.service.js';
import { FeedsJobs } from '../../server/src/calendars/feeds.jobs.js';
import { newId } from '../../server/src/platform/ids.js';
import { startApp, type TestApp } from '../support/app.js';
import { as, type StaffClient } from '../support/as.js';
import { icsOf, type IcsServer, icsServer } from '../support/ics-server.js';

const dayFromNow = (days: number) => new Date(Date.now() + days * 24 * 3_600_000).toISOString().slice(0, 10);

describe('calendars elsewhere', () => {
  let app: TestApp;
  let elsewhere: IcsServer;
  let manager: StaffClient;
  beforeAll(async () => {
    elsewhere = await icsServer();
    app = await startApp({ PRIVATE_FEEDS: 'on' });
    manager = await as.agent(app, { role: 'manager' });
  });
  afterAll(async () => {
    await app.close();
    await elsewhere.close();
  });

  const subscribed = async (path: string) => {
    const calendar = await aCalendar(app.db, { week: everyDay(NINE_TO_SIX) });
    const answer = (await manager.post(`/calendars/${calendar.id}/feeds`, { url: `${elsewhere.url}${path}` })).as(Calendar);
    const feedId = answer.feeds[0]?.id ?? '';
    const readNow = async () => (await manager.post(`/calendars/${calendar.id}/feeds/${feedId}/reading`)).as(Calendar);
    return { id: calendar.id, feedId, feeds: answer.feeds, readNow };
  };

  test('close their days, are read again when due, and leave with their days', async () => {
    elsewhere.answer('/holidays.ics', icsOf({ [dayFromNow(3)]: '国庆节', [dayFromNow(4)]: '国庆节' }));
    const { id, feedId, feeds } = await subscribed('/holidays.ics');
    expect(feeds).toMatchObject([{ state: 'new', fetchedAt: null, days: 0 }]);
    await app.nest.get(FeedsJobs).readDueFeeds();
    expect((await manager.get(`/calendars/${id}`)).as(Calendar).feeds).toMatchObject([{ state: 'good', error: null, days: 2 }]);
    const team = await aTeam(app.db, { calendarId: id });
    expect((await app.nest.get(CalendarsService).ofTeam(app.db, team.id))?.days.get(dayFromNow(3))).toEqual([]);
    elsewhere.answer('/holidays.ics', icsOf({ [dayFromNow(4)]: '国庆节' }));
    await app.nest.get(FeedsJobs).readDueFeeds();
    expect(await app.db.calendarDay.count({ where: { feedId } })).toBe(2);
    await app.db.calendarFeed.update({ where: { id: feedId }, data: { dueAt: new Date(0) } });
    await app.nest.get(FeedsJobs).readDueFeeds();
    expect(await app.db.calendarDay.count({ where: { feedId } })).toBe(1);
    expect((await manager.delete(`/calendars/${id}/feeds/${feedId}`)).as(Calendar).feeds).toEqual([]);
    expect(await app.db.calendarDay.count({ where: { calendarId: id, feedId: { not: null } } })).toBe(0);
  });

  test('are read side by side: a slow one keeps no other waiting', async () => {
    let release = (): void => undefined;
    const askedForSecond = new Promise<void>((resolve) => {
      release = resolve;
    });
    elsewhere.answer('/slow.ics', (_, response) => void askedForSecond.then(() => response.end(icsOf({ [dayFromNow(6)]: 'Off' }))));
    elsewhere.answer('/second.ics', (_, response) => {
      release();
      response.end(icsOf({ [dayFromNow(7)]: 'Off' }));
    });
    const [slow, second] = [await subscribed('/slow.ics'), await subscribed('/second.ics')];
    await app.nest.get(FeedsJobs).readDueFeeds();
    for (const { id } of [slow, second]) expect((await manager.get(`/calendars/${id}`)).as(Calendar).feeds).toMatchObject([{ state: 'good', error: null, days: 1 }]);
  });

  test('keep the days of the last good reading when they fail, and say why', async () => {
    elsewhere.answer('/shaky.ics', icsOf({ [dayFromNow(5)]: 'Off' }));
    const { readNow } = await subscribed('/shaky.ics');
    expect((await readNow()).feeds).toMatchObject([{ state: 'good', days: 1 }]);
    elsewhere.answer('/shaky.ics', (_, response) => void response.writeHead(500).end());
    expect((await readNow()).feeds).toMatchObject([{ state: 'failed', error: 'refused', days: 1, fetchedAt: expect.any(String) }]);
  });

  test.each([
    ['a page of the web', '/page', '<!doctype html>', 'not_a_calendar'],
    ['nothing there', '/missing', undefined, 'refused'],
    ['more than a megabyte', '/large', 'BEGIN:VCALENDAR\r\n'.padEnd(1_000_001, 'x'), 'too_large'],
  ])('that are %s are told so', async (_, path, answer, error) => {
    if (answer !== undefined) elsewhere.answer(path, answer);
    expect((await (await subscribed(path)).readNow()).feeds).toMatchObject([{ state: 'failed', error, days: 0 }]);
  });

  test('are followed where they moved to, not for ever, and to the web alone', async () => {
    const moved = (to: string) => (_: unknown, response: ServerResponse) => void response.writeHead(302, { location: to }).end();
    elsewhere.answer('/there.ics', icsOf({ [dayFromNow(2)]: 'Off' }));
    elsewhere.answer('/moved', moved('/there.ics'));
    expect((await (await subscribed('/moved')).readNow()).feeds).toMatchObject([{ state: 'good', days: 1 }]);
    elsewhere.answer('/round', moved('/round'));
    elsewhere.asked.length = 0;
    expect((await (await subscribed('/round')).readNow()).feeds).toMatchObject([{ error: 'refused' }]);
    expect(elsewhere.asked.length).toBeLessThan(8);
    elsewhere.answer('/file', moved('file:///etc/passwd'));
    expect((await (await subscribed('/file')).readNow()).feeds).toMatchObject([{ error: 'refused' }]);
  });

  test('that nobody answers for are unreachable', async () => {
    const gone = await icsServer();
    await gone.close();
    const calendar = await aCalendar(app.db);
    const { feeds } = (await manager.post(`/calendars/${calendar.id}/feeds`, { url: gone.url })).as(Calendar);
    expect((await manager.post(`/calendars/${calendar.id}/feeds/${feeds[0]?.id}/reading`)).as(Calendar).feeds).toMatchObject([{ error: 'unreachable' }]);
  });

  test('are followed once each, ten at most, by addresses of the web', async () => {
    const calendar = await aCalendar(app.db);
    const subscribe = async (url: string) => (await manager.post(`/calendars/${calendar.id}/feeds`, { url })).code;
    expect(await subscribe('webcal://holidays.example/a.ics')).toBeNull();
    expect(await subscribe('https://holidays.example/a.ics')).toBe('calendar/feed_twice');
    for (const url of ['ftp://holidays.example/', 'no address', 'https://a:b@holidays.example/']) expect(await subscribe(url)).toBe('request/invalid');
    for (let more = 1; more < 10; more += 1) expect(await subscribe(`https://holidays.example/${more}.ics`)).toBeNull();
    expect(await subscribe('https://holidays.example/eleventh.ics')).toBe('calendar/too_many_feeds');
  });

  test('are the business of those who may change calendars', async () => {
    const { id, feedId } = await subscribed('/holidays.ics');
    for (const [client, code] of [[as.stranger(app), 'session/required'], [await as.agent(app), 'permission/missing']] as const) {
      const answers = [
        await client.post(`/calendars/${id}/feeds`, { url: 'https://holidays.example/' }),
        await client.post(`/calendars/${id}/feeds/${feedId}/reading`),
        await client.delete(`/calendars/${id}/feeds/${feedId}`),
        await client.post('/calendars/ics-readings', { text: icsOf({}) }),
        await client.get(`/calendars/${id}/versions`),
        await client.post('/calendars/previews', { draft: {} }),
      ];
      expect(answers.map((answer) => answer.code)).toEqual(answers.map(() => code));
    }
    const other = await aCalendar(app.db);
    for (const answer of [
      await manager.post(`/calendars/${newId()}/feeds`, { url: 'https://holidays.example/' }),
      await manager.post(`/calendars/${other.id}/feeds/${feedId}/reading`),
      await manager.delete(`/calendars/${other.id}/feeds/${feedId}`),
      await manager.get(`/calendars/${newId()}/versions`),
    ]) expect(answer.code).toBe('resource/not_found');
  });

  test('given as a file come back to be looked at', async () => {
    const reading = await manager.post('/calendars/ics-readings', { text: icsOf({ [dayFromNow(-10)]: 'Gone', [dayFromNow(7)]: '端午節' }) });
    expect(reading.as(IcsReading)).toEqual({ days: [{ date: dayFromNow(7), label: '端午節', intervals: [] }], skipped: 0 });
    expect((await manager.post('/calendars/ics-readings', { text: 'BEGIN:VCARD' })).code).toBe('calendar/not_ics');
    expect((await manager.post('/calendars/ics-readings', { text: '' })).code).toBe('request/invalid');
  });

  test('show in the preview of a draft, below what the draft says itself', async () => {
    elsewhere.answer('/show.ics', icsOf({ [dayFromNow(1)]: 'Feast', [dayFromNow(2)]: 'Feast' }));
    const { id, readNow } = await subscribed('/show.ics');
    await readNow();
    const draft = { name: 'x', zone: 'UTC', week: everyDay(NINE_TO_SIX), days: [{ date: dayFromNow(2), label: 'Open after all', intervals: NINE_TO_SIX }] };
    const { days, now } = (await manager.post('/calendars/previews', { calendarId: id, draft })).as(CalendarPreview);
    expect(days).toHaveLength(14);
    expect(days.slice(0, 4)).toMatchObject([
      { date: dayFromNow(0), source: 'week', intervals: NINE_TO_SIX },
      { date: dayFromNow(1), source: 'ical', label: 'Feast', intervals: [] },
      { date: dayFromNow(2), source: 'own', label: 'Open after all', intervals: NINE_TO_SIX },
      { date: dayFromNow(3), source: 'week' },
    ]);
    expect(now.open || now.opensAt !== null).toBe(true);
    expect((await manager.post('/calendars/previews', { draft: { ...draft, zone: 'Nowhere' } })).code).toBe('request/invalid');
  });

  test('what a calendar said before can be seen and put back', async () => {
    const first = { name: `History ${Date.now()}`, zone: 'UTC', week: everyDay(NINE_TO_SIX), days: [{ date: '2027-01-01', label: '元旦', intervals: [] }] };
    const made = (await manager.post('/calendars', first)).as(Calendar);
    const put = (version: number, body: unknown) => manager.put(`/calendars/${made.id}`, body, { headers: { 'if-match': `"${version}"` } });
    await put(1, { ...first, days: [], week: everyDay([]) });
    const { items } = (await manager.get(`/calendars/${made.id}/versions`)).as(CalendarVersions);
    expect(items.map(({ version, by }) => [version, by?.id])).toEqual([[2, manager.account.id], [1, manager.account.id]]);
    expect((await put(2, items[1]?.draft)).as(Calendar)).toMatchObject({ ...first, version: 3 });
  });
});

describe('calendars of the own network', () => {
  let app: TestApp;
  let elsewhere: IcsServer;
  beforeAll(async () => {
    elsewhere = await icsServer();
    app = await startApp();
  });
  afterAll(async () => {
    await app.close();
    await elsewhere.close();
  });

  test.each(['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]', '2130706433'])('are not called at %s', async (host) => {
    elsewhere.answer('/secret', icsOf({}));
    const manager = await as.agent(app, { role: 'manager' });
    const calendar = await aCalendar(app.db);
    const { port } = new URL(elsewhere.url);
    const { feeds } = (await manager.post(`/calendars/${calendar.id}/feeds`, { url: `http://${host}:${port}/secret` })).as(Calendar);
    expect((await manager.post(`/calendars/${calendar.id}/feeds/${feeds[0]?.id}/reading`)).as(Calendar).feeds).toMatchObject([{ state: 'failed', error: 'private_address' }]);
    expect(elsewhere.asked).toEqual([]);
  });
});
