import { Colleague, makeRoom } from './support/colleague.js';
import { Shopper } from './support/shopper.js';
import { Stage } from './support/stage.js';

jest.setTimeout(300_000);

describe('what was said before', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.set();
    await makeRoom(stage);
  });
  afterEach(() => stage.clear());
  afterAll(() => stage.strike());

  it('is quoted on both sides, leads to the original, and goes when the original is taken back', async () => {
    const visitor = await Shopper.come(stage);
    await visitor.open();
    await visitor.say('My order is A1047');
    const agent = await Colleague.come(stage, 'agent', { path: '/console/tickets?view=all' });
    await agent.accept('My order is A1047');
    const words = agent.talk.getByRole('listitem');
    for (let line = 1; line <= 12; line += 1) await agent.say(`Line ${line} of many, so that the first words are out of sight.`);

    const original = words.filter({ hasText: 'My order is A1047' }).first();
    await original.hover();
    await original.getByRole('button', { name: 'Quote' }).click();
    await agent.reply.fill('I see that one.');
    await agent.page.keyboard.press('Enter');
    const answer = visitor.panel.locator('.bubble').filter({ hasText: 'I see that one.' });
    await answer.getByRole('button').filter({ hasText: 'My order is A1047' }).click();
    await visitor.panel.getByRole('button', { name: 'Go to the latest message' }).waitFor();
    await words.filter({ hasText: 'I see that one.' }).getByRole('button', { name: 'My order is A1047' }).click();
    expect(await original.evaluate((entry) => entry === document.activeElement)).toBe(true);

    const first = visitor.panel.locator('.row').filter({ hasText: 'Line 12 of many' });
    await first.hover();
    await first.getByRole('button', { name: 'Reply' }).click();
    await visitor.say('This one?');
    await words.filter({ hasText: 'This one?' }).getByText('Line 12 of many').waitFor();

    // The agent takes the quoted line back: its words leave the customer's window, and the quote in it.
    const last = words.filter({ hasText: 'Line 12 of many' }).first();
    await last.hover();
    await last.getByRole('button', { name: 'Recall' }).click();
    await visitor.panel.getByText('Recalled message').waitFor();
    expect(await visitor.panel.locator('body').innerText()).not.toContain('Line 12 of many');
    expect(await agent.talk.innerText()).not.toContain('Line 12 of many');
  });

  it('is taken back by the customer while that goes, and not offered any longer', async () => {
    const visitor = await Shopper.come(stage);
    await visitor.open();
    await visitor.say('Where is it made?');
    const agent = await Colleague.come(stage, 'agent', { path: '/console/tickets?view=all' });
    await agent.accept('Where is it made?');
    await visitor.say('My password is tulip');
    await agent.talk.getByText('My password is tulip').waitFor();
    const row = visitor.panel.locator('.row').filter({ hasText: 'tulip' });
    await row.hover();
    await row.getByRole('button', { name: 'Recall' }).click();
    await visitor.panel.getByText('You recalled a message').waitFor();
    await agent.talk.getByText('Message recalled').waitFor();
    await agent.page.getByText('tulip').waitFor({ state: 'detached' });

    await agent.say('In Slovenia.');
    await agent.talk.getByRole('button', { name: 'Recall' }).waitFor();
    await agent.page.clock.install();
    await agent.page.reload();
    await agent.talk.getByRole('button', { name: 'Recall' }).waitFor();
    await agent.page.clock.fastForward(121_000);
    await agent.talk.getByRole('button', { name: 'Recall' }).waitFor({ state: 'detached' });
    expect(await agent.talk.getByText('In Slovenia.').count()).toBe(1);
  });

  it('is answered on a phone by resting a finger on it', async () => {
    const visitor = await Shopper.come(stage, { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true });
    await visitor.open();
    await visitor.say('Does it float?');
    await visitor.marked('Does it float?', 'sent');
    const row = visitor.panel.locator('.row').filter({ hasText: 'Does it float?' });
    await row.getByRole('button', { name: 'Reply' }).waitFor({ state: 'attached' });
    await row.locator('.bubble').dispatchEvent('pointerdown', { pointerType: 'touch', bubbles: true });
    const menu = visitor.panel.getByRole('menu');
    await menu.getByRole('menuitem', { name: 'Recall' }).waitFor();
    await menu.getByRole('menuitem', { name: 'Reply' }).click();
    await visitor.say('I mean in salt water.');
    await visitor.panel.locator('.bubble').filter({ hasText: 'salt water' }).getByText('Does it float?').waitFor();
  });
});
