import type { GreetingRule } from '#contracts/channels.js';
import { WidgetChannel, WidgetChannels } from '#contracts/channels.js';
import { aCalendar } from '#prisma/factories/calendar.factory.js';
import { aChannel, WIDGET_SETTINGS } from '#prisma/factories/channel.factory.js';
import { aTeam } from '#prisma/factories/people.factory.js';
import { GreetingsService } from '../../server/src/channels/greetings.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { as } from '../support/as.js';

const rule = (fields: Partial<GreetingRule> = {}): GreetingRule => ({
  key: 'products', on: true, pages: '/products/*', seconds: 20, visits: 1, onlyOpen: true, once: 'visit', text: { en: 'Ask us </script>', 'zh-CN': '问问我们' }, ...fields,
});

describe('the script that greets', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  const greeting = async (rules: GreetingRule[], teamId?: string) => (await aChannel(app.db, { settings: { ...WIDGET_SETTINGS, greetings: rules }, teamId: teamId ?? null })).key;
  // The script around it is built with the pages; browsers try it.
  const facts = (key: string) => app.nest.get(GreetingsService).facts(key);

  test('is empty where nothing greets, and for a key that nobody has', async () => {
    for (const key of ['wk_nobody', await greeting([]), await greeting([rule({ on: false })]), await greeting([rule({ text: {} })])]) {
      const { status, body, headers } = await as.stranger(app).get(`/../../widget/v1/greet.js?key=${key}`);
      expect([status, body ?? '', headers['content-type'], headers['cross-origin-resource-policy']]).toEqual([200, '', expect.stringContaining('text/javascript'), 'cross-origin']);
      expect(await facts(key)).toBeNull();
    }
  });

  test('says what to show in each language, the next best where one is missing', async () => {
    const key = await greeting([rule()]);
    expect(await facts(key)).toEqual({
      key,
      visits: false,
      hours: { open: true, changesAt: null },
      greetings: [{ key: 'products', pages: '/products/*', seconds: 20, visits: 1, onlyOpen: true, once: 'visit', text: { en: 'Ask us </script>', 'zh-CN': '问问我们', 'zh-TW': '问问我们' } }],
    });
  });

  test('tells of visits where the widget wants to know of them, though nothing greets', async () => {
    const { key } = await aChannel(app.db, { settings: { ...WIDGET_SETTINGS, visits: true } });
    expect(await facts(key)).toMatchObject({ visits: true, greetings: [] });
  });

  test('knows whether the team answers, and when that changes', async () => {
    const tomorrow = new Date(app.clock.now().getTime() + 24 * 3_600_000).toISOString().slice(0, 10);
    const calendar = await aCalendar(app.db, { days: { [tomorrow]: [{ from: '09:00', to: '18:00' }] } });
    const team = await aTeam(app.db, { calendarId: calendar.id });
    expect(await facts(await greeting([rule()], team.id))).toMatchObject({ hours: { open: false, changesAt: `${tomorrow}T09:00:00.000Z` } });
  });

  test('is set with the widget, beside what the desk says by itself', async () => {
    const admin = await as.agent(app, { role: 'admin' });
    const channel = await aChannel(app.db);
    const settings = { ...WIDGET_SETTINGS, greetings: [rule()], automatic: { closed: { on: true, text: { en: 'Back {{opens}}' } } } };
    expect((await admin.patch(`/widgets/${channel.id}`, { settings })).as(WidgetChannel).settings).toEqual(settings);
    const { automatic: _, greetings: __, ...older } = WIDGET_SETTINGS;
    expect((await admin.patch(`/widgets/${channel.id}`, { settings: older })).as(WidgetChannel).settings).toMatchObject({ automatic: {}, greetings: [] });
    const { automatic } = (await admin.get('/widgets')).as(WidgetChannels);
    expect(automatic['closed']?.['zh-TW']).toContain('{{opens}}');
    for (const wrong of [
      { greetings: [rule({ pages: 'products' })] },
      { greetings: [rule({ seconds: -1 })] },
      { greetings: [rule({ visits: 0 })] },
      { greetings: [{ ...rule(), once: 'always' }] },
      { greetings: Array.from({ length: 21 }, (_item, index) => rule({ key: `r${index}` })) },
      { automatic: { lunch: { on: true, text: {} } } },
      { automatic: { closed: { on: true, text: { de: 'Zu' } } } },
    ]) expect((await admin.patch(`/widgets/${channel.id}`, { settings: { ...WIDGET_SETTINGS, ...wrong } })).code).toBe('request/invalid');
  });
});
