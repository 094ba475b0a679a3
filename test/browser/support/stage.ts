import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { PATIENCE_MS, startChromium } from './chromium.js';
import { type Product, startProduct } from './product.js';

/** Everything a browser test stands on: the product, a browser, and people's windows, which close after each test. */
export class Stage {
  private readonly contexts = new Set<BrowserContext>();

  private constructor(readonly product: Product, private readonly browser: Browser) {}

  static async set(environment: Record<string, string> = {}): Promise<Stage> {
    const product = await startProduct(environment);
    try {
      return new Stage(product, await startChromium());
    } catch (fault) {
      await product.stop();
      throw fault;
    }
  }

  /** A browser of somebody's own: nothing is shared with the others. */
  async window(options: BrowserContextOptions = {}): Promise<BrowserContext> {
    const context = await this.browser.newContext({ baseURL: this.product.url, viewport: { width: 1440, height: 900 }, locale: 'en-US', ...options });
    context.setDefaultTimeout(PATIENCE_MS);
    this.contexts.add(context);
    return context;
  }

  async clear(): Promise<void> {
    await Promise.all([...this.contexts].map((context) => context.close()));
    this.contexts.clear();
  }

  async strike(): Promise<void> {
    await this.clear();
    await this.browser.close();
    await this.product.stop();
  }
}

/** Waits until it holds. @throws after the deadline, with what it was last */
export async function until<T>(look: () => Promise<T>, holds: (found: T) => boolean, what: string): Promise<T> {
  const began = performance.now();
  for (;;) {
    const found = await look();
    if (holds(found)) return found;
    if (performance.now() - began > PATIENCE_MS) throw new Error(`${what}; last seen: ${JSON.stringify(found)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

