import type { Locator, Page } from 'playwright-core';
import { Colleague, makeRoom } from './support/colleague.js';
import { InputMethod } from './support/input-method.js';
import { Shopper } from './support/shopper.js';
import { Stage } from './support/stage.js';

jest.setTimeout(300_000);

describe('somebody who writes Chinese', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.set();
    await makeRoom(stage);
  });
  afterEach(() => stage.clear());
  afterAll(() => stage.strike());

  /** Composes with the Enter key, as one does to take the letters themselves or the first candidate. */
  async function compose(page: Page, box: Locator) {
    const method = await InputMethod.of(page);
    await box.focus();
    await method.compose('ni', '你');
    await method.press('Enter');
    await method.compose('hao', '你好');
    await method.press('Enter', { swallowed: true });
    await method.choose('你好');
    // Safari ends the composition first and then reports the key that ended it.
    await method.press('Enter', { swallowed: true });
    expect(await box.inputValue()).toBe('你好');
  }

  it('sends from the widget only when nothing is being composed', async () => {
    const visitor = await Shopper.come(stage, { language: 'zh-CN' });
    await visitor.open();
    await visitor.panel.getByText('真人客服回复').waitFor();
    await compose(visitor.page, visitor.box);
    expect(await visitor.panel.locator('.row').count()).toBe(0);
    await visitor.page.keyboard.press('Enter');
    await visitor.marked('你好', 'sent');
    expect(await visitor.panel.locator('.bubble.mine').allInnerTexts()).toEqual(['你好']);
    expect(await visitor.box.inputValue()).toBe('');
  });

  it('sends from the console only when nothing is being composed, and reads it in Chinese', async () => {
    const visitor = await Shopper.come(stage, { language: 'zh-CN' });
    await visitor.open();
    await visitor.say('马克杯可以进微波炉吗？');
    const agent = await Colleague.come(stage, 'agent', { language: 'zh-CN', path: '/console/tickets?view=all' });
    await agent.accept('马克杯可以进微波炉吗？');
    expect(await agent.page.evaluate(() => document.documentElement.lang)).toBe('zh-CN');
    await compose(agent.page, agent.reply);
    expect(await agent.talk.getByText('你好').count()).toBe(0);
    await agent.page.keyboard.press('Enter');
    await agent.talk.getByText('你好').waitFor();
    await visitor.message('你好').waitFor();
    expect(await agent.reply.inputValue()).toBe('');
  });

  it('types a name in the palette without the keys of the list moving', async () => {
    const agent = await Colleague.come(stage, 'agent', { language: 'zh-CN', path: '/console/tickets?view=all' });
    await agent.page.getByRole('link', { name: '收件箱' }).waitFor();
    await agent.page.keyboard.press('Control+k');
    const box = agent.page.getByRole('dialog').getByRole('combobox');
    await box.waitFor();
    const method = await InputMethod.of(agent.page);
    await method.compose('shenhei', '深');
    await method.press('Enter', { swallowed: true });
    await box.waitFor();
    await method.choose('深色');
    await agent.page.keyboard.press('Enter');
    await agent.page.locator('html[data-theme=dark]').waitFor();
  });
});
