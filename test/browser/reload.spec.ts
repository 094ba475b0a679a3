import pg from 'pg';
import { Colleague, makeRoom } from './support/colleague.js';
import { Shopper } from './support/shopper.js';
import { Stage, until } from './support/stage.js';

jest.setTimeout(300_000);

describe('a page that is loaded again', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.set();
    await makeRoom(stage);
  });
  afterEach(() => stage.clear());
  afterAll(() => stage.strike());

  async function rows(sql: string, ...values: string[]): Promise<unknown[]> {
    const client = new pg.Client({ connectionString: stage.product.databaseUrl });
    await client.connect();
    try {
      return (await client.query(sql, values)).rows;
    } finally {
      await client.end();
    }
  }
  const timesStored = async (text: string) => (await rows('SELECT "id" FROM "Message" WHERE "text" = $1', text)).length;

  it('keeps what the visitor was just writing', async () => {
    const visitor = await Shopper.come(stage);
    await visitor.open();
    await visitor.box.pressSequentially('My parcel has not');
    await visitor.kept('My parcel has not');
    await visitor.page.reload();
    await visitor.box.waitFor();
    expect(await visitor.box.inputValue()).toBe('My parcel has not');
    await visitor.box.focus();
    await visitor.page.keyboard.press('End');
    await visitor.box.pressSequentially(' come.\n');
    await visitor.marked('My parcel has not come.', 'sent');

    await visitor.box.pressSequentially('It was due on');
    await visitor.kept('It was due on');
    await visitor.page.reload();
    await visitor.message('My parcel has not come.').waitFor();
    expect(await visitor.box.inputValue()).toBe('It was due on');
  });

  it('shows what could not be sent, and sends it once when the line is back', async () => {
    const visitor = await Shopper.come(stage);
    await visitor.open();
    await visitor.say('Is the pan still to be had?');
    await visitor.marked('Is the pan still to be had?', 'sent');

    await visitor.page.context().setOffline(true);
    await visitor.say('I would take two.');
    const unsent = visitor.message('I would take two.');
    await unsent.getByText('Not sent yet, waiting for the connection').waitFor();
    await visitor.panel.getByText('No connection.').waitFor();
    expect(await timesStored('I would take two.')).toBe(0);

    // The page is left; when it comes back, it finds the shop but not the chat's server.
    await visitor.page.goto('about:blank');
    await visitor.page.route(/\/api\/v1\/widget|\/socket\.io/, (route) => route.abort());
    await visitor.page.context().setOffline(false);
    await visitor.page.goto('/demo-shop/');
    await unsent.waitFor();
    expect(await unsent.getByText('Sent', { exact: true }).count()).toBe(0);
    expect(await timesStored('I would take two.')).toBe(0);

    // Folded away, it goes out all the same.
    await visitor.panel.getByRole('button', { name: 'Close chat' }).click();
    await visitor.page.unrouteAll();
    await visitor.page.reload();
    await until(() => timesStored('I would take two.'), (times) => times === 1, 'it should be sent');
    await visitor.launcher.click();
    await visitor.marked('I would take two.', 'sent');
    expect(await visitor.message('I would take two.').count()).toBe(1);
    await visitor.say('By Friday, please.');
    await visitor.marked('By Friday, please.', 'sent');
    expect(await timesStored('I would take two.')).toBe(1);
    expect(await visitor.panel.locator('.bubble.mine').allInnerTexts()).toEqual(['Is the pan still to be had?', 'I would take two.', 'By Friday, please.']);
  });

  it('keeps what an agent was writing, with the server', async () => {
    const visitor = await Shopper.come(stage);
    await visitor.open();
    await visitor.say('Which board is the lighter one?');
    const agent = await Colleague.come(stage, 'agent', { path: '/console/tickets?view=all' });
    await agent.accept('Which board is the lighter one?');
    const saved = agent.page.waitForResponse((response) => response.request().method() === 'PUT' && response.url().endsWith('/drafts/reply') && response.ok());
    await agent.reply.pressSequentially('The smaller one, by');
    await saved;
    await agent.page.reload();
    await agent.talk.getByText('Which board is the lighter one?').waitFor();
    await until(() => agent.reply.inputValue(), (text) => text === 'The smaller one, by', 'the draft should be back');

    // Another browser of the same person finds it too: it lies with the server, not in the first browser.
    const elsewhere = await Colleague.come(stage, 'agent', { path: new URL(agent.page.url()).pathname });
    await until(() => elsewhere.reply.inputValue(), (text) => text === 'The smaller one, by', 'the draft should be in the other browser');
    await visitor.box.waitFor();
    expect(await timesStored('The smaller one, by')).toBe(0);
  });
});
