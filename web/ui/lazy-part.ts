import { type ComponentType, lazy, type LazyExoticComponent } from 'react';

const AGAIN_MS = 2000;
const RELOADED = 'ac.reloaded-at';

/**
 * A part of the page in a file of its own. Without a connection it waits for one instead of failing; when the server has a newer
 * build and no longer that file, the page is loaded anew, once.
 */
export function lazyPart<P extends object>(load: () => Promise<{ default: ComponentType<P> }>): LazyExoticComponent<ComponentType<P>> {
  return lazy(() => persist(load));
}

export async function persist<T>(load: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await load();
    } catch {
      await reloadIfNewer();
      await new Promise((resolve) => window.setTimeout(resolve, AGAIN_MS));
    }
  }
}

async function reloadIfNewer(): Promise<void> {
  const reached = await fetch(window.location.pathname, { method: 'HEAD' }).then(
    (answer) => answer.ok,
    () => false,
  );
  const last = Number(sessionStorage.getItem(RELOADED) ?? 0);
  if (!reached || Date.now() - last < 60_000) return;
  sessionStorage.setItem(RELOADED, String(Date.now()));
  window.location.reload();
}

/** Fetches a part before it is wanted; whether that works does not matter yet. */
export const prefetch = (load: () => Promise<unknown>): void => void load().catch(() => undefined);
