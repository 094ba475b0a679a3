import type { MergeDraft } from '#contracts/merges.js';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, content } from './api.js';
import { refetchLists, refetchTicket } from './tickets.data.js';

const PAGE = 30;

export const mergeCandidatesQuery = (id: string, search: string) =>
  queryOptions({
    queryKey: ['tickets', 'merge', id, search],
    queryFn: ({ signal }) => content(api.GET('/api/v1/tickets/{id}/merge-candidates', { params: { path: { id }, query: { search } }, signal })),
    placeholderData: (before) => before,
    gcTime: 0,
  });

/** The talk of another ticket, read only: the newest page first, earlier ones on wish. */
export const otherTalkQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['tickets', 'detail', id, 'talk'],
    initialPageParam: null as number | null,
    queryFn: ({ pageParam, signal }) => content(api.GET('/api/v1/tickets/{id}/messages', { params: { path: { id }, query: { limit: PAGE, ...(pageParam === null ? {} : { beforeSeq: pageParam }) } }, signal })),
    getNextPageParam: (page) => (page.more ? (page.messages[0]?.seq ?? null) : null),
  });

/** Both tickets and every list are read anew, whatever came of it. */
async function reread<T>(ids: readonly string[], done: Promise<T>): Promise<T> {
  try {
    return await done;
  } finally {
    void Promise.all([...ids.map(refetchTicket), refetchLists()]);
  }
}

export const merge = (id: string, body: MergeDraft) => reread([id, body.targetId], content(api.POST('/api/v1/tickets/{id}/merge', { params: { path: { id } }, body })));
export const unmerge = (id: string, targetId: string) => reread([id, targetId], content(api.DELETE('/api/v1/tickets/{id}/merge', { params: { path: { id } } })));
