import type { GreetingRule } from '#contracts/channels.js';
import { WidgetChannels } from '#contracts/channels.js';
import pg from 'pg';
import { Colleague } from './support/colleague.js';
import { Shopper } from './support/shopper.js';
import { Stage } from './support/stage.js';

jest.setTimeout(300_000);

const rule = (fields: Partial<GreetingRule> & Pick<GreetingRule, 'key'>): GreetingRule => ({
  on: true, pages: '/demo-shop/*', seconds: 0, visits: 1, onlyOpen: true, once: 'visit', text: { en: `The ${fields.key} greeting` }, ...fields,
});

describe('a word beside the launcher', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.set();
  });
  afterEach(() => stage.clear());
  afterAll(() => stage.strike());

  async function greetWith(...greetings: GreetingRule[]): Promise<void> {
    const { page } = await Colleague.come(stage, 'admin', { path: 'about:blank' });
    const headers = { 'x-requested-with': 'aftercare' };
    const [widget] = WidgetChannels.parse(await (await page.request.get('/api/v1/widgets')).json()).items;
    const answer = await page.request.patch(`/api/v1/widgets/${widget?.id ?? ''}`, { headers, data: { settings: { ...widget?.settings, greetings } } });
    expect(answer.status()).toBe(200);
  }

  it('comes on the pages the shop wants, without a socket or the chat’s frame, and is taken up', async () => {
    await greetWith(rule({ key: 'shop', pages: '/demo-shop/' }), rule({ key: 'elsewhere', pages: '/elsewhere/*' }));
    const visitor = await Shopper.come(stage, { path: 'about:blank' });
    const [asked, sockets]: [string[], string[]] = [[], []];
    visitor.page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    visitor.page.on('websocket', (socket) => sockets.push(socket.url()));
    await visitor.page.goto('/demo-shop/');
    const greeting = visitor.page.locator('aftercare-widget').getByText('The shop greeting');
    await greeting.waitFor();
    expect(sockets).toEqual([]);
    expect(asked.filter((path) => path.startsWith('/widget/v1/panel'))).toEqual([]);

    await greeting.click();
    await visitor.start();
    await greeting.waitFor({ state: 'detached' });
    expect(await visitor.page.evaluate(() => Object.keys(sessionStorage).filter((name) => name.includes('greeted:')))).toHaveLength(2);
  });

  it('says nothing of being here while the team is closed', async () => {
    const db = new pg.Client({ connectionString: stage.product.databaseUrl });
    await db.connect();
    try {
      await db.query(`WITH never AS (INSERT INTO "Calendar" ("id", "name", "zone", "week") VALUES (gen_random_uuid(), 'Never', 'UTC', '[[],[],[],[],[],[],[]]') RETURNING "id") UPDATE "Team" SET "calendarId" = (SELECT "id" FROM never)`);
    } finally {
      await db.end();
    }
    // The first in line is for open hours alone.
    await greetWith(rule({ key: 'open' }), rule({ key: 'any', onlyOpen: false }));
    const visitor = await Shopper.come(stage);
    await visitor.page.locator('aftercare-widget').getByText('The any greeting').waitFor();
    expect(await visitor.page.locator('aftercare-widget').getByText('The open greeting').count()).toBe(0);

    await visitor.launcher.first().click();
    await visitor.panel.getByText('Closed right now').first().waitFor();
  });
});
