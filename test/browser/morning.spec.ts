import { TicketDetail } from '#contracts/tickets.js';
import { Colleague } from './support/colleague.js';
import { Stage } from './support/stage.js';

jest.setTimeout(120_000);

describe('an agent’s morning', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.set();
  });
  afterEach(() => stage.clear());
  afterAll(() => stage.strike());

  it('marks three, tags them in one go, takes that back, and runs a macro, all by keys', async () => {
    const agent = await Colleague.come(stage, 'agent', { path: '/console/tickets?view=all&sort=oldest' });
    const { page } = agent;
    const made = await page.request.post('/api/v1/macros', {
      headers: { 'x-requested-with': 'aftercare' },
      data: { title: 'Morning round', scope: 'own', actions: [{ do: 'set_priority', priority: 'high' }, { do: 'note', texts: { en: 'Looked at {{ticket.number}}.' } }] },
    });
    expect(made.status()).toBe(201);
    const rows = page.locator('[data-ticket]');
    await rows.nth(2).waitFor();
    const ids = await Promise.all([0, 1, 2].map(async (place) => (await rows.nth(place).getAttribute('data-ticket')) ?? ''));
    const ticketOf = async (id: string) => TicketDetail.parse(await (await page.request.get(`/api/v1/tickets/${id}`)).json()).ticket;

    await page.keyboard.press('x');
    await page.getByText('1 selected').waitFor();
    await page.keyboard.press('Shift+J');
    await page.getByText('2 selected').waitFor();
    await page.keyboard.press('Shift+J');
    await page.getByText('3 selected').waitFor();

    await page.getByRole('toolbar').getByRole('button', { name: 'Tags' }).click();
    await page.getByRole('textbox', { name: 'Tags' }).fill('早班, checked');
    await page.keyboard.press('Enter');
    await page.getByText('3 tickets changed.').waitFor();
    for (const id of ids) expect((await ticketOf(id)).tags).toEqual(expect.arrayContaining(['早班', 'checked']));

    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('3 tickets changed back.').waitFor();
    for (const id of ids) expect((await ticketOf(id)).tags).not.toContain('早班');

    // The selection is gone, and M means the ticket on screen.
    await page.getByRole('toolbar').waitFor({ state: 'detached' });
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    const { number } = await ticketOf(id);
    // What is known of the ticket is here, so the key has something to act on.
    await page.getByRole('heading', { name: 'About the customer' }).waitFor();
    await page.keyboard.press('m');
    const picker = page.getByRole('dialog', { name: `Run a macro on #${number}` });
    await picker.getByRole('combobox').fill('morning');
    await picker.getByRole('option', { selected: true }).filter({ hasText: 'Morning round' }).waitFor();
    await picker.getByText(`Looked at ${number}.`).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText(`“Morning round” was run on #${number}.`).waitFor();
    expect((await ticketOf(id)).priority).toBe('high');
    await agent.talk.getByText(`Looked at ${number}.`).waitFor();
  });
});
