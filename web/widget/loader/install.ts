import type { WidgetCommands, WidgetOptions } from '../api.types.js';
import { createEmitter } from './emitter.js';
import { createWidget, type Widget } from './widget.js';

export interface Aftercare {
  (name: string, ...parameters: unknown[]): unknown;
  q?: ArrayLike<unknown>[];
  loaded?: boolean;
}

function createCommands(win: Window, base: string): WidgetCommands {
  const emitter = createEmitter(win);
  // Wishes told before `boot`, such as the locale, count for the widget that comes.
  let wishes: Partial<WidgetOptions> = {};
  let widget: Widget | null = null;

  const wish = (next: Partial<WidgetOptions>) => {
    wishes = { ...wishes, ...next };
    const before = widget;
    if (!before || next.consent === undefined || next.consent === (before.options.consent !== false)) return before?.change(next);
    // Consent given or taken back is a new beginning, and one without it forgets what was kept before.
    before.remove();
    widget = createWidget(win, base, { ...before.options, ...next }, emitter);
    if (before.wanted()) widget.open();
  };
  const destroy = () => {
    widget?.remove();
    widget = null;
    wishes = {};
  };
  return {
    boot(options) {
      if (widget?.options.key === options.key) return wish(options);
      widget?.remove();
      widget = createWidget(win, base, { ...wishes, ...options }, emitter);
    },
    update: wish,
    shutdown() {
      widget?.forget();
      destroy();
    },
    open: (view) => widget?.open(view),
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
    getState: () => widget?.state() ?? { ready: false, open: false, unread: 0 },
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
