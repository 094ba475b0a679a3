import { TranslateFake } from '../support/translate-fake.js';
import { Colleague, makeRoom } from './support/colleague.js';
import { Shopper } from './support/shopper.js';
import { Stage } from './support/stage.js';

jest.setTimeout(300_000);

describe('two people without a language in common', () => {
  const translator = new TranslateFake();
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.set(await translator.start());
    await makeRoom(stage);
  });
  afterEach(() => stage.clear());
  afterAll(async () => {
    await stage.strike();
    await translator.stop();
  });

  it('understand each other by what is asked for, read, and then sent by hand', async () => {
    const visitor = await Shopper.come(stage);
    await visitor.open();
    await visitor.say('Der Kessel tropft.');
    const agent = await Colleague.come(stage, 'agent', { path: '/console/tickets?view=all' });
    await agent.accept('Der Kessel tropft.');
    const entry = agent.talk.getByRole('listitem').filter({ hasText: 'Der Kessel tropft.' }).first();
    await entry.hover();
    await entry.getByRole('button', { name: 'Translate', exact: true }).click();
    await entry.getByText('[en] Der Kessel tropft.').waitFor();
    await entry.getByText('Translated from German').waitFor();
    await entry.getByText('Der Kessel tropft.', { exact: true }).waitFor();

    await agent.reply.fill('We send a new one.');
    const turn = agent.page.getByRole('button', { name: 'Translate into the customer’s language' });
    await turn.click();
    await agent.page.getByText('Now in German. Read it before you send it.').waitFor();
    expect(await agent.reply.inputValue()).toBe('[de] We send a new one.');
    await agent.page.getByRole('button', { name: 'Back to my words' }).click();
    expect(await agent.reply.inputValue()).toBe('We send a new one.');
    await turn.click();
    await agent.page.getByText('Now in German. Read it before you send it.').waitFor();
    // Nothing goes by itself.
    expect(await visitor.panel.locator('body').innerText()).not.toContain('We send a new one.');
    await agent.page.getByRole('button', { name: 'Send reply' }).click();
    await visitor.message('[de] We send a new one.').waitFor();
    expect(await visitor.panel.locator('body').innerText()).not.toContain('[en]');
  });
});
