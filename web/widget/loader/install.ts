import type { PageInfo, Theme, WidgetEvent } from '../bridge.js';
import { createEmitter, type Listener } from './emitter.js';
import { createWidget, type Widget, type WidgetOptions } from './widget.js';

/** What a shop page may call, before or after the loader came: `aftercare('boot', { key })`. */
export interface Commands {
  boot(options: WidgetOptions): void;
  update(options: Partial<WidgetOptions>): void;
  /** The customer signed out: forgets the visitor on this browser, then removes the widget. */
  shutdown(): void;
  open(): void;
  close(): void;
  toggle(): void;
  show(): void;
  hide(): void;
  newMessage(text?: string): void;
  setLocale(locale: string): void;
  setTheme(theme: Theme): void;
  identify(identity: { token: string | null }): void;
  setContext(context: { page?: Partial<PageInfo> }): void;
  on(event: WidgetEvent, listener: Listener): void;
  off(event: WidgetEvent, listener?: Listener): void;
  getState(): object;
  destroy(): void;
}
export interface Aftercare {
  (name: string, ...parameters: unknown[]): unknown;
  q?: ArrayLike<unknown>[];
  loaded?: boolean;
}

export function createCommands(win: Window, base: string): Commands {
  const emitter = createEmitter(win);
  // Wishes told before `boot`, such as the locale, count for the widget that comes.
  let wishes: Partial<WidgetOptions> = {};
  let widget: Widget | null = null;

  const wish = (next: Partial<WidgetOptions>) => {
    wishes = { ...wishes, ...next };
    widget?.change(next);
  };
  const destroy = () => {
    widget?.remove();
    widget = null;
    wishes = {};
  };
  return {
    boot(options) {
      if (widget?.state().key === options.key) return wish(options);
      widget?.remove();
      widget = createWidget(win, base, { ...wishes, ...options }, emitter);
    },
    update: wish,
    shutdown() {
      widget?.forget();
      destroy();
    },
    open: () => widget?.open(),
    close: () => widget?.close(),
    toggle: () => (widget?.state().open ? widget.close() : widget?.open()),
    show: () => wish({ launcher: true }),
    hide: () => wish({ launcher: false }),
    newMessage: (text = '') => widget?.compose(text),
    setLocale: (locale) => wish({ locale }),
    setTheme: (theme) => wish({ theme }),
    identify: ({ token }) => wish({ identity: token }),
    setContext: ({ page }) => wish({ page: page ?? {} }),
    on: emitter.on,
    off: emitter.off,
    getState: () => widget?.state() ?? { ready: false },
    destroy,
  };
}

/** Takes the place of the queueing stub and carries out what was queued. A second inclusion changes nothing. */
export function install(win: Window & { aftercare?: Aftercare }, base: string): void {
  const stub = win.aftercare;
  if (stub?.loaded) return;
  const commands = createCommands(win, base);
  const run: Aftercare = (name, ...parameters) => {
    const command: unknown = Object.hasOwn(commands, name) ? Reflect.get(commands, name) : undefined;
    if (typeof command !== 'function') return console.warn(name);
    // A wrong call of the shop's page is reported there, and the calls queued behind it still run.
    try {
      return command(...parameters);
    } catch (error) {
      return reportError(error);
    }
  };
  run.loaded = true;
  win.aftercare = run;
  for (const [name, ...parameters] of Array.from(stub?.q ?? [], (call) => Array.from(call))) run(String(name), ...parameters);
}
