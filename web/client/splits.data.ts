import type { SplitDraft } from '#contracts/splits.js';
import { queryOptions } from '@tanstack/react-query';
import { api, content } from './api.js';
import { detailQuery, refetchLists, refetchTicket } from './tickets.data.js';

/** Below the ticket's own key, so that whatever changes the ticket fetches it anew. */
export const splitsQuery = (ticketId: string) =>
  queryOptions({
    queryKey: [...detailQuery(ticketId).queryKey, 'splits'],
    queryFn: ({ signal }) => content(api.GET('/api/v1/tickets/{id}/splits', { params: { path: { id: ticketId } }, signal })),
  });

/** @returns the new ticket */
export async function split(ticketId: string, body: SplitDraft) {
  try {
    return await content(api.POST('/api/v1/tickets/{id}/splits', { params: { path: { id: ticketId } }, body }));
  } finally {
    void Promise.all([refetchTicket(ticketId), refetchLists()]);
  }
}
