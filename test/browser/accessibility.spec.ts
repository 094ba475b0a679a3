import { barriersOn, barriersOver } from './support/axe.js';
import { Colleague, makeRoom } from './support/colleague.js';
import { Shopper } from './support/shopper.js';
import { Stage, until } from './support/stage.js';

jest.setTimeout(300_000);

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.set();
  await makeRoom(stage);
});
afterEach(() => stage.clear());
afterAll(() => stage.strike());

describe.each(['light', 'dark'] as const)('nothing grave keeps people out, in %s', (theme) => {
  // Half-way through a fade, contrast is nobody's.
  const look = { colorScheme: theme, reducedMotion: 'reduce' } as const;

  it('of the start page, the shop and the pages before sign-in', async () => {
    const page = await (await stage.window(look)).newPage();
    const found: string[] = [];
    await page.goto('/');
    await page.getByRole('link', { name: /^Sign in: / }).first().waitFor();
    found.push(...(await barriersOn(page, 'start page')));
    await page.goto('/console/sign-in');
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    found.push(...(await barriersOn(page, 'sign-in')));
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('link', { name: 'Forgot your password?' }).click();
    await page.getByRole('button', { name: 'Send link' }).waitFor();
    found.push(...(await barriersOn(page, 'password reset')));
    await page.goto('/console/invitation#token=none');
    await page.getByRole('heading', { name: 'Welcome to the team' }).waitFor();
    found.push(...(await barriersOn(page, 'invitation')));
    await page.goto('/console/enter#token=none');
    await page.getByRole('link', { name: 'Back to sign-in' }).waitFor();
    found.push(...(await barriersOn(page, 'spent link')));
    expect(found).toEqual([]);
  });

  it('of the widget', async () => {
    // The short form is asked where somebody is there.
    const lead = await Colleague.come(stage, 'lead', { ...look, theme });
    await until(async () => (await (await lead.page.request.get('/api/v1/live')).text()).includes('"connected":true'), (here) => here, 'somebody should be connected');
    const visitor = await Shopper.come(stage, look);
    const found: string[] = [];
    await visitor.launcher.waitFor();
    found.push(...(await barriersOn(visitor.page, 'shop')));
    await visitor.launcher.click();
    await visitor.panel.getByRole('button', { name: 'Skip' }).waitFor();
    found.push(...(await barriersOn(visitor.page, 'form')));
    await visitor.start();
    found.push(...(await barriersOn(visitor.page, 'greeting')));
    await visitor.say('Hello, see https://example.com');
    await visitor.marked('Hello, see', 'sent');
    await visitor.panel.getByText('You can close this window.').waitFor();
    await visitor.panel.getByRole('button', { name: 'Emoji' }).click();
    await visitor.panel.getByRole('button', { name: 'Close emoji' }).waitFor();
    found.push(...(await barriersOn(visitor.page, 'chat in the queue')));
    await visitor.panel.getByRole('button', { name: 'More' }).click();
    await visitor.panel.getByRole('button', { name: 'End conversation' }).click();
    await visitor.panel.getByRole('alertdialog').getByRole('button', { name: 'End conversation' }).click();
    await visitor.panel.getByText('This conversation has ended.').waitFor();
    found.push(...(await barriersOn(visitor.page, 'ended')));
    await visitor.panel.getByRole('button', { name: 'More' }).click();
    await visitor.panel.getByRole('button', { name: 'Your conversations' }).click();
    await visitor.panel.getByRole('heading', { name: 'Your conversations' }).waitFor();
    found.push(...(await barriersOn(visitor.page, 'list of conversations')));
    await visitor.panel.getByRole('button', { name: 'New conversation' }).click();
    await visitor.page.context().setOffline(true);
    await visitor.say('Unsent');
    await visitor.panel.getByText('No connection.').waitFor();
    found.push(...(await barriersOn(visitor.page, 'offline')));
    expect(found).toEqual([]);
  });

  it('of an agent\'s work', async () => {
    const visitor = await Shopper.come(stage, look);
    await visitor.open();
    await visitor.say('Where do you ship?');
    await visitor.marked('Where do you ship?', 'sent');
    const agent = await Colleague.come(stage, 'agent', { ...look, theme, path: '/console/tickets?view=all' });
    const { page } = agent;
    const found: string[] = [];
    await agent.row('Where do you ship?').waitFor();
    found.push(...(await barriersOn(page, 'inbox')));
    await agent.row('Where do you ship?').click();
    // The lead of the test before may still count as here, and is asked first; such an offer lasts thirty seconds.
    await page.getByText('is offered to you').waitFor({ timeout: 60_000 });
    found.push(...(await barriersOn(page, 'offer')));
    await page.getByRole('button', { name: 'Accept chat' }).click();
    await agent.say('To all of Europe.');
    await agent.talk.getByRole('listitem').filter({ hasText: 'To all of Europe.' }).getByText('Read').waitFor();
    await agent.noteDown('Not to Norway.');
    await agent.talk.getByText('Not to Norway.').waitFor();
    await agent.say('And to the moon.');
    const last = agent.talk.getByRole('listitem').filter({ hasText: 'And to the moon.' });
    await last.hover();
    await last.getByRole('button', { name: 'Recall' }).click();
    await agent.talk.getByText('Message recalled').waitFor();
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menu').waitFor();
    found.push(...(await barriersOver(page, 'menu')));
    await page.keyboard.press('Escape');
    for (const [button, title] of [['End chat', /^End the chat/], ['Transfer', /^Transfer the chat/], ['Assign', /^Assign ticket/]] as const) {
      await page.getByRole('button', { name: button, exact: true }).click();
      const dialog = page.getByRole('dialog', { name: title });
      await dialog.waitFor();
      found.push(...(await barriersOver(page, 'dialog')));
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
    }
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('combobox').waitFor();
    found.push(...(await barriersOver(page, 'dialog')));
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').getByRole('combobox').waitFor({ state: 'hidden' });
    await page.context().setOffline(true);
    await agent.say('Iceland as well.');
    await agent.talk.getByText('Waits for the connection').waitFor();
    await page.getByText('No connection.').waitFor();
    found.push(...(await barriersOn(page, 'recalled and offline')));
    expect(found).toEqual([]);
  });

  it('of a lead\'s and an admin\'s pages', async () => {
    const { page } = await Colleague.come(stage, 'admin', { ...look, theme, path: '/console/live' });
    const found: string[] = [];
    await page.getByRole('heading', { name: 'Agents', exact: true }).waitFor();
    found.push(...(await barriersOn(page, 'live board')));
    const pages = [['account', 'My account'], ['people', 'People'], ['teams', 'Teams'], ['roles', 'Roles'], ['widgets', 'Chat widget'], ['settings', 'Organisation'], ['promises', 'Promises'], ['visits', 'Visitors']] as const;
    for (const [path, title] of pages) {
      await page.goto(`/console/${path}`);
      await page.getByRole('heading', { name: title, exact: true }).first().waitFor();
      await page.waitForLoadState('networkidle');
      found.push(...(await barriersOn(page, path)));
    }
    expect(found).toEqual([]);
  });

  it('of any part of the kit', async () => {
    const { page } = await Colleague.come(stage, 'admin', { ...look, theme, path: '/console/kit' });
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    expect(await barriersOn(page, 'kit')).toEqual([]);
  });
});
