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

  it('triages ten, answers one, merges two of one customer and takes that back, and snoozes in words', async () => {
    const agent = await Colleague.come(stage, 'agent', { path: '/console/tickets?view=all&sort=oldest' });
    const { page } = agent;
    const opened = async (subject: string) => {
      const answer = await page.request.post('/api/v1/tickets', {
        headers: { 'x-requested-with': 'aftercare' },
        data: { customer: { name: 'Noor Haddad', email: 'noor@haddad.example' }, subject, message: { text: 'Told on the market.', internal: true } },
      });
      return TicketDetail.parse(await answer.json()).ticket;
    };
    const [lid, again] = [await opened('The lid does not close'), await opened('The lid, once more')];
    const rows = page.locator('[data-ticket]');
    await rows.nth(9).waitFor();

    await page.keyboard.press('x');
    for (let marked = 1; marked <= 10; marked += 1) {
      await page.getByText(`${marked} selected`, { exact: true }).waitFor();
      if (marked < 10) await page.keyboard.press('Shift+J');
    }
    await page.getByRole('toolbar').getByRole('button', { name: 'Priority' }).click();
    await page.getByRole('menuitem', { name: 'High' }).click();
    await page.getByText('10 tickets changed.').waitFor();

    await page.goto(`/console/tickets/${lid.id}?view=all`);
    await agent.say('We send you a new lid today.');
    await agent.talk.getByText('We send you a new lid today.').waitFor();

    await page.goto(`/console/tickets/${again.id}?view=all`);
    await page.getByRole('heading', { name: 'About the customer' }).waitFor();
    await page.keyboard.press('Shift+M');
    const dialog = page.getByRole('dialog', { name: `Merge ticket #${again.number}` });
    await dialog.getByRole('radio', { name: `#${lid.number}` }).check();
    await dialog.getByText(`#${again.number} is closed and points to #${lid.number}`).waitFor();
    await dialog.getByRole('button', { name: `Merge into #${lid.number}` }).click();
    await agent.talk.getByRole('button', { name: `Show conversation #${again.number}` }).click();
    await agent.talk.getByRole('region', { name: `Conversation #${again.number}, merged into this one` }).getByText('Told on the market.').waitFor();
    await page.getByRole('button', { name: 'Undo', exact: true }).last().click();
    await page.getByText(`The merge of #${again.number} was undone.`).waitFor();

    await page.getByRole('heading', { name: 'About the customer' }).waitFor();
    await page.keyboard.press('h');
    await page.getByRole('dialog', { name: `Snooze ticket #${lid.number}` }).getByRole('textbox', { name: 'When' }).fill('next Tuesday 3pm');
    await page.keyboard.press('Enter');
    await page.getByText(`Ticket #${lid.number} is snoozed until`).waitFor();
    const { ticket } = TicketDetail.parse(await (await page.request.get(`/api/v1/tickets/${lid.id}`)).json());
    expect(new Date(ticket.snoozedUntil ?? 0).getDay()).toBe(2);
  });
});
