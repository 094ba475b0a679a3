import pg from 'pg';
import type { FrameLocator } from 'playwright-core';
import awayTexts from '../../web/locales/en/widget-away.json';
import promiseTexts from '../../web/locales/en/promises.json';
import { barriersOn } from './support/axe.js';
import { Colleague } from './support/colleague.js';
import { Shopper } from './support/shopper.js';
import { Stage } from './support/stage.js';
import { widgetTexts } from './support/texts.js';

jest.setTimeout(300_000);

const HOUR_MS = 3_600_000;
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 } as const;
const words = widgetTexts('en');

describe('a visitor at night', () => {
  let stage: Stage;
  let db: pg.Client;
  beforeAll(async () => {
    stage = await Stage.set();
    db = new pg.Client({ connectionString: stage.product.databaseUrl });
    await db.connect();
  });
  afterEach(() => stage.clear());
  afterAll(async () => {
    await db.end();
    await stage.strike();
  });

  /** Every team is open between two moments that lie so many hours from now, every day. */
  const opens = async (from: number, to: number) => {
    const clock = (away: number) => new Date(Date.now() + away * HOUR_MS).toISOString().slice(11, 16);
    const day = [{ from: clock(from), to: clock(to) }];
    const { rows } = await db.query<{ id: string }>(
      `INSERT INTO "Calendar" ("id", "name", "zone", "week") VALUES (gen_random_uuid(), 'Test ' || gen_random_uuid(), 'UTC', $1) RETURNING "id"`,
      [JSON.stringify(Array.from({ length: 7 }, () => day))],
    );
    await db.query(`UPDATE "Team" SET "calendarId" = $1`, [rows[0]?.id]);
  };
  /** The field below a talk has the same name as one of the form's. */
  const away = (panel: FrameLocator) => panel.locator('form.away');
  const submit = (panel: FrameLocator) => away(panel).locator('button[type=submit]').click();

  it('reads when somebody is back, leaves a message on a phone, and finds the answer in the morning where it was promised', async () => {
    await opens(3, 11);
    const visitor = await Shopper.come(stage, PHONE);
    await visitor.launcher.click();
    const { panel } = visitor;
    await panel.getByText(words.start.closed.split('{')[0]?.trim() ?? '').first().waitFor();
    expect(await visitor.box.isVisible()).toBe(false);

    await panel.getByRole('button', { name: words.away.message }).click();
    const text = away(panel).getByLabel(awayTexts.text.message);
    await submit(panel);
    await panel.getByText(awayTexts.faults.missing).waitFor();
    expect(await text.evaluate((field) => field.ownerDocument.activeElement === field && parseFloat(getComputedStyle(field).fontSize) >= 16)).toBe(true);
    // As a browser fills a form in: all fields at once.
    await away(panel).evaluate((form, words) => {
      for (const [id, value] of Object.entries(words)) {
        const field = form.querySelector<HTMLInputElement | HTMLTextAreaElement>(`#away-${id}`);
        if (!field) throw new Error(`no field ${id}`);
        field.value = value;
        field.dispatchEvent(new Event('input', { bubbles: true }));
      }
    }, { text: 'My kettle leaks. ❤ مرحبا 水壶', contact: 'somebody' });
    await submit(panel);
    await panel.getByText(awayTexts.faults.badContact).waitFor();

    // Half written, the page is loaded anew: the form is there again with every word.
    await visitor.page.reload();
    await visitor.launcher.click();
    expect(await away(panel).getByLabel(awayTexts.text.message).inputValue()).toBe('My kettle leaks. ❤ مرحبا 水壶');
    await panel.getByLabel(awayTexts.contact).fill('wei@example.com');

    // The line is cut while it is sent: nothing is lost, and the second try makes no second one.
    let cut = true;
    await visitor.page.route('**/api/v1/widget/messages', async (route) => {
      if (!cut) return route.continue();
      cut = false;
      await route.fetch();
      await route.abort();
    });
    await submit(panel);
    await panel.getByText(awayTexts.failed).waitFor();
    await submit(panel);
    await panel.getByText(awayTexts.given.byMail.replace('{email}', 'wei@example.com')).waitFor();
    const { rows } = await db.query<{ number: number; dueAt: Date }>(
      `SELECT k."number", p."dueAt" FROM "AnswerPromise" p JOIN "Ticket" k ON k."id" = p."ticketId" WHERE p."email" = 'wei@example.com'`,
    );
    expect(rows).toHaveLength(1);
    const [left] = rows;
    await panel.getByText(awayTexts.given.number.replace('{number}', String(left?.number))).waitFor();
    await panel.getByRole('button', { name: awayTexts.given.open }).click();
    await panel.locator('.owed').waitFor();
    expect(await db.query(`SELECT 1 FROM "Chat" c JOIN "Ticket" k ON k."id" = c."ticketId" WHERE k."number" = $1`, [left?.number])).toMatchObject({ rowCount: 0 });
    await panel.getByRole('button', { name: words.header.close }).click();

    // The morning: the desk opens, and what is due stands in its own view.
    await opens(-1, 8);
    const emily = await Colleague.come(stage, 'agent', { path: '/console/tickets?view=due' });
    await emily.page.locator('[data-ticket]').filter({ hasText: 'My kettle leaks' }).click();
    await emily.page.getByText(promiseTexts.kinds.answer).first().waitFor();
    await emily.page.getByText('wei@example.com').first().waitFor();
    await emily.say('Good morning! A new one is on its way.');
    await emily.page.locator('[data-ticket]').filter({ hasText: 'My kettle leaks' }).waitFor({ state: 'detached' });

    await visitor.page.locator('aftercare-widget').getByRole('button', { name: words.launcher.unread.replace('{count}', '1') }).click();
    await panel.getByText('Good morning! A new one is on its way.').waitFor();
    await panel.locator('.owed').waitFor({ state: 'detached' });
    expect((await db.query<{ state: string }>(`SELECT "state" FROM "AnswerPromise" WHERE "email" = 'wei@example.com'`)).rows).toEqual([{ state: 'kept' }]);
  });

  it.each(['light', 'dark'] as const)('meets nothing grave that keeps people out, in %s', async (theme) => {
    await opens(3, 11);
    const visitor = await Shopper.come(stage, { ...PHONE, colorScheme: theme, reducedMotion: 'reduce' });
    await visitor.launcher.click();
    const { panel } = visitor;
    const found: string[] = [];
    for (const way of ['message', 'callback', 'complaint'] as const) {
      await panel.getByRole('button', { name: words.away[way] }).waitFor();
      if (way === 'message') found.push(...(await barriersOn(visitor.page, 'ways')));
      await panel.getByRole('button', { name: words.away[way] }).click();
      await submit(panel);
      await panel.getByText(awayTexts.faults.missing).first().waitFor();
      found.push(...(await barriersOn(visitor.page, way)));
      await panel.getByRole('button', { name: awayTexts.back, exact: true }).click();
    }
    await panel.getByRole('button', { name: words.away.message }).click();
    await away(panel).getByLabel(awayTexts.text.message).fill('Hello');
    await submit(panel);
    await panel.getByText(awayTexts.given.here).waitFor();
    found.push(...(await barriersOn(visitor.page, 'promise')));
    await panel.getByRole('button', { name: awayTexts.given.open }).click();
    await panel.locator('.owed').waitFor();
    found.push(...(await barriersOn(visitor.page, 'conversation with a promise')));
    const emily = await Colleague.come(stage, 'agent', { colorScheme: theme, reducedMotion: 'reduce', theme, path: '/console/tickets?view=due' });
    await emily.page.locator('[data-ticket]').filter({ hasText: 'Hello' }).first().click();
    await emily.page.getByText(promiseTexts.kinds.answer).first().waitFor();
    found.push(...(await barriersOn(emily.page, 'what is due')));
    expect(found).toEqual([]);
  });

  it('asks for a call at a time that is offered; the desk calls, records what came of it, and the promise ends', async () => {
    await opens(3, 11);
    // Where it is ten in the morning when the desk opens.
    const east = ((10 - new Date(Date.now() + 3 * HOUR_MS).getUTCHours() + 36) % 24) - 12;
    const visitor = await Shopper.come(stage, { ...PHONE, timezoneId: `Etc/GMT${east > 0 ? '-' : '+'}${Math.abs(east)}` });
    await visitor.launcher.click();
    const { panel } = visitor;
    await panel.getByRole('button', { name: words.away.callback }).click();
    await panel.getByLabel(awayTexts.phone).fill('12345');
    await away(panel).getByLabel(awayTexts.text.callback).fill('Two charges on my card');
    await submit(panel);
    await panel.getByText(awayTexts.faults.phone_country).waitFor();
    await panel.getByLabel(awayTexts.phone).fill('+86 138 0013 8000');
    await panel.getByLabel(awayTexts.window).selectOption({ index: 1 });
    await submit(panel);
    await panel.getByRole('button', { name: awayTexts.given.open }).click();
    await panel.locator('.owed').waitFor();

    const emily = await Colleague.come(stage, 'agent', { path: '/console/tickets?view=due' });
    await emily.page.locator('[data-ticket]').filter({ hasText: 'Two charges on my card' }).click();
    expect(await emily.page.getByRole('link', { name: promiseTexts.call.now }).getAttribute('href')).toBe('tel:+8613800138000');
    await emily.page.getByRole('button', { name: promiseTexts.call.record }).click();
    await emily.page.getByLabel(promiseTexts.call.results.reached).check();
    await emily.page.getByRole('button', { name: promiseTexts.call.save, exact: true }).click();
    await emily.page.getByText(promiseTexts.states.kept).first().waitFor();
    await panel.locator('.owed').waitFor({ state: 'detached' });
  });
});
