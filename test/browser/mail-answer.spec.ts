import type { Page } from 'playwright-core';
import { ReceivedMailPage } from '#contracts/mail.js';
import { SettingsDocument } from '#contracts/settings.js';
import { Mailbox } from '../support/mailbox.js';
import { Colleague } from './support/colleague.js';
import { Stage } from './support/stage.js';

jest.setTimeout(120_000);

describe('an answer by mail', () => {
  let sink: Mailbox;
  let stage: Stage;
  beforeAll(async () => {
    sink = await Mailbox.open();
    stage = await Stage.set({ SMTP_URL: sink.url });
  });
  afterEach(() => stage.clear());
  afterAll(async () => {
    await stage.strike();
    await sink.close();
  });

  /** How long the organisation lets answers be taken back: as long as may be where somebody does, and not at all where nobody waits. */
  const holdFor = async (page: Page, undoMailSeconds: number) => {
    const { settings, version } = SettingsDocument.parse(await (await page.request.get('/api/v1/settings')).json());
    const answer = await page.request.put('/api/v1/settings', { headers: { 'x-requested-with': 'aftercare', 'if-match': `"${version}"` }, data: { ...settings, undoMailSeconds } });
    if (!answer.ok()) throw new Error(`the settings were refused: ${answer.status()}`);
  };

  it('can be taken back, is seen to leave, and one that came back is sent once more from the ticket', async () => {
    const admin = await Colleague.come(stage, 'admin', { path: '/console/tickets?view=all' });
    const { page, talk } = admin;
    const mails = ReceivedMailPage.parse(await (await page.request.get('/api/v1/mails?limit=200')).json());
    const mail = mails.items.find(({ subject, ticketId }) => ticketId !== null && subject === 'Refund for A1031 not on my card');
    await page.goto(`/console/tickets/${mail?.ticketId}?view=all`);
    await page.getByText('Goes to', { exact: false }).getByText(mail?.from ?? '').waitFor();

    await talk.getByText('Came back from').waitFor();
    await talk.getByRole('button', { name: `Send again to ${mail?.from}` }).click();
    await talk.getByText('Sent by mail to').waitFor();

    await holdFor(page, 30);
    await admin.reply.fill('Your reference is 4711.');
    await page.getByRole('button', { name: 'Send reply' }).click();
    // Held: the words are in the talk and nobody else's yet.
    await talk.locator('[data-outgoing]').getByRole('button', { name: 'Undo' }).click();
    await talk.locator('[data-outgoing]').waitFor({ state: 'detached' });
    expect(await admin.reply.inputValue()).toBe('Your reference is 4711.');

    await holdFor(page, 0);
    await page.getByRole('button', { name: 'Send reply' }).click();
    await talk.locator('[data-seq]').filter({ hasText: 'Your reference is 4711.' }).getByText('Sent by mail to').waitFor();
    expect(sink.letters.filter(({ source }) => source.includes('Your reference is 4711.')).map(({ to }) => to)).toEqual([mail?.from]);
  });
});
