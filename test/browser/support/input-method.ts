import type { CDPSession, Page } from 'playwright-core';

/** An input method of the system, as the browser meets it: composition events, and keys that it has swallowed. */
export class InputMethod {
  private constructor(private readonly session: CDPSession) {}

  static async of(page: Page): Promise<InputMethod> {
    return new InputMethod(await page.context().newCDPSession(page));
  }

  /** Letters typed so far, then the candidate they show. */
  async compose(letters: string, candidate: string): Promise<void> {
    for (let length = 1; length <= letters.length; length += 1) await this.show(letters.slice(0, length));
    await this.show(candidate);
  }
  private show(text: string) {
    return this.session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  }

  /** Ends the composition with this text. */
  async choose(text: string): Promise<void> {
    await this.session.send('Input.insertText', { text });
  }

  /** A key that reaches the page as well; one that the input method swallowed carries the code 229. */
  async press(key: 'Enter' | 'ArrowDown', { swallowed = false } = {}): Promise<void> {
    const windowsVirtualKeyCode = swallowed ? 229 : key === 'Enter' ? 13 : 40;
    await this.session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key, code: key, windowsVirtualKeyCode });
    await this.session.send('Input.dispatchKeyEvent', { type: 'keyUp', key, code: key, windowsVirtualKeyCode });
  }
}
