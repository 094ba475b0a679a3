import type { FrameLocator, Locator, Page } from 'playwright-core';
import { aJpeg, aPng, SECRET_PLACE, withPlace } from '../support/pictures.js';
import { Colleague, makeRoom } from './support/colleague.js';
import { Shopper } from './support/shopper.js';
import { Stage, until } from './support/stage.js';
import { consoleTexts } from './support/texts.js';

jest.setTimeout(300_000);

const PDF = { name: 'Invoice A1047.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<<>>\n%%EOF') };
const picture = (name: string) => ({ name, mimeType: 'image/png', buffer: aPng(320, 200) });

/** Pictures that are really drawn, not merely there. */
const drawn = (place: Page | FrameLocator) =>
  place.locator('img[src*="/thumbnail"]').evaluateAll((found) => found.filter((image) => image instanceof HTMLImageElement && image.complete && image.naturalWidth > 0).length);

/** As a file of the desktop falls on a place: over it first, then let go. */
const drop = (place: Locator, name: string) =>
  place.evaluate(
    (target, { name: called, bytes }) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(bytes)], called, { type: 'image/png' }));
      for (const type of ['dragenter', 'dragover', 'drop']) target.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
    },
    { name, bytes: [...aPng(40, 40)] },
  );

describe('files between a visitor and an agent', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.set();
    await makeRoom(stage);
  });
  afterEach(() => stage.clear());
  afterAll(() => stage.strike());

  it('go both ways, are looked at in place and saved under their names', async () => {
    const agent = await Colleague.come(stage, 'agent', { path: '/console/tickets?view=all' });
    const visitor = await Shopper.come(stage);
    await visitor.open();
    const chosen = visitor.panel.locator('input[type=file]');
    await chosen.setInputFiles([{ name: 'kettle.jpg', mimeType: 'image/jpeg', buffer: withPlace(aJpeg(300, 200)) }, picture('base 底座.png'), { name: 'drawing.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg/>') }]);
    await visitor.panel.getByText('This kind of file is not accepted').waitFor();
    await visitor.panel.getByRole('button', { name: 'Remove drawing.svg' }).click();
    await visitor.say('It drips at the spout');
    await until(() => drawn(visitor.panel), (count) => count === 2, 'the visitor sees both pictures');

    await agent.accept('It drips at the spout');
    await until(() => drawn(agent.page), (count) => count === 2, 'the agent sees both pictures');
    await agent.page.getByRole('button', { name: 'Open picture kettle.jpg' }).click();
    const viewer = agent.page.getByRole('dialog', { name: 'Pictures' });
    const large = viewer.locator('img');
    await until(() => large.evaluate((image) => (image instanceof HTMLImageElement ? [image.naturalWidth, image.naturalHeight] : [])), ([width, height]) => width === 200 && height === 300, 'the photo stands upright');
    const bytes = await large.evaluate(async (image) => (image instanceof HTMLImageElement ? new TextDecoder('latin1').decode(await (await fetch(image.src)).arrayBuffer()) : ''));
    expect(bytes).not.toContain(SECRET_PLACE);
    await agent.page.keyboard.press('ArrowRight');
    await viewer.getByText('2 of 2 · base 底座.png').waitFor();
    await agent.page.keyboard.press('Escape');
    await viewer.waitFor({ state: 'hidden' });

    await agent.page.locator('form input[type=file]').setInputFiles([PDF, picture('spare part.png')]);
    await agent.page.getByText('Invoice A1047.pdf').waitFor();
    const send = agent.page.getByRole('button', { name: consoleTexts('en').composer.sendReply });
    await until(() => send.isEnabled(), (enabled) => enabled, 'what was chosen is uploaded');
    await send.click();
    const card = visitor.panel.getByRole('button', { name: 'Download Invoice A1047.pdf' });
    const saved = visitor.page.waitForEvent('download');
    await card.click();
    expect((await saved).suggestedFilename()).toBe('Invoice A1047.pdf');
    await until(() => drawn(visitor.panel), (count) => count === 3, 'the visitor sees the agent’s picture');
  });

  it('stay in the draft through a reload, and can be pasted', async () => {
    const visitor = await Shopper.come(stage);
    await visitor.open();
    await visitor.box.evaluate((box, bytes) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(bytes)], 'pasted.png', { type: 'image/png' }));
      box.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    }, [...aPng(40, 40)]);
    await visitor.panel.locator('.tray li.done').getByText('pasted.png').waitFor();
    await visitor.page.reload();
    await visitor.panel.locator('.tray li.done').getByText('pasted.png').waitFor();
    await visitor.panel.getByRole('button', { name: 'Send', exact: true }).click();
    await until(() => drawn(visitor.panel), (count) => count === 1, 'the picture was sent');
    await visitor.panel.getByText('Sent', { exact: true }).waitFor();
  });

  it('are taken when they are dropped on the talk, on both sides', async () => {
    const visitor = await Shopper.come(stage);
    await visitor.open();
    await visitor.say('Here is how it looks');
    const agent = await Colleague.come(stage, 'agent', { path: '/console/tickets?view=all' });
    await agent.accept('Here is how it looks');
    await drop(visitor.log, 'dropped.png');
    await visitor.panel.locator('.tray li.done').getByText('dropped.png').waitFor();
    await visitor.panel.getByRole('button', { name: 'Send', exact: true }).click();
    await until(() => drawn(agent.page), (count) => count === 1, 'the agent sees what was dropped');

    await drop(agent.talk, 'answer.png');
    const send = agent.page.getByRole('button', { name: consoleTexts('en').composer.sendReply });
    await until(() => send.isEnabled(), (enabled) => enabled, 'what was dropped is uploaded');
    await agent.say('Like this one?');
    await until(() => drawn(visitor.panel), (count) => count === 2, 'the visitor sees it');
  });

  it('wait for the line, and say so', async () => {
    const visitor = await Shopper.come(stage);
    await visitor.open();
    await visitor.page.context().setOffline(true);
    await visitor.panel.locator('input[type=file]').setInputFiles(picture('offline.png'));
    await visitor.panel.getByText('Interrupted, trying again').waitFor();
    await visitor.page.context().setOffline(false);
    await visitor.panel.locator('.tray li.done').getByText('offline.png').waitFor();
  });
});
