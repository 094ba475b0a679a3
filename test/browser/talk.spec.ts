import { Colleague, makeRoom } from './support/colleague.js';
import { Shopper } from './support/shopper.js';
import { Stage } from './support/stage.js';

jest.setTimeout(300_000);

describe('a visitor and an agent talk', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.set();
    await makeRoom(stage);
  });
  afterEach(() => stage.clear());
  afterAll(() => stage.strike());

  it('from the first word in the shop to the reason why it ended', async () => {
    const agent = await Colleague.come(stage, 'agent', { path: '/console/tickets?view=all' });
    const visitor = await Shopper.come(stage, { path: '/demo-shop/products/trail-mug' });
    await visitor.open();

    await visitor.say('Does the enamel of the mug chip?');
    await visitor.message('Does the enamel of the mug chip?').getByText('Sent', { exact: true }).waitFor();
    await agent.row('Does the enamel of the mug chip?').click();
    await agent.page.getByText('is offered to you').waitFor();
    await agent.page.getByRole('button', { name: 'Accept chat' }).click();
    await visitor.panel.getByText('Emily Carter joined the chat').waitFor();
    await visitor.marked('Does the enamel of the mug chip?', 'read');

    await agent.reply.pressSequentially('Not from a fall');
    await visitor.panel.getByText('Emily Carter is typing').waitFor();
    await agent.reply.pressSequentially(' on wood.\n');
    await visitor.message('Not from a fall on wood.').waitFor();
    await agent.talk.getByRole('listitem').filter({ hasText: 'Not from a fall on wood.' }).getByText('Read').waitFor();

    await agent.noteDown('Asked the maker: twice fired.');
    await agent.talk.getByText('Asked the maker: twice fired.').waitFor();
    await visitor.box.pressSequentially('And');
    await agent.talk.getByText('is typing').waitFor();
    await visitor.box.pressSequentially(' on stone?\n');
    await agent.talk.getByText('And on stone?').waitFor();
    await agent.say('Then it may. We replace it once.');
    await visitor.message('Then it may. We replace it once.').waitFor();
    expect(await visitor.panel.locator('body').innerText()).not.toContain('twice fired');
    expect(await visitor.page.evaluate(() => JSON.stringify(localStorage))).not.toContain('twice fired');

    await agent.page.getByRole('button', { name: 'End chat' }).click();
    const dialog = agent.page.getByRole('dialog');
    await dialog.getByLabel('What was it about?').selectOption({ label: 'Question about a product' });
    await dialog.getByText('Solved', { exact: true }).click();
    await dialog.getByRole('button', { name: 'End chat' }).click();
    await visitor.panel.getByText('The chat has ended').waitFor();
    await visitor.panel.getByText('This conversation has ended.').waitFor();
    await agent.page.goto('/console/tickets?view=all&state=closed');
    await agent.row('Then it may. We replace it once.').click();
    const facts = agent.page.getByRole('complementary', { name: 'About the customer' });
    await facts.getByText('Question about a product').waitFor();
    await facts.getByText('Solved').waitFor();
  });
});
