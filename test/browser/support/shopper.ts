import type { BrowserContextOptions, FrameLocator, Locator, Page } from 'playwright-core';
import type { Stage } from './stage.js';
import { widgetTexts, type Language } from './texts.js';

/** Somebody on a page of the shop, with the widget at its corner. */
export class Shopper {
  readonly panel: FrameLocator;

  private constructor(readonly page: Page, private readonly language: Language) {
    this.panel = page.frameLocator('aftercare-widget iframe');
  }

  static async come(stage: Stage, options: BrowserContextOptions & { language?: Language; path?: string } = {}): Promise<Shopper> {
    const { language = 'en', path = '/demo-shop/', ...rest } = options;
    const context = await stage.window({ locale: language === 'en' ? 'en-US' : language, ...rest });
    const page = await context.newPage();
    await page.goto(path);
    return new Shopper(page, language);
  }

  private get texts() {
    return widgetTexts(this.language);
  }
  get launcher(): Locator {
    return this.page.locator('aftercare-widget').getByRole('button');
  }
  get box(): Locator {
    return this.panel.getByRole('textbox', { name: this.texts.write.label });
  }
  get log(): Locator {
    return this.panel.getByRole('log');
  }
  /** One message of the talk, with what stands below it. */
  message(text: string): Locator {
    return this.panel.locator('.row').filter({ hasText: text });
  }

  /** Opens the chat, up to where one can write: the short form is skipped, where it is asked. */
  async open(): Promise<void> {
    await this.launcher.click();
    await this.start();
  }
  async start(): Promise<void> {
    // Before the head says who is here, nobody knows whether the form is asked.
    await this.panel.locator('.status').waitFor();
    const skip = this.panel.getByRole('button', { name: this.texts.form.skip });
    await skip.or(this.box).first().waitFor();
    if (await skip.isVisible()) await skip.click();
    await this.box.waitFor();
  }
  /** Waits until the shop's storage holds a draft: it is handed over from the frame a moment after the key. */
  async kept(draft: string): Promise<void> {
    await this.page.waitForFunction((value) => Object.values(localStorage).includes(value), draft);
  }
  async say(text: string): Promise<void> {
    await this.box.fill(text);
    await this.panel.getByRole('button', { name: this.texts.write.send, exact: true }).click();
  }
  /** Waits for a mark below one's own message, such as "Read". */
  async marked(text: string, mark: 'sent' | 'delivered' | 'read'): Promise<void> {
    await this.message(text).getByText(this.texts.message[mark], { exact: true }).waitFor();
  }
}
