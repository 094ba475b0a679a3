import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, content } from './api.js';
import { queryClient } from './query.js';
import { detailQuery, refetchTicket } from './tickets.data.js';

/** Below the ticket's own key, so that whatever changes the ticket fetches it anew. */
export const followersQuery = (ticketId: string) =>
  queryOptions({
    queryKey: [...detailQuery(ticketId).queryKey, 'followers'],
    queryFn: ({ signal }) => content(api.GET('/api/v1/tickets/{id}/followers', { params: { path: { id: ticketId } }, signal })),
  });
/** Who may be mentioned on a ticket, and follow it. */
export const readersQuery = (ticketId: string) =>
  queryOptions({
    queryKey: ['people', 'readers', ticketId],
    queryFn: ({ signal }) => content(api.GET('/api/v1/tickets/{id}/readers', { params: { path: { id: ticketId } }, signal })),
  });

const NOTICES = ['notices'];
export const noticeCountsQuery = queryOptions({ queryKey: [...NOTICES, 'counts'], queryFn: ({ signal }) => content(api.GET('/api/v1/notices/counts', { signal })) });
export const noticesQuery = infiniteQueryOptions({
  queryKey: [...NOTICES, 'list'],
  initialPageParam: null as string | null,
  queryFn: ({ pageParam, signal }) => content(api.GET('/api/v1/notices', { params: { query: { cursor: pageParam ?? undefined, limit: 30 } }, signal })),
  getNextPageParam: (page) => page.nextCursor,
});
const refetchNotices = () => queryClient.invalidateQueries({ queryKey: NOTICES });

/** A talk was read: what pointed to it may be seen by that. */
export function talkRead(): void {
  if ((queryClient.getQueryData(noticeCountsQuery.queryKey)?.unseen ?? 0) > 0) void refetchNotices();
}

const at = (id: string, accountId: string) => ({ params: { path: { id, accountId } } });
/** Whatever came of it is read anew. */
async function reread<T>(ticketId: string, done: Promise<T>): Promise<T> {
  try {
    return await done;
  } finally {
    void Promise.all([refetchTicket(ticketId), refetchNotices()]);
  }
}
export const follow = (ticketId: string, accountId: string) => reread(ticketId, content(api.PUT('/api/v1/tickets/{id}/followers/{accountId}', at(ticketId, accountId))));
export const unfollow = (ticketId: string, accountId: string) => reread(ticketId, content(api.DELETE('/api/v1/tickets/{id}/followers/{accountId}', at(ticketId, accountId))));

export const seeNotice = (id: string) => content(api.PUT('/api/v1/notices/{id}/reading', { params: { path: { id } } })).finally(() => void refetchNotices());
export const seeNotices = (throughId: string) => content(api.PUT('/api/v1/notices/reading', { params: { query: { throughId } } })).finally(() => void refetchNotices());
