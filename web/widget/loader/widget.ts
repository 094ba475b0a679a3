import type { WidgetOptions, WidgetView } from '../api.types.js';
import { KEPT_ACTIVE } from '../bridge.js';
import type { Emitter } from './emitter.js';
import { isHiddenOn } from './hidden.rules.js';
import { drawLauncher } from './launcher.js';
import { pickLocale } from './locale.js';
import { watchPage } from './page-watch.js';
import type { PanelLine } from './panel-line.js';
import { openStore } from './store.js';
import { whenIdle } from './when-idle.js';

const OPEN_FLAG = 'open';

/** One booted widget, from its launcher to its removal. What the open panel needs comes as a second script when it is first wanted. */
export function createWidget(win: Window, base: string, options: WidgetOptions, emitter: Emitter) {
  const doc = win.document;
  const over = new AbortController();
  const { signal } = over;
  const prefix = `aftercare:${options.key}:`;
  const near = doc.createElement('link');
  near.rel = 'preconnect';
  near.href = base;
  const launcher = drawLauncher(doc, press, () => doc.head.append(near), close);
  // Before consent nothing is read and nothing kept: like a browser that refuses its storage.
  let may = true;
  const kept = (storage: () => Storage) => () => {
    if (!may) throw 0;
    return storage();
  };
  const store = openStore(prefix, kept(() => win.localStorage), () => line?.fading());
  // Whether the panel stood open belongs to this tab alone.
  const tab = openStore(prefix, kept(() => win.sessionStorage));
  const small = win.matchMedia('(max-width: 640px)');
  let line: PanelLine | null = null;
  // Also where the page itself begins without it: what an earlier one was allowed to keep is not allowed any more.
  if (options.consent === false) {
    forget(true);
    may = false;
  }
  let loading = false;
  let failures = 0;
  let ready = false;
  let wanted = false;
  const now = { open: false, focus: false, unread: 0, view: 'home' as WidgetView, prefill: null as string | null };

  const locale = () => pickLocale([options.locale, doc.documentElement.lang, ...win.navigator.languages]);
  const hidden = () => isHiddenOn(win.location.pathname, options.hideOn ?? []);

  const paint = () =>
    launcher.paint({
      open: now.open,
      unread: now.unread,
      locale: locale(),
      phone: small.matches,
      shown: options.launcher !== false && !hidden(),
      theme: options.theme ?? store.get('theme'),
      accent: options.accent ?? store.get('accent'),
      left: (options.position ?? store.get('position')) === 'left',
    });
  const core = { win, base, options, signal, store, small, now, place: launcher.panel, locale, paint, close, emit: emitter.emit };

  /** The second script; a failed fetch is asked for anew, under a name that no cache of failures knows. */
  async function load() {
    if (line || loading) return;
    loading = true;
    try {
      const { attachPanel } = await import(/* @vite-ignore */ `${base}/widget/v1/line.js${failures ? `?${failures}` : ''}`);
      if (!signal.aborted) line = attachPanel(core);
      line?.refresh();
    } catch {
      failures += 1;
      close();
      emitter.emit('error', { code: 'panel/unreachable' });
    }
    loading = false;
  }
  function refresh() {
    if (now.open && hidden()) return close();
    paint();
    line?.refresh();
  }
  function press() {
    if (now.open) close();
    else show(true);
  }
  function show(focus: boolean, view: WidgetView = 'home') {
    if (options.consent === false) {
      wanted = true;
      return emitter.emit('consent');
    }
    now.view = view;
    if (now.open) return line?.look();
    now.open = true;
    now.focus = focus;
    tab.set(OPEN_FLAG, '1');
    void load();
    refresh();
    emitter.emit('open');
  }
  function close() {
    if (!now.open) return;
    const focused = doc.activeElement === launcher.host;
    now.open = now.focus = false;
    tab.set(OPEN_FLAG, null);
    refresh();
    if (focused) launcher.focus();
    emitter.emit('close');
  }

  // A swap of the body, or of the whole document, as single-page frameworks do it, must not take the launcher with it.
  const stay = new MutationObserver(keep);
  function keep() {
    if (!launcher.host.isConnected) doc.documentElement.append(launcher.host);
    stay.observe(doc, { childList: true });
    stay.observe(doc.documentElement, { childList: true });
  }
  watchPage(win, signal, refresh);
  whenIdle(win, signal, () => {
    keep();
    small.addEventListener('change', refresh, { signal });
    ready = true;
    paint();
    emitter.emit('ready');
    // It counts visits and tells of them, and so waits for consent. Where it cannot come, the chat goes without.
    if (options.consent !== false) import(/* @vite-ignore */ `${base}/widget/v1/greet.js?key=${options.key}`).then((it) => signal.aborted || it.attend?.(core)).catch(() => null);
    // On a phone the sheet would cover the page that was just asked for.
    if (tab.get(OPEN_FLAG) && !small.matches && !hidden()) show(false);
    else if (store.get(KEPT_ACTIVE)) void load();
  });

  /** @param visit also the one that the desk was told of */
  function forget(visit?: boolean) {
    const told = visit && store.get('visit');
    if (told) win.navigator.sendBeacon(`${base}/api/v1/widget/visits/withdrawal?visit=${told}`);
    store.wipe();
    tab.wipe();
  }

  return {
    open: (view?: WidgetView) => show(true, view),
    close,
    compose(text: string) {
      now.prefill = text;
      show(true);
      refresh();
    },
    change(next: Partial<WidgetOptions>) {
      Object.assign(options, next);
      refresh();
    },
    options,
    wanted: () => wanted,
    state: () => ({ key: options.key, ready, open: now.open, unread: now.unread }),
    forget,
    remove() {
      over.abort();
      stay.disconnect();
      line?.leave();
      launcher.host.remove();
    },
  };
}
export type Widget = ReturnType<typeof createWidget>;
