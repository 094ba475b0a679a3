import { gzipSync } from 'node:zlib';
import type { Page, Response } from 'playwright-core';
import { Colleague } from './support/colleague.js';
import { Shopper } from './support/shopper.js';
import { Stage } from './support/stage.js';

jest.setTimeout(300_000);
const KB = 1024;

/** Everything that pages of one browser load from now on, and what it weighs. */
class Weight {
  private readonly responses: Response[] = [];
  constructor(page: Page) {
    page.context().on('response', (response) => this.responses.push(response));
  }
  async of(type: 'script' | 'stylesheet', path = ''): Promise<number> {
    const wanted = this.responses.filter((response) => response.request().resourceType() === type && new URL(response.url()).pathname.startsWith(path));
    const bodies = await Promise.all(wanted.map((response) => response.body()));
    if (bodies.length === 0) throw new Error(`nothing of type ${type} was loaded from ${path}`);
    return bodies.reduce((sum, body) => sum + gzipSync(body, { level: 9 }).length, 0);
  }
}

describe('what a page costs', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.set();
  });
  afterEach(() => stage.clear());
  afterAll(() => stage.strike());

  it('in the shop, before the chat is opened: the loader, at most 4 KB, and what greets and tells of the visit, at most 4.5 KB', async () => {
    const context = await stage.window();
    const page = await context.newPage();
    const weight = new Weight(page);
    const asked: string[] = [];
    context.on('request', (request) => asked.push(new URL(request.url()).pathname));
    page.on('websocket', (socket) => asked.push(new URL(socket.url()).pathname));
    await page.goto('/demo-shop/');
    await page.locator('aftercare-widget').getByRole('button', { name: 'Chat' }).waitFor();
    // A page that stays busy for as long as something is still asked for.
    await page.waitForLoadState('networkidle');
    await page.locator('aftercare-widget').getByRole('button').hover();
    await page.mouse.wheel(0, 600);
    await page.waitForLoadState('networkidle');
    const shopsOwn = (path: string) => path === '/demo-shop/' || path.startsWith('/demo-shop/assets/') || path === '/api/v1/demo';
    expect(asked.filter((path) => !shopsOwn(path))).toEqual(['/widget/v1.js', '/widget/v1/greet.js', '/api/v1/widget/visits']);
    expect(page.frames()).toHaveLength(1);
    expect(await weight.of('script', '/widget/v1.js')).toBeLessThanOrEqual(4 * KB);
    expect(await weight.of('script', '/widget/v1/greet.js')).toBeLessThanOrEqual(4.5 * KB);
  });

  it.each(['en', 'zh-CN'] as const)('when the chat is opened first (%s): at most 45 KB of script and 8 KB of style', async (language) => {
    const visitor = await Shopper.come(stage, { language });
    await visitor.launcher.waitFor();
    // The shop's greeting is asked for by the loader and is no part of the chat.
    await visitor.page.waitForLoadState('networkidle');
    const weight = new Weight(visitor.page);
    await visitor.open();
    await visitor.say('?');
    await visitor.marked('?', 'sent');
    expect(await weight.of('script')).toBeLessThanOrEqual(45 * KB);
    expect(await weight.of('stylesheet')).toBeLessThanOrEqual(8 * KB);
  });

  it('of the console, for somebody who signs in: at most 184 KB of script', async () => {
    const page = await (await stage.window()).newPage();
    const weight = new Weight(page);
    await page.goto('/console/sign-in');
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    await page.waitForLoadState('networkidle');
    expect(await weight.of('script')).toBeLessThanOrEqual(184 * KB);
  });

  it('of the console, for somebody who is signed in: at most 180 KB of script until the list of tickets stands', async () => {
    const agent = await Colleague.come(stage, 'agent', { path: 'about:blank' });
    const weight = new Weight(agent.page);
    await agent.page.goto('/console/');
    await agent.page.getByRole('list', { name: 'My tickets' }).getByRole('link').first().waitFor();
    expect(await weight.of('script')).toBeLessThanOrEqual(180 * KB);
  });
});
