import { Colleague, makeRoom } from './support/colleague.js';
import { Shopper } from './support/shopper.js';
import { Stage, until } from './support/stage.js';

jest.setTimeout(300_000);
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };

describe('on a phone', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.set();
    await makeRoom(stage);
  });
  afterEach(() => stage.clear());
  afterAll(() => stage.strike());

  it('the chat fills the screen, and the back button brings the shop back', async () => {
    const visitor = await Shopper.come(stage, { ...PHONE, path: '/demo-shop/products/trail-mug' });
    await visitor.open();
    expect(await visitor.page.locator('aftercare-widget iframe').boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 });
    expect(await visitor.launcher.isVisible()).toBe(false);
    const composer = await visitor.box.boundingBox();
    expect(composer?.height).toBeGreaterThanOrEqual(40);
    expect((composer?.y ?? 0) + (composer?.height ?? 0)).toBeLessThanOrEqual(844);
    expect(await visitor.panel.locator('html').evaluate((html) => html.scrollWidth)).toBe(390);

    // Enter breaks the line here: the keyboard of a phone has no other way to.
    await visitor.box.pressSequentially('One\nTwo');
    expect(await visitor.box.inputValue()).toBe('One\nTwo');
    await visitor.panel.getByRole('button', { name: 'Send', exact: true }).click();
    await visitor.marked('Two', 'sent');

    await visitor.page.goBack();
    await visitor.launcher.waitFor();
    expect(await visitor.launcher.getAttribute('aria-expanded')).toBe('false');
    expect(new URL(visitor.page.url()).pathname).toBe('/demo-shop/products/trail-mug');
    await visitor.page.getByRole('heading', { name: /Trail mug/ }).waitFor();
    await visitor.launcher.click();
    await visitor.message('Two').waitFor();
    await visitor.panel.getByRole('button', { name: 'Close chat' }).click();
    await visitor.launcher.waitFor();
  });

  it('the console shows one pane at a time, and a chat that is offered meanwhile covers nothing', async () => {
    const visitor = await Shopper.come(stage);
    await visitor.open();
    await visitor.say('Does the pillow come in grey?');
    const other = await Shopper.come(stage);
    await other.open();
    await other.say('And the blanket?');
    const agent = await Colleague.come(stage, 'agent', { ...PHONE, path: '/console/tickets?view=all' });
    const { page } = agent;
    const list = page.getByRole('region', { name: 'Tickets' });
    const rail = page.getByRole('navigation', { name: 'Main navigation' });
    await agent.row('Does the pillow come in grey?').waitFor();
    expect((await list.boundingBox())?.width).toBe(390);
    expect(await rail.isVisible()).toBe(true);

    await agent.row('Does the pillow come in grey?').click();
    // Of another chat than the one on screen, whose own bar has buttons.
    await page.getByRole('status').getByRole('link').first().waitFor();
    await page.getByRole('button', { name: 'Accept chat' }).click();
    await agent.say('It does, from March.');
    await visitor.message('It does, from March.').waitFor();
    expect([await list.isVisible(), await rail.isVisible()]).toEqual([false, false]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);

    await page.getByRole('button', { name: 'Show customer' }).click();
    const drawer = page.getByRole('dialog', { name: 'About the customer' });
    await drawer.getByText('Earlier tickets').waitFor();
    await drawer.getByRole('button', { name: 'Close' }).click();
    await drawer.waitFor({ state: 'hidden' });

    await page.getByRole('button', { name: 'Back to the list' }).click();
    await list.waitFor();
    await until(() => agent.reply.count(), (count) => count === 0, 'the ticket should be gone');
    expect(await rail.isVisible()).toBe(true);
  });
});
