import { aPng } from '../support/pictures.js';
import { icsServer, type IcsServer } from '../support/ics-server.js';
import { Colleague, makeRoom } from './support/colleague.js';
import { Shopper } from './support/shopper.js';
import { Stage } from './support/stage.js';

jest.setTimeout(300_000);

describe('a link in a talk', () => {
  let stage: Stage;
  let elsewhere: IcsServer;
  beforeAll(async () => {
    elsewhere = await icsServer();
    stage = await Stage.set();
    await makeRoom(stage);
  });
  afterEach(() => stage.clear());
  afterAll(async () => {
    await stage.strike();
    await elsewhere.close();
  });

  it('shows both sides where it leads, and neither browser asks there', async () => {
    elsewhere.answer('/kettle', (_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<title>Ember kettle, 1.2 litres</title><meta property="og:image" content="/kettle.png">'));
    elsewhere.answer('/kettle.png', (_, response) => void response.writeHead(200, { 'content-type': 'image/png' }).end(aPng(600, 600)));
    const visitor = await Shopper.come(stage);
    const agent = await Colleague.come(stage, 'agent', { path: '/console/tickets?view=all' });
    const asked: string[] = [];
    for (const person of [visitor, agent]) person.page.context().on('request', (request) => asked.push(new URL(request.url()).origin));
    await visitor.open();
    await visitor.say(`Is it this one? ${elsewhere.url}/kettle`);
    await agent.accept('Is it this one?');
    const cards = [visitor.panel, agent.talk].map((side) => side.getByRole('link').filter({ hasText: 'Ember kettle, 1.2 litres' }));
    for (const card of cards) {
      await card.waitFor();
      expect([await card.getAttribute('href'), await card.getAttribute('rel')]).toEqual([`${elsewhere.url}/kettle`, 'noopener noreferrer nofollow ugc']);
      const picture = card.locator('img');
      await picture.evaluate((image) => (image as HTMLImageElement).decode());
      expect(await picture.getAttribute('src')).toMatch(/^\/api\/v1\/link-previews\//);
    }
    expect(new Set(asked)).toEqual(new Set([stage.product.url]));
    expect(elsewhere.asked).toEqual(['/kettle', '/kettle.png']);
  });

  it('says what it is when it passes for another', async () => {
    const visitor = await Shopper.come(stage);
    await visitor.open();
    await visitor.say('Sign in at https://аpple.com/id or https://bank.example@evil.example/');
    const agent = await Colleague.come(stage, 'agent', { path: '/console/tickets?view=all' });
    await agent.accept('Sign in at');
    for (const side of [visitor.panel.locator('.bubble'), agent.talk.getByRole('listitem')]) {
      const links = side.filter({ hasText: 'Sign in at' }).getByRole('link');
      await links.first().waitFor();
      expect(await links.allInnerTexts()).toEqual(['https://xn--pple-43d.com/id']);
    }
  });
});
