import type { PageInfo } from '../bridge.js';

/** Where the visitor is; the panel makes it fit to send. */
export const currentPage = (win: Window): PageInfo => ({ url: win.location.href, title: win.document.title });

/** Single-page shops move on without loading a page. */
export function watchPage(win: Window, signal: AbortSignal, onMove: () => void): void {
  const navigation: EventTarget = Reflect.get(win, 'navigation') ?? win;
  navigation.addEventListener('navigatesuccess', onMove, { signal });
  win.addEventListener('popstate', onMove, { signal });
}
