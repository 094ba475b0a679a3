import { KEPT_ACTIVE, type PanelWishes, type Position, type Theme } from '../bridge.js';
import type { Emitter } from './emitter.js';
import { drawLauncher } from './launcher.js';
import { pickLocale } from './locale.js';
import { currentPage, watchPage } from './page-watch.js';
import { prepareFrame } from './panel-frame.js';
import { createSheet } from './phone-sheet.js';
import { openStore } from './store.js';
import { whenIdle } from './when-idle.js';

export interface WidgetOptions {
  key: string;
  accent?: string;
  position?: Position;
  locale?: string;
  theme?: Theme;
  /** Short-lived token signed by the shop's server. */
  identity?: string | null;
  page?: Partial<PanelWishes['page']>;
  /** False: no launcher; the shop opens the panel by its own button. */
  launcher?: boolean;
}

const OPEN_FLAG = 'open';

/** One booted widget, from its launcher to its removal. */
export function createWidget(win: Window, base: string, options: WidgetOptions, emitter: Emitter) {
  const doc = win.document;
  const over = new AbortController();
  const { signal } = over;
  const prefix = `aftercare:${options.key}:`;
  const near = doc.createElement('link');
  near.rel = 'preconnect';
  near.href = base;
  const launcher = drawLauncher(doc, () => (open ? close() : show(true)), () => doc.head.append(near), close);
  const panel = prepareFrame(win, base, options.key, signal, hear, silent);
  const store = openStore(prefix, () => win.localStorage, () => panel.say({ t: 'fading' }));
  // Whether the panel stood open belongs to this tab alone.
  const tab = openStore(prefix, () => win.sessionStorage);
  const small = win.matchMedia('(max-width: 640px)');
  const sheet = createSheet(win, launcher.panel, options.key, signal, close);
  let open = false;
  let focus = false;
  let unread = 0;
  let ready = false;
  let prefill: string | null = null;

  const locale = () => pickLocale([options.locale, doc.documentElement.lang, ...win.navigator.languages]);
  const wishes = (): PanelWishes => ({ ...options, locale: locale(), page: { ...currentPage(win), ...options.page }, phone: small.matches });
  const load = () => panel.load(launcher.panel, locale());

  function paint() {
    panel.frame.title = launcher.paint({
      open,
      unread,
      locale: locale(),
      phone: small.matches,
      shown: options.launcher !== false,
      theme: options.theme ?? store.get('theme'),
      accent: options.accent ?? store.get('accent'),
      left: (options.position ?? store.get('position')) === 'left',
    });
  }
  function refresh() {
    sheet(open && small.matches);
    paint();
    panel.say({ t: 'wishes', wishes: wishes() });
  }
  function hear(t: unknown, name: string, value: unknown) {
    if (t === 'hello') {
      // A frame of another origin cannot take the focus by itself.
      if (focus) panel.frame.focus();
      panel.say({ t: 'init', wishes: wishes(), kept: store.all(), open, focus, prefill });
      prefill = null;
    } else if (t === 'close') {
      close();
    } else if (t === 'keep') {
      store.set(name, typeof value === 'string' ? value : null);
      paint();
    } else if (t === 'event') {
      if (name === 'unread') unread = Number(value);
      paint();
      emitter.emit(name, value);
    }
  }

  function silent() {
    close();
    emitter.emit('error', { code: 'panel/unreachable' });
  }
  function show(withFocus: boolean) {
    if (open) return;
    open = true;
    focus = withFocus;
    tab.set(OPEN_FLAG, '1');
    load();
    refresh();
    if (focus) panel.frame.focus();
    panel.say({ t: 'open', focus });
    emitter.emit('open');
  }
  function close() {
    if (!open) return;
    const focused = doc.activeElement === launcher.host;
    open = focus = false;
    tab.set(OPEN_FLAG, null);
    panel.say({ t: 'close' });
    refresh();
    if (focused) launcher.focus();
    emitter.emit('close');
  }

  // A swap of the whole body, as single-page frameworks do it, must not take the launcher with it.
  const stay = new MutationObserver(() => launcher.host.isConnected || doc.documentElement.append(launcher.host));
  watchPage(win, signal, refresh);
  whenIdle(win, signal, () => {
    doc.documentElement.append(launcher.host);
    stay.observe(doc.documentElement, { childList: true });
    small.addEventListener('change', refresh, { signal });
    ready = true;
    paint();
    emitter.emit('ready');
    // On a phone the sheet would cover the page that was just asked for.
    if (tab.get(OPEN_FLAG) && !small.matches) show(false);
    else if (store.get(KEPT_ACTIVE)) load();
  });

  return {
    open: () => show(true),
    close,
    compose(text: string) {
      show(true);
      if (!panel.say({ t: 'compose', text })) prefill = text;
    },
    change(next: Partial<WidgetOptions>) {
      Object.assign(options, next);
      refresh();
    },
    state: () => ({ key: options.key, ready, open, unread }),
    forget() {
      store.wipe();
      tab.wipe();
    },
    remove() {
      over.abort();
      stay.disconnect();
      sheet(false);
      launcher.host.remove();
    },
  };
}
export type Widget = ReturnType<typeof createWidget>;
