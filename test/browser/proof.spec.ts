import { readFileSync } from 'node:fs';
import { Mailbox } from '../support/mailbox.js';
import proofTexts from '../../web/locales/en/widget-proof.json';
import saveTexts from '../../web/locales/en/widget-save.json';
import { barriersOn } from './support/axe.js';
import { Colleague, makeRoom } from './support/colleague.js';
import { Shopper } from './support/shopper.js';
import { Stage, until } from './support/stage.js';
import { widgetTexts } from './support/texts.js';

jest.setTimeout(300_000);
const words = widgetTexts('en');

describe('an address that is proven in the chat', () => {
  let box: Mailbox;
  let stage: Stage;
  beforeAll(async () => {
    box = await Mailbox.open();
    stage = await Stage.set({ SMTP_URL: box.url });
    await makeRoom(stage);
  });
  afterEach(() => stage.clear());
  afterAll(async () => {
    await stage.strike();
    await box.close();
  });

  const codeFor = async (to: string): Promise<string> => {
    const letter = await until(async () => box.letters.find((one) => one.to === to), (found) => found !== undefined, `no letter came to ${to}`);
    return /^(\d{6})$/m.exec(letter?.text ?? '')?.[1] ?? '';
  };

  it('is asked for by the agent, confirmed by the code from the letter, and both see it', async () => {
    const agent = await Colleague.come(stage, 'agent', { path: '/console/tickets?view=all' });
    const visitor = await Shopper.come(stage);
    await visitor.open();
    await visitor.say('Is it you who has my kettle?');
    await agent.accept('Is it you who has my kettle?');
    const pane = agent.page.getByRole('complementary', { name: 'About the customer' });
    await pane.getByRole('button', { name: 'Ask for an address to confirm' }).click();

    const card = visitor.panel.getByRole('region', { name: proofTexts.title });
    await card.getByText(proofTexts.asks).waitFor();
    expect(await barriersOn(visitor.page, 'the card of a code')).toEqual([]);
    await card.getByLabel(proofTexts.email).fill('mei.lin@example.com');
    await card.getByRole('button', { name: proofTexts.send }).click();
    await card.getByText('m…@example.com').waitFor();
    await pane.getByText('mei.lin@example.com').waitFor();
    const code = await codeFor('mei.lin@example.com');
    const field = card.getByLabel(proofTexts.code, { exact: true });
    expect(await field.evaluate((input) => [input.getAttribute('autocomplete'), input.getAttribute('inputmode'), parseFloat(getComputedStyle(input).fontSize) >= 16])).toEqual(['one-time-code', 'numeric', true]);
    await field.fill(code === '000000' ? '111111' : '000000');
    await field.press('Enter');
    await card.getByText(/That is not the code\. 4 tries/).waitFor();
    await field.fill(` ${code.slice(0, 3)} ${code.slice(3)} `);
    await field.press('Enter');

    await visitor.log.getByText('m…@example.com is confirmed').waitFor();
    await card.waitFor({ state: 'detached' });
    await agent.talk.getByText('m…@example.com is confirmed').waitFor();
    await pane.getByText('Confirmed by code').waitFor();
    await pane.getByText('mei.lin@example.com').waitFor();
  });

  it('takes the talk home as a file, and by mail', async () => {
    const agent = await Colleague.come(stage, 'agent', { path: '/console/tickets?view=all' });
    const visitor = await Shopper.come(stage);
    await visitor.open();
    await visitor.say('<b>水壶</b> مرحبا');
    await agent.accept('<b>水壶</b> مرحبا');
    await agent.noteDown('Do not tell him');
    await agent.say('We send a new one');
    await visitor.message('We send a new one').waitFor();

    await visitor.panel.getByRole('button', { name: words.header.menu }).click();
    await visitor.panel.getByRole('button', { name: words.start.save }).click();
    const card = visitor.panel.getByRole('region', { name: saveTexts.title });
    const [download] = await Promise.all([visitor.page.waitForEvent('download'), card.getByRole('button', { name: saveTexts.html }).click()]);
    const paper = readFileSync(await download.path(), 'utf8');
    expect(download.suggestedFilename()).toMatch(/\.html$/);
    expect(paper).toContain('&lt;b&gt;水壶&lt;/b&gt; مرحبا');
    expect(paper).toContain('We send a new one');
    expect(paper).not.toContain('Do not tell him');
    await card.getByText(saveTexts.saved).waitFor();

    await agent.page.getByRole('button', { name: 'More actions' }).click();
    await agent.page.getByRole('menuitem', { name: 'Save conversation…' }).click();
    const dialog = agent.page.getByRole('dialog');
    await dialog.getByText('Include internal notes').click();
    const [copy] = await Promise.all([agent.page.waitForEvent('download'), dialog.getByRole('button', { name: 'Save', exact: true }).click()]);
    const internal = readFileSync(await copy.path(), 'utf8');
    expect(internal).toContain('Do not tell him');
    expect(internal).toContain('Internal: holds notes that the customer does not see');

    await card.getByRole('button', { name: saveTexts.prove }).click();
    const proof = visitor.panel.getByRole('region', { name: proofTexts.title });
    await proof.getByLabel(proofTexts.email).fill('home@example.com');
    await proof.getByRole('button', { name: proofTexts.send }).click();
    const field = proof.getByLabel(proofTexts.code, { exact: true });
    await field.fill(await codeFor('home@example.com'));
    await field.press('Enter');
    await visitor.log.getByText('h…@example.com is confirmed').waitFor();
    await visitor.panel.getByRole('button', { name: words.header.menu }).click();
    await visitor.panel.getByRole('button', { name: words.start.save }).click();
    await card.getByRole('button', { name: 'Send to' }).click();
    await card.getByText(saveTexts.sent).waitFor();
    await until(async () => box.letters.filter((one) => one.to === 'home@example.com').length, (count) => count === 2, 'no transcript came');
  });
});
