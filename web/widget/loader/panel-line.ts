import type { WidgetOptions, WidgetView } from '../api.types.js';
import type { PanelWishes, WidgetLocale } from '../bridge.js';
import { currentPage } from './page-watch.js';
import { prepareFrame } from './panel-frame.js';
import { createSheet } from './phone-sheet.js';
import type { Store } from './store.js';

/** What the loader lends: it owns the launcher, the storage and whether the panel stands open. */
export interface Core {
  readonly win: Window;
  readonly base: string;
  readonly options: WidgetOptions;
  readonly signal: AbortSignal;
  readonly store: Store;
  readonly small: MediaQueryList;
  readonly place: HTMLElement;
  readonly now: { open: boolean; focus: boolean; unread: number; view: WidgetView; prefill: string | null };
  locale(): WidgetLocale;
  /** Draws the launcher anew and answers the name of the chat. */
  paint(): string;
  close(): void;
  emit(name: string, detail?: unknown): void;
}

/** The line to the panel, from the moment it is first wanted. */
export function attachPanel({ win, base, options, signal, store, small, place, now, locale, paint, close, emit }: Core) {
  const panel = prepareFrame(win, base, options.key, signal, hear, silent);
  const sheet = createSheet(win, place, options.key, signal, close);
  let shown = false;

  const wishes = (): PanelWishes => ({ ...options, locale: locale(), page: { ...currentPage(win), ...options.page }, phone: small.matches });
  const take = () => {
    const { prefill } = now;
    now.prefill = null;
    return prefill;
  };
  function hear(t: unknown, name: string, value: unknown) {
    if (t === 'hello') {
      // A frame of another origin cannot take the focus by itself.
      if (now.focus) panel.frame.focus();
      panel.say({ t: 'init', wishes: wishes(), kept: store.all(), open: now.open, focus: now.focus, prefill: take(), view: now.view });
    } else if (t === 'close') {
      close();
    } else if (t === 'keep') {
      store.set(name, typeof value === 'string' ? value : null);
      panel.frame.title = paint();
    } else if (t === 'event') {
      if (name === 'unread') now.unread = Number(value);
      paint();
      emit(name, value);
    }
  }
  function silent() {
    close();
    emit('error', { code: 'panel/unreachable' });
  }
  function look() {
    if (now.focus) panel.frame.focus();
    panel.say({ t: 'open', focus: now.focus, view: now.view });
  }

  return {
    /** Brings the panel in step with how the widget stands now. */
    refresh() {
      const { open } = now;
      panel.load(place, locale());
      panel.frame.title = paint();
      sheet(open && small.matches);
      panel.say({ t: 'wishes', wishes: wishes() });
      if (open && !shown) look();
      else if (!open && shown) panel.say({ t: 'close' });
      shown = open;
      if (now.prefill !== null && panel.say({ t: 'compose', text: now.prefill })) take();
    },
    look,
    fading: () => panel.say({ t: 'fading' }),
    leave: () => sheet(false),
  };
}
export type PanelLine = ReturnType<typeof attachPanel>;
