import type { Attachment } from '#contracts/files.js';
import { useCallback, useSyncExternalStore } from 'react';
import { createTray, type Tray } from '../../../client/file-tray.js';
import { removeFile, upload } from '../../../client/files.data.js';
import { queryClient } from '../../../client/query.js';
import { meQuery } from '../../../client/session.data.js';
import type { Mode } from './drafts.js';

const KEPT = 'ac.files.';
const trays = new Map<string, Tray>();

/** The files of one draft. Named after the person as well: whoever signs in next in this tab finds nobody else's. */
export function trayOf(ticketId: string, mode: Mode): Tray {
  const key = `${queryClient.getQueryData(meQuery.queryKey)?.account.id} ${ticketId} ${mode}`;
  const known = trays.get(key);
  if (known) return known;
  const tray = createTray({
    limits: () => queryClient.getQueryData(meQuery.queryKey)?.settings.files ?? { groups: [], megabytes: 0 },
    upload,
    remove: removeFile,
    read: () => stored(KEPT + key),
    keep: (value) => store(KEPT + key, value),
  });
  trays.set(key, tray);
  return tray;
}

/** Files that were to leave and did not. They are uploaded already, so a tray is made anew that knows them. */
export function putBack(ticketId: string, mode: Mode, files: readonly Attachment[]): void {
  if (files.length === 0) return;
  const key = `${queryClient.getQueryData(meQuery.queryKey)?.account.id} ${ticketId} ${mode}`;
  const chosen = trayOf(ticketId, mode).items().flatMap(({ file }) => file ?? []);
  store(KEPT + key, [...chosen, ...files]);
  trays.delete(key);
}

export function useTray(ticketId: string, mode: Mode) {
  const tray = trayOf(ticketId, mode);
  const watch = useCallback((listener: () => void) => tray.watch(listener), [tray]);
  return { tray, items: useSyncExternalStore(watch, tray.items) };
}

function stored(key: string): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null');
  } catch {
    return null;
  }
}
function store(key: string, value: unknown): void {
  try {
    if (value === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // A browser that stores nothing keeps them until the tab is left.
  }
}
