import type { ServerPayload } from '#contracts/sockets.js';
import { liveQuery } from '../../client/chats.data.js';
import { queryClient } from '../../client/query.js';
import { meQuery } from '../../client/session.data.js';
import { persist } from '../../ui/lazy-part.js';
import { refetchLists, refetchTicket } from '../../client/tickets.data.js';

const GATHER_MS = 150;

/** Turns the server's "this changed" into refetches; what comes in a burst is fetched once. */
export function followPointers(accountId: string): (changed: ServerPayload<'changed'>) => void {
  const waiting = new Map<string, () => Promise<unknown>>();
  let timer = 0;
  const soon = (key: string, refetch: () => Promise<unknown>) => {
    waiting.set(key, refetch);
    timer ||= window.setTimeout(() => {
      timer = 0;
      const due = [...waiting.values()];
      waiting.clear();
      for (const refetchOne of due) void refetchOne();
    }, GATHER_MS);
  };
  const stale = (...keys: string[]) => soon(keys.join(), () => queryClient.invalidateQueries({ queryKey: keys }));
  return ({ kind, id }) => {
    if (kind === 'queue' || kind === 'ticket') {
      soon('lists', refetchLists);
      stale(...liveQuery.queryKey);
    }
    if (kind === 'ticket') {
      soon(`ticket ${id}`, () => refetchTicket(id));
      stale('promises', id);
    }
    if (kind === 'account') {
      stale('people');
      stale(...liveQuery.queryKey);
    }
    if (kind === 'account' && id === accountId) stale(...meQuery.queryKey);
    if (kind === 'rating') stale('ratings');
    if (kind === 'rating' || kind === 'outgoing' || kind === 'callback') soon(kind + id, () => persist(() => import('./told.js')).then(({ tell }) => tell(kind, id, accountId)));
    if (kind === 'link_preview') void import('../../client/previews.data.js').then(({ linkPreviews }) => linkPreviews.stirred(id), () => undefined);
    if (kind === 'canned_reply') stale('canned-replies');
    if (kind === 'bulk_change') stale('bulk-changes', id);
    if (kind === 'macro') stale('macros');
    if (kind === 'notice') stale('notices');
  };
}
