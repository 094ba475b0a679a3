import { Colleague, makeRoom } from './support/colleague.js';
import { Shopper } from './support/shopper.js';
import { Stage, until } from './support/stage.js';

jest.setTimeout(300_000);

describe('a lead', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.set();
    await makeRoom(stage);
  });
  afterEach(() => stage.clear());
  afterAll(() => stage.strike());

  it('watches a chat from the board, whispers to its agent and takes over', async () => {
    const visitor = await Shopper.come(stage);
    await visitor.open();
    await visitor.say('My suitcase lost a wheel.');
    const agent = await Colleague.come(stage, 'agent', { path: '/console/tickets?view=all' });
    await agent.accept('My suitcase lost a wheel.');

    const lead = await Colleague.come(stage, 'lead', { path: '/console/' });
    await lead.page.getByRole('link', { name: 'Live', exact: true }).click();
    const chat = lead.page.getByRole('listitem').filter({ hasText: 'My suitcase lost a wheel.' });
    await chat.getByText('Emily Carter').waitFor();
    await chat.getByText('Live', { exact: true }).waitFor();
    await lead.page.getByRole('listitem').filter({ hasText: 'Emily Carter' }).getByText('Online').waitFor();
    await chat.getByRole('button', { name: /^Watch/ }).click();
    await lead.talk.getByText('My suitcase lost a wheel.').waitFor();
    await agent.page.getByText('林雅婷 is also looking').waitFor({ state: 'attached' });

    await lead.noteDown('Offer a new one, not a repair.');
    await agent.talk.getByText('Offer a new one, not a repair.').waitFor();
    await agent.say('You get a new one.');
    await visitor.message('You get a new one.').waitFor();
    expect(await visitor.log.innerText()).not.toContain('not a repair');
    expect(await visitor.log.innerText()).not.toContain('林雅婷');

    await lead.page.getByRole('button', { name: 'Take over' }).click();
    await visitor.panel.getByText('林雅婷 took over the chat').waitFor();
    await visitor.panel.getByRole('heading', { name: '林雅婷' }).waitFor();
    await agent.talk.getByText('林雅婷 took over the chat').waitFor();
    await lead.say('I have sent it today.');
    await visitor.message('I have sent it today.').waitFor();
    await visitor.say('Thank you both!');
    await lead.talk.getByText('Thank you both!').waitFor();
  });

  it('goes through the list without a mouse', async () => {
    // Nothing moves among the closed tickets, while somebody may write to the open ones at any time.
    const { page } = await Colleague.come(stage, 'lead', { path: '/console/tickets?view=all&state=closed' });
    const rows = page.getByRole('list', { name: 'All tickets' }).getByRole('link');
    await rows.first().waitFor();
    const current = () => page.evaluate(() => document.querySelector('[data-ticket][aria-current=page]')?.getAttribute('data-ticket') ?? null);
    const order = await until(() => rows.evaluateAll((links) => links.map((link) => link.getAttribute('data-ticket'))), (ids) => ids.length >= 3, 'the list should have tickets');
    const isAt = (id: string | null | undefined, key: string) => until(current, (found) => found === id, `${key} should have opened ${id}`);
    await page.keyboard.press('j');
    await isAt(order[0], 'the first J');
    await page.keyboard.press('j');
    await isAt(order[1], 'the second J');
    await page.keyboard.press('k');
    await isAt(order[0], 'K');

    await page.keyboard.press('g');
    await page.keyboard.press('a');
    await page.getByRole('heading', { name: 'All tickets', exact: true }).waitFor();
    await rows.first().waitFor();
    await page.keyboard.press('j');
    const open = await until(current, (found) => found !== null, 'J should open a ticket');
    await page.locator('textarea').waitFor();
    await page.keyboard.press('Enter');
    await until(() => page.evaluate(() => document.activeElement?.tagName), (tag) => tag === 'TEXTAREA', 'Enter should lead to the composer');
    await page.keyboard.type('jk?');
    await isAt(open, 'typing');
    expect(await page.locator('textarea').inputValue()).toBe('jk?');
    await page.locator('textarea').fill('');
    await page.keyboard.press('Escape');

    await page.keyboard.press('Shift+?');
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await sheet.getByText('Next ticket').waitFor();
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'hidden' });

    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('combobox').fill('dark');
    await page.keyboard.press('Enter');
    await page.locator('html[data-theme=dark]').waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('l');
    await page.getByRole('heading', { name: 'Live', exact: true }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('u');
    await page.getByRole('heading', { name: 'Unassigned' }).waitFor();
  });
});
