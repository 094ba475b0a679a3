import type { Page, Response } from 'playwright-core';
import * as z from 'zod';
import { Colleague, makeRoom } from './support/colleague.js';
import { Shopper } from './support/shopper.js';
import { Stage } from './support/stage.js';

jest.setTimeout(300_000);

const isBeat = (response: Response) => response.url().endsWith('/api/v1/widget/visits') && response.request().method() === 'POST';

describe('a visitor on the shop’s pages', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.set();
    await makeRoom(stage);
  });
  afterEach(() => stage.clear());
  afterAll(() => stage.strike());

  /** Goes to a page, and stays until the desk has heard of it. */
  const walk = async (page: Page, path: string) => {
    const heard = page.waitForResponse(isBeat);
    await page.goto(path);
    expect((await heard).status()).toBe(200);
  };
  const bubble = (page: Page) => page.locator('aftercare-widget').getByRole('status');

  it('is seen, invited and talked to by who invited, without a socket before', async () => {
    const visitor = await Shopper.come(stage, { path: '/demo-shop/' });
    const { page } = visitor;
    const sockets: string[] = [];
    page.on('websocket', (socket) => sockets.push(socket.url()));
    await walk(page, '/demo-shop/products/meridian-carry-on?mail=somebody@mail.example');
    await walk(page, '/demo-shop/products/fjell-rain-shell');
    await walk(page, '/demo-shop/products/trail-mug');
    const title = await page.title();
    // Somebody else of the team is free as well.
    await Colleague.come(stage, 'manager', { path: '/console/live' });
    const agent = await Colleague.come(stage, 'agent', { path: '/console/visits' });
    const row = agent.page.getByRole('listitem').filter({ hasText: title }).filter({ has: agent.page.getByRole('button', { name: /pages?, Visitor$/ }) });
    await row.getByRole('button', { name: /pages?, Visitor$/ }).click();
    await row.getByText('/demo-shop/products/fjell-rain-shell').waitFor();
    await row.getByText('/demo-shop/products/meridian-carry-on').waitFor();
    expect(await row.innerText()).not.toContain('somebody');

    await row.getByRole('button', { name: 'Invite Visitor' }).click();
    const dialog = agent.page.getByRole('dialog');
    await dialog.getByLabel('What the visitor reads').fill('The mug is back in green.');
    await dialog.getByRole('button', { name: 'Invite', exact: true }).click();
    await row.getByText('Invited by Emily Carter').waitFor();

    await walk(page, '/demo-shop/products/trail-mug');
    await bubble(page).getByText('The mug is back in green.').waitFor();
    await bubble(page).getByText('Emily Carter', { exact: true }).waitFor();
    await row.getByText('Sees the invitation of Emily Carter').waitFor();
    expect(sockets).toEqual([]);
    await bubble(page).getByRole('button').first().click();
    await visitor.start();
    await visitor.say('In green? Then I take two.');
    await visitor.marked('In green? Then I take two.', 'sent');
    await row.getByRole('link', { name: 'Open the chat of Visitor' }).click();
    await agent.page.getByText('is offered to you').waitFor();
    await agent.page.getByRole('button', { name: 'Accept chat' }).click();
    await visitor.panel.getByText('Emily Carter joined the chat').waitFor();
    const facts = agent.page.getByRole('complementary', { name: 'About the customer' });
    await facts.getByText('This visit').click();
    await facts.getByText('/demo-shop/products/fjell-rain-shell').waitFor();
  });

  it('who declines is not asked again, and who takes consent back is forgotten', async () => {
    const agent = await Colleague.come(stage, 'agent', { path: '/console/visits' });
    const visitor = await Shopper.come(stage, { path: '/demo-shop/' });
    const { page } = visitor;
    await walk(page, '/demo-shop/products/oak-cutting-board');
    const title = await page.title();
    const row = agent.page.getByRole('listitem').filter({ hasText: title });
    await row.getByRole('button', { name: 'Invite Visitor' }).click();
    await agent.page.getByRole('dialog').getByRole('button', { name: 'Invite', exact: true }).click();
    await walk(page, '/demo-shop/products/oak-cutting-board');
    await bubble(page).getByRole('button', { name: 'Dismiss' }).click();
    await row.getByText('Declined the invitation of Emily Carter').waitFor();
    expect(await row.getByRole('button', { name: 'Invite Visitor' }).count()).toBe(0);

    await page.evaluate(() => Reflect.get(window, 'aftercare')('update', { consent: false }));
    // Whoever merely leaves stays on the list for longer than this waits.
    await row.waitFor({ state: 'detached' });
    expect(await page.evaluate(() => Object.keys({ ...localStorage }).filter((name) => name.endsWith(':visit')))).toEqual([]);
  });

  it('who takes consent back in one window is not told of by another', async () => {
    const { page } = await Shopper.come(stage, { path: '/demo-shop/' });
    await walk(page, '/demo-shop/products/trail-mug');
    const other = await page.context().newPage();
    await walk(other, '/demo-shop/products/oak-cutting-board');
    await page.evaluate(() => Reflect.get(window, 'aftercare')('update', { consent: false }));
    const told: string[] = [];
    other.on('request', (request) => told.push(new URL(request.url()).pathname));
    // Whoever comes back to a window says so at once, and before the page's own call.
    await other.evaluate(async () => {
      document.dispatchEvent(new Event('visibilitychange'));
      await fetch('/health/live');
    });
    expect(told).toEqual(['/health/live']);
    expect(await other.evaluate(() => Object.keys({ ...localStorage }).filter((name) => name.endsWith(':visit')))).toEqual([]);
  });

  it('who was never asked is not told of, and is once the page says that he agreed', async () => {
    const page = await (await stage.window()).newPage();
    const { widgetKey } = z.object({ widgetKey: z.string() }).parse(await (await page.request.get('/api/v1/demo')).json());
    await page.route('**/no-word-of-consent', (route) => route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><title>Lamps</title><script>window.aftercare=function(){(aftercare.q=aftercare.q||[]).push(arguments)};aftercare('boot',{key:'${widgetKey}'})</script><script async src="/widget/v1.js"></script>`,
    }));
    await page.goto('/no-word-of-consent');
    await page.waitForFunction(() => Reflect.get(window, 'aftercare')('getState')?.ready);
    // The module that the loader has asked for before: whoever waits for it later comes after the loader.
    await page.evaluate(`import('/widget/v1/greet.js?key=${widgetKey}').then(() => null)`);
    const told: string[] = [];
    page.on('request', (request) => told.push(new URL(request.url()).pathname));
    const comeBack = () => page.evaluate(async () => {
      document.dispatchEvent(new Event('visibilitychange'));
      await fetch('/health/live');
    });
    await comeBack();
    expect(told).toEqual(['/health/live']);
    await page.evaluate(() => Reflect.get(window, 'aftercare')('update', { consent: true }));
    const heard = page.waitForResponse(isBeat);
    await comeBack();
    expect((await heard).status()).toBe(200);
  });
});
