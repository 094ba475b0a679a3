import type { PageInfo } from '../bridge.js';

const LOOK_MS = 1000;

/** Where the visitor is; the panel makes it fit to send. */
export const currentPage = (win: Window): PageInfo => ({ url: win.location.href, title: win.document.title });

/** Single-page shops move on without loading a page. Where the browser does not say so, a look once a second finds it. */
export function watchPage(win: Window, signal: AbortSignal, onMove: () => void): void {
  const navigation: EventTarget | undefined = Reflect.get(win, 'navigation');
  let seen = win.location.href;
  const look = () => {
    if (seen === win.location.href) return;
    seen = win.location.href;
    onMove();
  };
  navigation?.addEventListener('navigatesuccess', onMove, { signal });
  win.addEventListener('popstate', onMove, { signal });
  if (navigation) return;
  const timer = win.setInterval(look, LOOK_MS);
  signal.addEventListener('abort', () => win.clearInterval(timer));
}
