import type { RelationDraft } from '#contracts/relations.js';
import { queryOptions } from '@tanstack/react-query';
import { api, content } from './api.js';
import { detailQuery, refetchTicket } from './tickets.data.js';

/** Below the ticket's own key, so that whatever changes the ticket fetches it anew; and when it is shown, since the others move by themselves. */
export const relationsQuery = (ticketId: string) =>
  queryOptions({
    queryKey: [...detailQuery(ticketId).queryKey, 'relations'],
    queryFn: ({ signal }) => content(api.GET('/api/v1/tickets/{id}/relations', { params: { path: { id: ticketId } }, signal })),
    staleTime: 0,
  });
export const relationCandidatesQuery = (ticketId: string, search: string) =>
  queryOptions({
    queryKey: ['tickets', 'relate', ticketId, search],
    queryFn: ({ signal }) => content(api.GET('/api/v1/tickets/{id}/relation-candidates', { params: { path: { id: ticketId }, query: { search } }, signal })),
    placeholderData: (before) => before,
    gcTime: 0,
  });

async function reread<T>(ids: readonly string[], done: Promise<T>): Promise<T> {
  try {
    return await done;
  } finally {
    void Promise.all(ids.map(refetchTicket));
  }
}
export const relate = (id: string, body: RelationDraft) => reread([id, body.otherId], content(api.POST('/api/v1/tickets/{id}/relations', { params: { path: { id } }, body })));
export const part = (id: string, otherId: string) => reread([id, otherId], content(api.DELETE('/api/v1/tickets/{id}/relations/{otherId}', { params: { path: { id, otherId } } })));
