import type { TicketDetail } from '#contracts/tickets.js';
import { queryClient } from '../../../client/query.js';
import { createSerialWriter } from '../../../client/serial-writer.js';
import { meQuery } from '../../../client/session.data.js';
import { createStores, type Store } from '../../../client/store.js';
import { detailAskedAt, knownRow, putRow, saveDraft } from '../../../client/tickets.data.js';
import { draftMove } from './drafts.rules.js';

export type Mode = 'reply' | 'note';
const PAUSE_MS = 500;

const pause = (then: () => void) => {
  const timer = window.setTimeout(then, PAUSE_MS);
  return () => window.clearTimeout(timer);
};
const LOCAL = 'ac.draft.';
/** What the server has not confirmed survives a reload of this tab; a browser that stores nothing keeps it until the tab is left. */
const local = {
  read: (key: string): string => attempt(() => sessionStorage.getItem(LOCAL + key)) ?? '',
  keep: (key: string, text: string) => attempt(() => sessionStorage.setItem(LOCAL + key, text)),
  forget: (key: string) => attempt(() => sessionStorage.removeItem(LOCAL + key)),
};
function attempt<T>(run: () => T): T | null {
  try {
    return run();
  } catch {
    return null;
  }
}
const texts = createStores((key) => local.read(key));
const writers = new Map<string, ReturnType<typeof createSerialWriter<string>>>();
/** What this page believes the server holds; until it is known, nothing of the server's may replace what is typed. */
const saved = new Map<string, string>();
/** When the server last confirmed a draft. */
const savedAt = new Map<string, number>();

/** Named after the person as well: whoever signs in next in this tab finds nobody else's words. */
const keyOf = (ticketId: string, mode: Mode) => `${queryClient.getQueryData(meQuery.queryKey)?.account.id} ${ticketId} ${mode}`;

function writerOf(ticketId: string, mode: Mode) {
  const key = keyOf(ticketId, mode);
  const known = writers.get(key);
  if (known) return known;
  const made = createSerialWriter<string>(async (text) => {
    await saveDraft(ticketId, mode, text);
    saved.set(key, text);
    savedAt.set(key, performance.now());
    if (texts.of(key).get() === text) local.forget(key);
    // A row told between sending and this still called the sent words a draft.
    markRow(ticketId);
  }, pause);
  writers.set(key, made);
  return made;
}

export const draftText = (ticketId: string, mode: Mode): Store<string> => texts.of(keyOf(ticketId, mode));

export function writeDraft(ticketId: string, mode: Mode, text: string): void {
  draftText(ticketId, mode).set(text);
  local.keep(keyOf(ticketId, mode), text);
  writerOf(ticketId, mode).change(text);
  markRow(ticketId);
}

/** Empties a draft whose words were sent, without waiting for the pause. */
export function clearDraft(ticketId: string, mode: Mode): void {
  writeDraft(ticketId, mode, '');
  void writerOf(ticketId, mode).flush();
}

/** Saves at once what is waiting: the ticket is being left. */
export function flushDrafts(ticketId: string): void {
  for (const mode of ['reply', 'note'] as const) void writers.get(keyOf(ticketId, mode))?.flush();
}

/** Takes up what the server holds, unless something was typed here that it does not know yet. */
export function adoptDrafts({ ticket, drafts }: TicketDetail): void {
  for (const mode of ['reply', 'note'] as const) {
    const key = keyOf(ticket.id, mode);
    const theirs = drafts.find((draft) => draft.mode === mode)?.text ?? '';
    const store = draftText(ticket.id, mode);
    const standing = { typed: store.get(), saved: saved.get(key) ?? '', idle: writers.get(key)?.idle() ?? true };
    const move = draftMove({ ...standing, savedAt: savedAt.get(key), askedAt: detailAskedAt(ticket.id) });
    if (move === 'keep') continue;
    if (move === 'send') {
      // Brought back from this tab's own store and not yet sent on its way.
      if (!writers.has(key)) writerOf(ticket.id, mode).change(store.get());
      continue;
    }
    saved.set(key, theirs);
    store.set(theirs);
  }
}

function markRow(ticketId: string): void {
  const row = knownRow(ticketId);
  const draft = draftText(ticketId, 'reply').get() !== '' || draftText(ticketId, 'note').get() !== '';
  if (row && row.draft !== draft) putRow({ ...row, draft });
}

window.addEventListener('pagehide', () => {
  for (const writer of writers.values()) void writer.flush();
});
