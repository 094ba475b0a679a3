import { Colleague, makeRoom } from './support/colleague.js';
import { InputMethod } from './support/input-method.js';
import { Shopper } from './support/shopper.js';
import { Stage } from './support/stage.js';

jest.setTimeout(300_000);

describe('an agent who writes the same again', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.set();
    await makeRoom(stage);
  });
  afterEach(() => stage.clear());
  afterAll(() => stage.strike());

  it('finds a saved reply by initials, sees it in the customer’s language, and sends it without touching the mouse', async () => {
    const visitor = await Shopper.come(stage, { language: 'zh-CN' });
    await visitor.open();
    await visitor.say('我想退货，寄到哪里？');
    const agent = await Colleague.come(stage, 'agent', { path: '/console/tickets?view=all' });
    await agent.accept('我想退货，寄到哪里？');
    const list = agent.page.getByRole('listbox', { name: 'Saved replies' });

    // In the middle of a word a stroke is a stroke.
    await agent.reply.pressSequentially('and/or');
    expect(await list.count()).toBe(0);
    await agent.reply.fill('');
    await agent.reply.pressSequentially('/thdz');
    await list.getByRole('option', { selected: true }).filter({ hasText: '退货地址 Return address' }).waitFor();
    await agent.page.getByText('请寄回：浙江省杭州市').waitFor();
    await agent.page.keyboard.press('Shift+Tab');
    await agent.page.getByText('請寄回：新北市').waitFor();
    await agent.page.keyboard.press('Shift+Tab');
    await agent.page.getByText('Please send it to: Hearth & Trail Returns').waitFor();
    await agent.page.keyboard.press('Shift+Tab');
    await agent.page.keyboard.press('Enter');
    expect(await agent.reply.inputValue()).toMatch(/^请寄回：浙江省.*编号 \d+ 的字条/u);
    await list.waitFor({ state: 'detached' });

    // The browser's own undo takes it back, and redo brings it again.
    await agent.page.keyboard.press('Control+z');
    expect(await agent.reply.inputValue()).toBe('/thdz');
    await agent.page.keyboard.press('Control+Shift+z');
    expect(await agent.reply.inputValue()).toMatch(/^请寄回/u);
    await agent.page.keyboard.press('Enter');
    await visitor.message('请寄回：浙江省杭州市').waitFor();

    // Used last, it stands on top.
    await agent.reply.pressSequentially('/');
    await list.getByRole('option').first().filter({ hasText: '退货地址' }).waitFor();
    await agent.page.keyboard.press('Escape');
    await list.waitFor({ state: 'detached' });
    expect(await agent.reply.inputValue()).toBe('/');
  });

  it('fills in what is known, and sends nothing with an open blank', async () => {
    const visitor = await Shopper.come(stage);
    await visitor.open();
    await visitor.say('Where is my parcel?');
    const agent = await Colleague.come(stage, 'agent', { path: '/console/tickets?view=all' });
    await agent.accept('Where is my parcel?');
    await agent.reply.pressSequentially('/track');
    await agent.page.getByRole('option', { selected: true }).filter({ hasText: 'Where is my parcel' }).waitFor();
    await agent.page.keyboard.press('Tab');
    await agent.page.getByText('Fill in before you send:').waitFor();
    await agent.page.keyboard.press('Enter');
    expect(await agent.reply.inputValue()).toContain('{{tracking.number}}');
    expect(await agent.talk.getByText('is on its way').count()).toBe(0);
    // Enter went to the blank instead: what is typed replaces it.
    await agent.page.keyboard.type('1Z 999');
    expect(await agent.reply.inputValue()).toContain('Your parcel 1Z 999 is on its way');
    await agent.page.keyboard.press('Enter');
    await visitor.message('Your parcel 1Z 999 is on its way').waitFor();
    expect(await visitor.panel.locator('body').innerText()).not.toContain('{{');
  });

  it('composes Chinese in the query without the list acting on it', async () => {
    const visitor = await Shopper.come(stage, { language: 'zh-CN' });
    await visitor.open();
    await visitor.say('想换货');
    const agent = await Colleague.come(stage, 'agent', { language: 'zh-CN', path: '/console/tickets?view=all' });
    await agent.accept('想换货');
    const list = agent.page.getByRole('listbox', { name: '快捷回复' });
    // The key with the stroke, as an input method in Chinese mode writes it.
    await agent.reply.focus();
    await agent.page.keyboard.insertText('、');
    await list.waitFor();
    const method = await InputMethod.of(agent.page);
    await method.compose("tui'huo", "tui'huo");
    await list.getByRole('option', { selected: true }).filter({ hasText: '退货地址' }).waitFor();
    await method.press('Enter', { swallowed: true });
    await method.press('ArrowDown', { swallowed: true });
    expect(await agent.reply.inputValue()).toBe("、tui'huo");
    await method.choose('退货');
    await list.getByRole('option', { selected: true }).filter({ hasText: '退货地址' }).waitFor();
    await agent.page.keyboard.press('Enter');
    expect(await agent.reply.inputValue()).toMatch(/^请寄回：浙江/u);
    await agent.page.getByRole('button', { name: '撤销' }).click();
    expect(await agent.reply.inputValue()).toBe('');
  });

  it('looks after replies on a page of its own, as far as the role goes', async () => {
    const agent = await Colleague.come(stage, 'agent', { path: '/console/replies' });
    await agent.page.getByRole('button', { name: 'New saved reply' }).click();
    const dialog = agent.page.getByRole('dialog');
    await dialog.getByLabel('Title').fill('保温杯 Thermos');
    await dialog.getByLabel('Shortcut').fill('thermos');
    await dialog.getByLabel('Text').fill('Keeps warm for eight hours, {{customer.name}}.');
    await dialog.getByText('Keeps warm for eight hours, Anna Lindgren.').waitFor();
    // Whoever may make only his own is not asked whose it is.
    expect(await dialog.getByText('Who may use it').count()).toBe(0);
    await dialog.getByRole('button', { name: 'Save' }).click();
    const row = agent.page.getByRole('row').filter({ hasText: '保温杯 Thermos' });
    await row.getByText('Only me').waitFor();
    await agent.page.getByLabel('Find').fill('bwb');
    await row.waitFor();
    expect(await agent.page.getByRole('row').count()).toBe(2);
    await row.getByRole('button', { name: /Delete/u }).click();
    await row.waitFor({ state: 'detached' });
    await agent.page.getByRole('button', { name: 'Undo' }).click();
    await row.waitFor();
    await agent.page.getByLabel('Find').fill('问候');
    expect(await agent.page.getByRole('row').filter({ hasText: '问候' }).getByRole('button').count()).toBe(0);
  });
});
