import type { BrowserContext, Page } from 'playwright-core';
import { Colleague, makeRoom } from './support/colleague.js';
import { Shopper } from './support/shopper.js';
import { until } from '../support/until.js';
import { Stage } from './support/stage.js';

jest.setTimeout(300_000);

/** Writes down what the page would have shown outside the browser and let sound, and whether it believes to be in sight. */
async function listenIn(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const told: string[] = [];
    Object.assign(window, { told, sounds: 0, inSight: true });
    class Note extends EventTarget {
      static permission = 'granted';
      constructor(title: string) {
        super();
        told.push(title);
      }
    }
    Object.assign(window, { Notification: Note });
    const start = Reflect.get(OscillatorNode.prototype, 'start');
    Reflect.set(OscillatorNode.prototype, 'start', function (this: OscillatorNode, ...when: unknown[]) {
      Reflect.set(window, 'sounds', Number(Reflect.get(window, 'sounds')) + 1);
      return Reflect.apply(start, this, when);
    });
    Object.defineProperty(document, 'visibilityState', { get: () => (Reflect.get(window, 'inSight') === true ? 'visible' : 'hidden') });
    document.hasFocus = () => Reflect.get(window, 'inSight') === true;
  });
}
/** Resolves once the next live connection of the page is up: what is said before is told to nobody. */
const joined = (page: Page) =>
  new Promise<void>((resolve) => {
    page.on('websocket', (line) => line.on('framereceived', ({ payload }) => void (String(payload).startsWith('40/agent') && resolve())));
  });
const look = (page: Page, inSight: boolean) => page.evaluate((value) => void Reflect.set(window, 'inSight', value), inSight);
const told = (page: Page) => page.evaluate((): string[] => Reflect.get(window, 'told'));
const sounds = (page: Page) => page.evaluate(() => Number(Reflect.get(window, 'sounds')));

describe('an agent who looks elsewhere', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.set();
    await makeRoom(stage);
  });
  afterEach(() => stage.clear());
  afterAll(() => stage.strike());

  /** Two tabs of one agent with a chat of his own, which believe what they are told about being in sight. */
  async function twoTabs(words: string, inSight: readonly [boolean, boolean]) {
    const visitor = await Shopper.come(stage);
    await visitor.open();
    await visitor.say(words);
    // Counted is what is said; a chat that is offered or overdue just then would ring as well.
    const preferences = { toneOffer: 'none', toneLate: 'none', desktopOffer: false, desktopLate: false };
    const agent = await Colleague.come(stage, 'agent', { path: '/console/tickets?view=all', preferences });
    await agent.accept(words);
    await listenIn(agent.page.context());
    const second = await agent.page.context().newPage();
    const lines = [joined(agent.page), joined(second)];
    await second.goto('/console/tickets?view=mine');
    await agent.page.reload();
    await Promise.all(lines);
    for (const [at, page] of [agent.page, second].entries()) {
      await page.getByRole('listitem').filter({ hasText: words }).first().waitFor();
      // What rings comes after the first screen, together with this button.
      await page.getByRole('button', { name: 'Notices', exact: true }).waitFor();
      await page.waitForLoadState('networkidle');
      // A page nobody has touched may not sound; a modifier key alone is no touch.
      await page.getByRole('heading').first().click();
      await look(page, inSight[at] ?? false);
    }
    const heard = async () => (await sounds(agent.page)) + (await sounds(second));
    return { visitor, heard, shown: async () => [...(await told(agent.page)), ...(await told(second))] };
  }

  it('is told once, by one of two tabs', async () => {
    const { visitor, heard, shown } = await twoTabs('Is the pot oven-proof?', [false, false]);
    await visitor.say('Up to which heat?');
    await until('an alert', async () => (await shown()).length > 0 && (await heard()) > 0);
    expect(await shown()).toEqual([expect.stringMatching(/^Visitor \d+ wrote$/u)]);
    expect(await heard()).toBe(1);
  });

  it('hears a tone alone while one tab is in sight', async () => {
    const { visitor, heard, shown } = await twoTabs('Is the lid made of glass?', [false, true]);
    await visitor.say('Or of steel?');
    await until('a tone', async () => (await heard()) > 0);
    expect([await heard(), await shown()]).toEqual([1, []]);
  });

  it('chooses sounds, hears them, and sets quiet hours', async () => {
    const agent = await Colleague.come(stage, 'agent', { path: 'about:blank' });
    await listenIn(agent.page.context());
    await agent.page.goto('/console/account');
    await agent.page.getByRole('button', { name: 'Play the sound: A chat is offered to me' }).click();
    expect(await sounds(agent.page)).toBe(3);
    await agent.page.getByLabel('Sound: A chat is offered to me', { exact: true }).selectOption({ label: 'Drop' });
    await agent.page.getByRole('button', { name: 'Play the sound: A chat is offered to me' }).click();
    expect(await sounds(agent.page)).toBe(4);
    await agent.page.getByLabel('Sound: A chat is offered to me', { exact: true }).selectOption({ label: 'None' });
    expect(await agent.page.getByRole('button', { name: 'Play the sound: A chat is offered to me' }).isDisabled()).toBe(true);
    await agent.page.getByLabel('Quiet hours').check();
    await agent.page.getByLabel('Quiet from').selectOption('21:30');
    await agent.page.reload();
    expect(await agent.page.getByLabel('Quiet from').inputValue()).toBe('21:30');
    expect(await agent.page.getByLabel('Sound: A chat is offered to me', { exact: true }).inputValue()).toBe('none');
  });

  it('puts a sign into a reply from the keyboard', async () => {
    const visitor = await Shopper.come(stage);
    await visitor.open();
    await visitor.say('It has arrived!');
    const agent = await Colleague.come(stage, 'agent', { path: '/console/tickets?view=all' });
    await agent.accept('It has arrived!');
    await agent.reply.fill('Great ');
    await agent.page.getByRole('button', { name: 'Emoji' }).click();
    await agent.page.getByRole('dialog', { name: 'Emoji' }).locator('button:focus').waitFor();
    await agent.page.keyboard.press('ArrowRight');
    await agent.page.keyboard.press('Enter');
    expect(await agent.reply.inputValue()).toBe('Great 😄');
  });
});
