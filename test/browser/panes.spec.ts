import { Colleague, makeRoom } from './support/colleague.js';
import { Shopper } from './support/shopper.js';
import { Stage, until } from './support/stage.js';

jest.setTimeout(300_000);

describe('talks side by side', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.set();
    await makeRoom(stage);
  });
  afterEach(() => stage.clear());
  afterAll(() => stage.strike());

  /** A visitor whose first words the agent has accepted. */
  const accepted = async (agent: Colleague, words: string) => {
    const visitor = await Shopper.come(stage);
    await visitor.open();
    await visitor.say(words);
    await agent.accept(words);
    return visitor;
  };
  const panes = (agent: Colleague) => agent.page.locator('[data-pane]');
  const paneOf = (agent: Colleague, words: string) => panes(agent).filter({ hasText: words });
  const boxIn = (agent: Colleague, words: string) => paneOf(agent, words).getByRole('textbox', { name: 'Write a reply…' });
  const isFocused = (agent: Colleague, words: string) => until(() => boxIn(agent, words).evaluate((box) => box === document.activeElement), (here) => here, `the focus in ${words}`);

  it('keep two visitors apart, by keys, and read only the one with the focus', async () => {
    const agent = await Colleague.come(stage, 'agent', { path: '/console/tickets?view=all' });
    const teapot = await accepted(agent, 'Is the teapot dishwasher safe?');
    await agent.talk.getByText('Is the teapot dishwasher safe?').waitFor();
    const tent = await accepted(agent, 'Does the tent have a footprint?');
    await agent.page.getByRole('button', { name: 'Side by side' }).click();
    await until(() => panes(agent).count(), (count) => count >= 2, 'the talks on screen');
    await paneOf(agent, 'Does the tent').getByRole('button', { name: 'More actions' }).click();
    await agent.page.getByRole('menuitem', { name: 'Show this one alone' }).click();
    await until(() => panes(agent).count(), (count) => count === 1, 'one talk');
    await agent.row('Is the teapot dishwasher safe?').click({ modifiers: ['Shift'] });
    await paneOf(agent, 'teapot').waitFor();

    await boxIn(agent, 'teapot').click();
    await isFocused(agent, 'teapot');
    await agent.page.keyboard.type('Yes, on the upper rack.');
    await boxIn(agent, 'the tent').click();
    await isFocused(agent, 'the tent');
    await agent.page.keyboard.type('It is sold apart.');
    // Both drafts stand; each goes to its own customer.
    expect(await boxIn(agent, 'teapot').inputValue()).toBe('Yes, on the upper rack.');
    await agent.page.keyboard.press('Enter');
    await tent.message('It is sold apart.').waitFor();
    await boxIn(agent, 'teapot').click();
    await agent.page.keyboard.press('Enter');
    await teapot.message('Yes, on the upper rack.').waitFor();
    expect(await tent.panel.locator('body').innerText()).not.toContain('upper rack');
    expect(await teapot.panel.locator('body').innerText()).not.toContain('sold apart');

    // The teapot's talk has the focus: what the other says is on screen, and not read.
    await tent.say('And a groundsheet?');
    await paneOf(agent, 'And a groundsheet?').waitFor();
    await tent.marked('And a groundsheet?', 'delivered');
    await boxIn(agent, 'groundsheet').click();
    await tent.marked('And a groundsheet?', 'read');
  });

  it('survive a reload, fall back to one on a narrow screen, and close one by one', async () => {
    const agent = await Colleague.come(stage, 'agent', { path: '/console/tickets?view=all' });
    await accepted(agent, 'Is the pan oven proof?');
    await agent.page.goto('/console/tickets?view=all');
    const lamp = await accepted(agent, 'Is the lamp waterproof?');
    await agent.row('Is the pan oven proof?').click({ modifiers: ['Shift'] });
    await until(() => panes(agent).count(), (count) => count === 2, 'two talks');
    await agent.page.reload();
    await paneOf(agent, 'pan oven').waitFor();
    await paneOf(agent, 'lamp waterproof').waitFor();
    expect(await panes(agent).count()).toBe(2);

    await agent.page.keyboard.press('Control+1');
    await isFocused(agent, 'lamp');
    await agent.page.keyboard.press('Control+2');
    await isFocused(agent, 'pan oven');

    await agent.page.setViewportSize({ width: 1100, height: 800 });
    await until(() => panes(agent).count(), (count) => count === 1, 'one talk');
    await agent.page.setViewportSize({ width: 1440, height: 900 });
    await until(() => panes(agent).count(), (count) => count === 2, 'two talks again');

    await agent.page.keyboard.press('Control+2');
    await isFocused(agent, 'pan oven');
    await agent.page.keyboard.press('Escape');
    await agent.page.keyboard.press('w');
    await until(() => panes(agent).count(), (count) => count === 1, 'one talk is left');
    // Closing a pane beside it cost this one nothing.
    await lamp.say('To one metre?');
    await paneOf(agent, 'To one metre?').waitFor();
  });

  it('mark one unread, until it is opened again', async () => {
    const agent = await Colleague.come(stage, 'agent', { path: '/console/tickets?view=mine' });
    const visitor = await Shopper.come(stage);
    await visitor.open();
    await visitor.say('May I return a used mug?');
    await agent.accept('May I return a used mug?');
    await visitor.marked('May I return a used mug?', 'read');
    await agent.page.getByRole('log').click();
    await agent.page.keyboard.press('u');
    const row = agent.row('May I return a used mug?');
    await row.getByText('1 unread message').waitFor();
    await visitor.marked('May I return a used mug?', 'read');
    await agent.page.reload();
    await row.getByText('1 unread message').waitFor();
    await row.click();
    await row.getByText('1 unread message').waitFor({ state: 'detached' });
  });
});
