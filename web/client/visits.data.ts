import { queryOptions } from '@tanstack/react-query';
import { api, content } from './api.js';
import { queryClient } from './query.js';

const LOOK_MS = 5_000;
const SOON_MS = 1_500;

/** Who is on the shop now; looked at anew every few seconds while somebody looks. */
export const visitsQuery = queryOptions({
  queryKey: ['visits'],
  queryFn: ({ signal }) => content(api.GET('/api/v1/visits', { signal })),
  // Who has just come is away until the line is up.
  refetchInterval: ({ state }) => (state.data?.items.some(({ hold }) => hold === 'agent_away') ? SOON_MS : LOOK_MS),
});

export const visitQuery = (id: string) =>
  queryOptions({ queryKey: ['visits', id], refetchInterval: LOOK_MS, queryFn: ({ signal }) => content(api.GET('/api/v1/visits/{id}', { params: { path: { id } }, signal })) });

/** The pages beside a ticket; the visitor may walk on while they talk. */
export const ticketVisitQuery = (ticketId: string) =>
  queryOptions({
    queryKey: ['visits', 'ticket', ticketId],
    refetchInterval: 3 * LOOK_MS,
    queryFn: ({ signal }) => content(api.GET('/api/v1/tickets/{id}/visit', { params: { path: { id: ticketId } }, signal })),
  });

/** Invites, or says in an error who has; the list is right afterwards in either case. */
export const inviteVisitor = (id: string, text: string) =>
  content(api.POST('/api/v1/visits/{id}/invites', { params: { path: { id } }, body: { text } })).finally(() => void queryClient.invalidateQueries({ queryKey: ['visits'] }));
