import type { Page } from 'playwright-core';
import * as z from 'zod';
import { Colleague, makeRoom } from './support/colleague.js';
import { type Embedding, OtherShop } from './support/other-shop.js';
import { Stage, until } from './support/stage.js';

jest.setTimeout(300_000);

const Demo = z.object({ widgetKey: z.string(), customers: z.array(z.object({ email: z.string(), name: z.string(), identityToken: z.string() })) });

describe('on a page of another origin, under a strict policy, the widget', () => {
  let stage: Stage;
  let shop: OtherShop;
  let demo: z.infer<typeof Demo>;
  beforeAll(async () => {
    stage = await Stage.set();
    await makeRoom(stage);
    const { request } = await stage.window();
    demo = Demo.parse(await (await request.get('/api/v1/demo')).json());
    shop = await OtherShop.open({ url: stage.product.url, key: demo.widgetKey });
    await stage.clear();
  });
  afterEach(() => stage.clear());
  afterAll(async () => {
    await shop.close();
    await stage.strike();
  });

  const visit = async (embedding: Embedding = {}, path = '/'): Promise<Page> => {
    const page = await (await stage.window()).newPage();
    await page.goto(shop.address(path, embedding));
    return page;
  };
  const launcher = (page: Page) => page.locator('aftercare-widget').getByRole('button');
  const panel = (page: Page) => page.frameLocator('aftercare-widget iframe');
  const call = (page: Page, ...parameters: unknown[]) => page.evaluate((given) => Reflect.get(window, 'aftercare')(...given), parameters);
  const heard = (page: Page) => page.evaluate(() => [...Reflect.get(window, 'heard')].map(String));
  const stored = (page: Page) => page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)].filter((name) => name.startsWith('aftercare')));
  const box = (page: Page) => panel(page).getByRole('textbox', { name: 'Your message' });
  /** Up to where one can write: the short form is skipped where it is asked, which is where somebody is there to answer. */
  const begin = async (page: Page) => {
    await panel(page).locator('.status').waitFor();
    const skip = panel(page).getByRole('button', { name: 'Skip' });
    await skip.or(box(page)).first().waitFor();
    if (await skip.isVisible()) await skip.click();
    await box(page).waitFor();
  };
  const write = async (page: Page, words: string) => {
    await begin(page);
    await box(page).fill(words);
    await panel(page).getByRole('button', { name: 'Send', exact: true }).click();
    await panel(page).locator('.row').filter({ hasText: words }).getByText('Sent', { exact: true }).waitFor();
  };

  it('opens, talks and breaks none of the page’s rules', async () => {
    const page = await visit();
    await launcher(page).click();
    await write(page, 'Is the lamp warm white?');
    expect(await page.evaluate(() => Reflect.get(window, 'refused'))).toEqual([]);
    expect(await heard(page)).toEqual(['ready', 'open', 'message:sent']);
    expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('warm white');
  });

  it('stays through pages that are none: pushed addresses, a swapped body, a swapped document', async () => {
    const page = await visit({ options: { hideOn: ['/checkout', '/account/*'] } });
    await launcher(page).waitFor();
    await page.evaluate(() => history.pushState({}, '', '/checkout'));
    await launcher(page).waitFor({ state: 'hidden' });
    await page.evaluate(() => history.pushState({}, '', '/lamps'));
    await launcher(page).waitFor();
    await launcher(page).click();
    await panel(page).getByRole('heading').first().waitFor();
    await page.evaluate(() => document.body.replaceWith(document.createElement('body')));
    await launcher(page).waitFor();
    await page.evaluate(() => {
      const next = document.createElement('html');
      next.append(document.createElement('head'), document.createElement('body'));
      document.documentElement.replaceWith(next);
    });
    await launcher(page).waitFor();
    await panel(page).getByRole('heading').first().waitFor();
    await page.evaluate(() => history.pushState({}, '', '/account/orders'));
    await launcher(page).waitFor({ state: 'hidden' });
    expect((await heard(page)).filter((name) => name === 'close')).toHaveLength(1);
    expect(await page.locator('aftercare-widget').count()).toBe(1);
  });

  it('tells the desk which page of a single-page shop the visitor is on', async () => {
    const page = await visit();
    await launcher(page).click();
    await write(page, 'Which bulb fits?');
    await page.evaluate(() => {
      document.title = 'Bulbs';
      history.pushState({}, '', '/bulbs');
    });
    const agent = await Colleague.come(stage, 'agent', { path: '/console/tickets?view=all' });
    await agent.row('Which bulb fits?').click();
    await agent.page.getByRole('complementary', { name: 'About the customer' }).getByText('Bulbs', { exact: true }).waitFor();
  });

  it('is there once, however often its snippet is', async () => {
    const page = await visit({ times: 3 });
    await launcher(page).waitFor();
    expect(await page.locator('aftercare-widget').count()).toBe(1);
    expect(await heard(page)).toEqual(['ready']);
  });

  it('goes when it is destroyed, and comes back with the same talk', async () => {
    const page = await visit();
    await launcher(page).click();
    await write(page, 'Keep this, please');
    await call(page, 'destroy');
    expect(await page.locator('aftercare-widget, iframe').count()).toBe(0);
    expect(await call(page, 'getState')).toEqual({ ready: false, open: false, unread: 0 });
    await call(page, 'boot', { key: demo.widgetKey, locale: 'en' });
    await launcher(page).waitFor();
    await call(page, 'open');
    await panel(page).getByRole('log').getByText('Keep this, please').waitFor();
    await call(page, 'shutdown');
    expect(await stored(page)).toEqual([]);
  });

  it('opens where it is told to', async () => {
    const page = await visit();
    await launcher(page).click();
    await write(page, 'First matter');
    await call(page, 'open', 'conversations');
    await panel(page).getByRole('heading', { name: 'Your conversations' }).waitFor();
    await call(page, 'open', 'new');
    await panel(page).getByRole('heading', { name: 'Your conversations' }).waitFor({ state: 'hidden' });
    await call(page, 'newMessage', 'A second matter about lamps');
    await until(() => panel(page).getByRole('textbox', { name: 'Your message' }).inputValue(), (value) => value === 'A second matter about lamps', 'the words in the composer');
  });

  it('keeps nothing and asks nothing of the server before consent, and forgets when it is taken back', async () => {
    const context = await stage.window();
    const page = await context.newPage();
    const asked: string[] = [];
    context.on('request', (request) => request.url().startsWith(stage.product.url) && asked.push(new URL(request.url()).pathname));
    await page.goto(shop.address('/', { options: { consent: false } }));
    await launcher(page).click();
    await until(() => heard(page), (names) => names.includes('consent'), 'the wish for consent');
    expect(asked).toEqual(['/widget/v1.js']);
    expect(await stored(page)).toEqual([]);
    expect(await call(page, 'getState')).toMatchObject({ open: false });
    await call(page, 'update', { consent: true });
    await begin(page);
    expect(await stored(page)).not.toEqual([]);
    await call(page, 'update', { consent: false });
    await page.locator('aftercare-widget iframe').waitFor({ state: 'detached' });
    expect(await stored(page)).toEqual([]);

    // Taken back between two pages: the next one begins without it, and finds what the one before has kept.
    await call(page, 'update', { consent: true });
    await launcher(page).click();
    await begin(page);
    expect(await stored(page)).not.toEqual([]);
    await page.goto(shop.address('/', { options: { consent: false } }));
    await until(() => stored(page), (names) => names.length === 0, 'what was kept is gone');
  });

  it('believes who the shop’s server has signed, and nobody else', async () => {
    const [customer] = demo.customers;
    const page = await visit();
    await call(page, 'identify', { token: customer?.identityToken });
    await launcher(page).click();
    await call(page, 'open', 'new');
    await box(page).fill('It is me, signed');
    await panel(page).getByRole('button', { name: 'Send', exact: true }).click();
    const agent = await Colleague.come(stage, 'agent', { path: '/console/tickets?view=all' });
    await agent.row('It is me, signed').click();
    const facts = agent.page.getByRole('complementary', { name: 'About the customer' });
    await facts.getByText(customer?.name ?? '').first().waitFor();
    await facts.getByText('Identity confirmed by the shop').waitFor();

    const liar = await visit();
    await call(liar, 'identify', { token: `${customer?.identityToken}x` });
    await launcher(liar).click();
    await write(liar, 'It is me, I swear');
    expect(await heard(liar)).toContain('error');
    await agent.row('It is me, I swear').click();
    await facts.getByText('Not signed in at the shop').waitFor();
  });

  it('says so where the panel cannot come', async () => {
    const context = await stage.window();
    await context.route('**/widget/v1/line.js*', (route) => route.abort());
    const page = await context.newPage();
    await page.goto(shop.address('/'));
    await launcher(page).click();
    await until(() => heard(page), (names) => names.includes('error'), 'the error');
    expect(await call(page, 'getState')).toMatchObject({ open: false });
    await context.unroute('**/widget/v1/line.js*');
    await launcher(page).click();
    await begin(page);
  });
});
