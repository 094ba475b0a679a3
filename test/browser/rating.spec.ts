import { Colleague, makeRoom } from './support/colleague.js';
import { Shopper } from './support/shopper.js';
import { Stage } from './support/stage.js';

jest.setTimeout(300_000);

describe('the question at the end of a chat', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.set();
    await makeRoom(stage);
  });
  afterEach(() => stage.clear());
  afterAll(() => stage.strike());

  const talkUntilEnd = async (words: string, language: 'en' | 'zh-CN' = 'en') => {
    const agent = await Colleague.come(stage, 'agent', { path: '/console/tickets?view=all' });
    const visitor = await Shopper.come(stage, { language });
    await visitor.open();
    await visitor.say(words);
    await agent.accept(words);
    await agent.say(`About: ${words}`);
    await visitor.message(`About: ${words}`).waitFor();
    await agent.page.getByRole('button', { name: 'End chat' }).click();
    const dialog = agent.page.getByRole('dialog');
    await dialog.getByText('Solved', { exact: true }).click();
    await dialog.getByLabel('What was it about?').selectOption({ index: 1 });
    await dialog.getByRole('button', { name: 'End chat' }).click();
    return { agent, visitor };
  };

  it('is answered by keys, reaches the agent, and may be changed', async () => {
    const { agent, visitor } = await talkUntilEnd('My mug has a crack');
    const events: unknown[] = [];
    await visitor.page.exposeFunction('heard', (detail: unknown) => events.push(detail));
    await visitor.page.evaluate(`addEventListener('aftercare:rating', (event) => heard(event.detail))`);
    const stars = visitor.panel.getByRole('radio', { name: '1 star: Very dissatisfied' });
    await stars.focus();
    for (let step = 0; step < 4; step += 1) await visitor.page.keyboard.press('ArrowRight');
    await visitor.panel.getByRole('radio', { name: '5 stars: Very satisfied', checked: true }).waitFor();
    await visitor.panel.getByRole('button', { name: 'Friendly', exact: true }).click();
    await visitor.panel.getByRole('button', { name: 'Friendly', exact: true, pressed: true }).waitFor();
    await visitor.panel.getByRole('radio', { name: 'Yes' }).check();
    await visitor.panel.getByRole('textbox', { name: 'Anything else? (optional)' }).fill('You were lovely');
    await visitor.panel.locator('button.primary').filter({ hasText: 'Send' }).click();
    await visitor.panel.getByText('Thank you! Your rating: Very satisfied').waitFor();
    expect(events).toMatchObject([{ score: 5, solved: true }]);

    await agent.page.getByText('5 stars for you: “You were lovely”').waitFor();
    await agent.page.getByRole('button', { name: 'Show', exact: true }).click();
    await agent.talk.getByText('Rated 5 of 5 by the customer').waitFor();
    await agent.page.getByRole('complementary', { name: 'About the customer' }).getByText('You were lovely').waitFor();

    await visitor.panel.getByRole('button', { name: 'Change' }).click();
    await visitor.panel.getByRole('radio', { name: '2 stars: Dissatisfied' }).check();
    expect(await visitor.panel.getByRole('button', { name: 'Friendly', exact: true }).count()).toBe(0);
    await visitor.panel.locator('button.primary').filter({ hasText: 'Send' }).click();
    await visitor.panel.getByText('Thank you! Your rating: Dissatisfied').waitFor();
    await agent.talk.getByText('Changed the rating to 2 of 5').waitFor();
  });

  it('is asked in the customer’s words and not again once skipped', async () => {
    const { visitor } = await talkUntilEnd('我的杯子裂了', 'zh-CN');
    await visitor.panel.getByRole('radio', { name: '5 星：非常满意' }).waitFor();
    await visitor.panel.getByRole('button', { name: '跳过' }).click();
    await visitor.panel.getByText('未评价。').waitFor();
    await visitor.page.reload();
    await visitor.panel.getByRole('button', { name: '我的杯子裂了' }).or(visitor.launcher).first().click();
    await visitor.panel.getByText('About: 我的杯子裂了').first().click();
    await visitor.panel.getByText('未评价。').waitFor();
    expect(await visitor.panel.getByRole('radio').count()).toBe(0);
  });
});
