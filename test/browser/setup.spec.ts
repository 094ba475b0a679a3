import * as z from 'zod';
import { Colleague } from './support/colleague.js';
import { OtherShop } from './support/other-shop.js';
import { Stage } from './support/stage.js';

jest.setTimeout(300_000);

const Demo = z.object({ widgetKey: z.string() });

describe('an admin in the first hour', () => {
  let stage: Stage;
  let shop: OtherShop;
  beforeAll(async () => {
    stage = await Stage.set();
    const { request } = await stage.window();
    shop = await OtherShop.open({ url: stage.product.url, key: Demo.parse(await (await request.get('/api/v1/demo')).json()).widgetKey });
    await stage.clear();
  });
  afterEach(() => stage.clear());
  afterAll(async () => {
    await shop.close();
    await stage.strike();
  });

  it('goes from the demo to a first real chat on a page of another origin', async () => {
    const admin = await Colleague.come(stage, 'admin', { path: '/console/setup' });
    const { page } = admin;
    await page.getByLabel('Organisation', { exact: true }).fill('Lamps & Co');
    await page.getByLabel('Shop name in the chat').fill('Lamps');
    await page.getByLabel('Colour of the chat').fill('#114488');
    await page.getByRole('button', { name: 'Save and continue' }).click();
    await page.getByRole('button', { name: 'Invite somebody' }).waitFor();

    await page.reload();
    await page.getByText('5 steps left.').waitFor();
    await page.getByRole('button', { name: 'Add a team' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').first().fill('Night owls');
    await dialog.getByRole('button', { name: /Save|Add/ }).click();
    await page.getByText('Night owls').waitFor();
    await page.getByRole('button', { name: 'Continue', exact: true }).click();

    await page.getByText('For: ').waitFor();
    await page.getByLabel('Name of these hours').fill('Shop hours');
    await page.getByRole('button', { name: 'Save and continue' }).click();

    await page.getByLabel('Sites that may show the chat').fill(`${shop.origin}/`);
    await page.getByRole('button', { name: 'Save and continue' }).click();

    await page.getByText('Waiting for the chat to be opened on your shop').waitFor();
    const visitor = await (await stage.window()).newPage();
    await visitor.goto(shop.address('/'));
    await visitor.locator('aftercare-widget').getByRole('button').click();
    const panel = visitor.frameLocator('aftercare-widget iframe');
    await panel.getByRole('heading', { name: 'Lamps' }).waitFor();
    await page.getByText(`The chat was opened on ${shop.origin}`).waitFor();
    await page.getByRole('button', { name: 'Continue', exact: true }).click();

    await page.getByRole('button', { name: 'Remove the demo data', exact: true }).click();
    await page.getByRole('alertdialog').getByText(/demo tickets with their messages/).waitFor();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove the demo data' }).click();
    await page.getByText('The demo data is gone.').waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Continue', exact: true }).click();
    await page.getByText('Everything is set up.').waitFor();

    // The short form is asked where somebody is there to answer.
    const [skip, box] = [panel.getByRole('button', { name: 'Skip' }), panel.getByRole('textbox', { name: 'Your message' })];
    await skip.or(box).first().waitFor();
    if (await skip.isVisible()) await skip.click();
    await box.fill('A first real question');
    await panel.getByRole('button', { name: 'Send', exact: true }).click();
    await page.goto('/console/tickets?view=all');
    await admin.row('A first real question').waitFor();
    expect(await page.getByRole('listitem').filter({ has: page.getByRole('link') }).count()).toBe(1);

    await page.goto('/console/settings');
    await page.getByRole('button', { name: 'Undo' }).first().click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('listitem').filter({ hasText: 'Organisation' }).nth(1).waitFor();
    expect(await page.getByLabel('Name', { exact: true }).or(page.getByLabel('Organisation', { exact: true })).first().inputValue()).toBe('Hearth & Trail');

    await page.goto('/console/health');
    await page.getByText('No backup has been seen.').waitFor();
    await page.getByText('No mail server is set.').waitFor();
  });
});
