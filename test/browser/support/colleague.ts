import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import * as z from 'zod';
import { Accounts } from '#contracts/accounts.js';
import type { Role } from './product.js';
import type { Stage } from './stage.js';
import { consoleTexts, type Language } from './texts.js';

const HEADERS = { 'x-requested-with': 'aftercare' };
type Options = BrowserContextOptions & { language?: Language; theme?: 'light' | 'dark'; path?: string; preferences?: Record<string, string | boolean> };

/** Somebody of the staff in the console. */
export class Colleague {
  private constructor(readonly page: Page, private readonly language: Language) {}

  /** Signed in without typing, where signing in is not what is tested. */
  static async come(stage: Stage, role: Role, { language = 'en', theme = 'light', path = '/console/', preferences = {}, ...rest }: Options = {}): Promise<Colleague> {
    const context = await stage.window(rest);
    const { request } = context;
    await ok(request.post('/api/v1/session', { headers: HEADERS, data: stage.product.signInOf(role) }));
    await ok(request.patch('/api/v1/account', { headers: HEADERS, data: { locale: language, preferences: { theme, ...preferences } } }));
    const page = await context.newPage();
    await page.goto(path);
    return new Colleague(page, language);
  }

  private get texts() {
    return consoleTexts(this.language);
  }
  get reply(): Locator {
    return this.page.getByRole('textbox', { name: this.texts.composer.replyPlaceholder });
  }
  get note(): Locator {
    return this.page.getByRole('textbox', { name: this.texts.composer.notePlaceholder });
  }
  get talk(): Locator {
    return this.page.getByRole('log');
  }
  /** The entry of the list whose last words these are. */
  row(words: string): Locator {
    return this.page.getByRole('listitem').filter({ hasText: words }).getByRole('link');
  }

  async say(text: string): Promise<void> {
    await this.page.getByRole('button', { name: this.texts.composer.reply, exact: true }).click();
    await this.reply.fill(text);
    await this.page.getByRole('button', { name: this.texts.composer.sendReply }).click();
    // Words that came up a moment ago hold the reply back; this colleague has read them.
    const held = this.page.getByRole('alertdialog').getByRole('button').last();
    await held.or(this.reply.and(this.page.locator(':placeholder-shown'))).first().waitFor();
    if (await held.isVisible()) await held.click();
  }
  async noteDown(text: string): Promise<void> {
    await this.page.getByRole('button', { name: this.texts.composer.note, exact: true }).click();
    await this.note.fill(text);
    await this.page.getByRole('button', { name: this.texts.composer.addNote }).click();
  }
  /** Opens the waiting chat that ends with these words, and accepts it. */
  async accept(words: string): Promise<void> {
    await this.row(words).click();
    await this.page.getByRole('button', { name: this.texts.chat.accept }).click();
    await this.page.getByRole('button', { name: this.texts.chat.end }).waitFor();
  }
}

/** The demo's agent can take whatever a test brings, beside the chats that wait already. */
export async function makeRoom(stage: Stage): Promise<void> {
  const { request } = await stage.window();
  await ok(request.post('/api/v1/session', { headers: HEADERS, data: stage.product.signInOf('admin') }));
  const { items } = Accounts.parse(await (await ok(request.get('/api/v1/accounts'))).json());
  const agent = items.find((account) => account.email === stage.product.signInOf('agent').email);
  await ok(request.patch(`/api/v1/accounts/${z.string().parse(agent?.id)}`, { headers: HEADERS, data: { capacity: 50 } }));
  await stage.clear();
}

async function ok(answer: ReturnType<BrowserContextRequest['get']>) {
  const response = await answer;
  if (!response.ok()) throw new Error(`answered ${response.status()}: ${await response.text()}`);
  return response;
}
type BrowserContextRequest = Awaited<ReturnType<Stage['window']>>['request'];
