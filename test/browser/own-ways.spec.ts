import type { Page, Response } from 'playwright-core';
import { TicketFields } from '#contracts/custom-fields.js';
import { TicketDetail } from '#contracts/tickets.js';
import { Colleague } from './support/colleague.js';
import { Stage, until } from './support/stage.js';

jest.setTimeout(120_000);
const HEADERS = { 'x-requested-with': 'aftercare' };

describe('what people set up for themselves', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.set();
  });
  afterEach(() => stage.clear());
  afterAll(() => stage.strike());

  const opened = async (page: Page, subject: string, tags: string[] = []) => {
    const data = { customer: { name: 'Noor Haddad', email: 'noor@haddad.example' }, subject, tags, message: { text: 'Told on the market.', internal: true } };
    return TicketDetail.parse(await (await page.request.post('/api/v1/tickets', { headers: HEADERS, data })).json()).ticket;
  };
  /** The state, its part, and one field, as they are kept. */
  const kept = async (page: Page, id: string, key: string) => {
    const { ticket, subState } = TicketDetail.parse(await (await page.request.get(`/api/v1/tickets/${id}`)).json());
    const { values } = TicketFields.parse(await (await page.request.get(`/api/v1/tickets/${id}/fields`)).json());
    return [ticket.state, subState?.key ?? null, values[key] ?? null];
  };
  const answered = (page: Page, method: string, path: string) => page.waitForResponse((response: Response) => response.request().method() === method && new URL(response.url()).pathname === path && response.ok());

  it('makes a macro with a field and a sub-state, and runs it on one ticket and on many', async () => {
    const { page } = await Colleague.come(stage, 'agent', { path: '/console/macros' });
    await page.getByRole('button', { name: 'New macro' }).click();
    const dialog = page.getByRole('dialog', { name: 'New macro' });
    await dialog.getByRole('textbox', { name: 'Title' }).fill('Kettle, photo please');
    await dialog.getByRole('combobox', { name: 'Step 1' }).selectOption({ label: 'Fill in a field' });
    await dialog.getByRole('combobox', { name: 'Field' }).selectOption({ label: 'Product' });
    await dialog.getByRole('combobox', { name: 'Product' }).selectOption({ label: 'Ember gooseneck kettle' });
    await dialog.getByRole('button', { name: 'Add a step' }).click();
    await dialog.getByRole('combobox', { name: 'Step 2' }).selectOption({ label: 'Set sub-state' });
    await dialog.getByRole('combobox', { name: 'Sub-state' }).selectOption({ label: 'Waiting for photo' });
    const saved = answered(page, 'POST', '/api/v1/macros');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await saved;

    const one = await opened(page, 'It drips');
    await page.goto(`/console/tickets/${one.id}?view=all`);
    await page.getByRole('heading', { name: 'About the customer' }).waitFor();
    await page.keyboard.press('m');
    const picker = page.getByRole('dialog', { name: `Run a macro on #${one.number}` });
    await picker.getByRole('combobox').fill('photo please');
    await picker.getByRole('option', { selected: true }).filter({ hasText: 'Kettle, photo please' }).waitFor();
    await picker.getByText('Product: Ember gooseneck kettle').waitFor();
    await picker.getByText('Waiting for the customer: Waiting for photo').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText(`“Kettle, photo please” was run on #${one.number}.`).waitFor();
    expect(await kept(page, one.id, 'product')).toEqual(['pending', 'waiting_for_photo', 'kettle']);

    const tag = 'market';
    const many = [await opened(page, 'It drips, too', [tag]), await opened(page, 'Mine as well', [tag])];
    await page.goto(`/console/tickets?view=all&filter=${encodeURIComponent(JSON.stringify({ tags: [tag] }))}`);
    await page.locator('[data-ticket]').nth(1).waitFor();
    await page.keyboard.press('x');
    await page.getByText('1 selected').waitFor();
    await page.keyboard.press('Shift+J');
    await page.getByText('2 selected').waitFor();
    await page.getByRole('toolbar').getByRole('button', { name: 'Run a macro' }).click();
    const round = page.getByRole('dialog', { name: 'Run a macro on 2 tickets' });
    await round.getByRole('combobox').fill('photo please');
    await round.getByRole('option', { selected: true }).filter({ hasText: 'Kettle, photo please' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('2 tickets changed.').waitFor();
    for (const { id } of many) expect(await kept(page, id, 'product')).toEqual(['pending', 'waiting_for_photo', 'kettle']);
  });

  it('keeps what the columns of fields hold while a list moves, and says when they cannot be read', async () => {
    const { page } = await Colleague.come(stage, 'agent');
    const tag = 'columns';
    const { id } = await opened(page, 'The spout is loose', [tag]);
    const { version } = TicketFields.parse(await (await page.request.get(`/api/v1/tickets/${id}/fields`)).json());
    await page.request.patch(`/api/v1/tickets/${id}/fields`, { headers: HEADERS, data: { values: { product: 'kettle' }, version } });
    await page.goto(`/console/tickets?view=all&columns=subject,field.product&filter=${encodeURIComponent(JSON.stringify({ tags: [tag] }))}`);
    const first = page.getByRole('row').filter({ hasText: 'The spout is loose' });
    await first.getByText('Ember gooseneck kettle').waitFor();

    await page.route('**/api/v1/ticket-traits?*', (route) => route.fulfill({ status: 403, contentType: 'application/problem+json', json: { type: 'about:blank', title: 'Forbidden', status: 403, code: 'permission/missing', requestId: 'r' } }));
    await opened(page, 'The lid is loose', [tag]);
    const fault = page.getByRole('alert').filter({ hasText: 'You may not do this.' });
    await fault.waitFor();
    await page.getByRole('row').filter({ hasText: 'The lid is loose' }).waitFor();
    expect(await first.getByText('Ember gooseneck kettle').isVisible()).toBe(true);

    await page.unroute('**/api/v1/ticket-traits?*');
    await fault.getByRole('button', { name: 'Try again' }).click();
    await fault.waitFor({ state: 'detached' });
    await first.getByText('Ember gooseneck kettle').waitFor();
  });

  it('gives a key another place, and it works there', async () => {
    const { page } = await Colleague.come(stage, 'agent', { path: '/console/account' });
    const stored = answered(page, 'PATCH', '/api/v1/account');
    await page.getByRole('button', { name: 'Change the key for “Select the ticket”' }).click();
    await page.getByText('Press the new keys…').waitFor();
    await page.keyboard.press('y');
    await stored;
    await page.getByRole('button', { name: 'Back to the standard for “Select the ticket”' }).waitFor();
    await page.goto('/console/tickets?view=all&sort=oldest');
    await page.locator('[data-ticket]').nth(1).waitFor();
    await page.keyboard.press('y');
    await page.getByText('1 selected').waitFor();
  });

  it('makes a rule, sees first what it would have done, and it acts once it is on', async () => {
    const { page } = await Colleague.come(stage, 'manager', { path: '/console/rules' });
    await page.getByRole('button', { name: 'New rule' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Orders from the market');
    await page.getByRole('combobox', { name: 'Action 1: what' }).selectOption({ label: 'Fill in a field' });
    await page.getByRole('combobox', { name: 'Field', exact: true }).selectOption({ label: 'Order number' });
    await page.getByRole('textbox', { name: 'Order number' }).fill('B1');
    await page.getByRole('button', { name: 'Add an action' }).click();
    const second = page.getByRole('group', { name: 'Action 2' });
    await second.getByRole('combobox', { name: 'Action 2: what' }).selectOption({ label: 'Fill in a field' });
    await second.getByRole('combobox', { name: 'Field', exact: true }).selectOption({ label: 'Order number' });
    await second.getByRole('textbox', { name: 'Order number' }).fill('A4711');
    // What was typed goes with its action.
    await page.getByRole('button', { name: 'Action 2 earlier' }).click();
    await until(() => page.getByRole('textbox', { name: 'Order number' }).evaluateAll((all) => all.map((one) => (one instanceof HTMLInputElement ? one.value : ''))), (all) => all.join() === 'A4711,B1', 'the actions have changed places');
    await page.getByRole('button', { name: 'Remove action 2' }).click();
    const tried = answered(page, 'POST', '/api/v1/rules/trial');
    await page.getByRole('button', { name: 'Try on past tickets' }).click();
    await tried;
    await page.getByText(/^Of \d+ looked at, \d+ would match\.$/).waitFor();
    await page.getByText(/Fill in a field.*Order number.*A4711/).first().waitFor();
    const made = answered(page, 'POST', '/api/v1/rules');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await made;
    await page.getByRole('button', { name: 'All rules' }).click();
    await page.getByRole('button', { name: 'Switch Orders from the market on' }).click();
    await page.getByRole('button', { name: 'Switch Orders from the market off' }).waitFor();
    const { id } = await opened(page, 'Where is it?');
    await until(() => kept(page, id, 'order_number'), ([, , order]) => order === 'A4711', 'the rule fills in the order number');
  });
});
