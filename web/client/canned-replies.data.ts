import type { CannedReply, CannedReplyDraft } from '#contracts/canned-replies.js';
import { queryOptions } from '@tanstack/react-query';
import { api, content, ifVersion } from './api.js';
import { serverNow } from './clock.js';
import { queryClient } from './query.js';

/** What may be put into an answer. */
export const cannedRepliesQuery = queryOptions({
  queryKey: ['canned-replies', 'write'],
  staleTime: 5 * 60_000,
  queryFn: ({ signal }) => content(api.GET('/api/v1/canned-replies', { signal })),
});
/** What may be looked after. */
export const managedRepliesQuery = queryOptions({
  queryKey: ['canned-replies', 'manage'],
  queryFn: ({ signal }) => content(api.GET('/api/v1/canned-replies', { params: { query: { for: 'manage' } }, signal })),
});

export const addCannedReply = (body: CannedReplyDraft) => content(api.POST('/api/v1/canned-replies', { body }));
export const changeCannedReply = (id: string, body: CannedReplyDraft, version: number) =>
  content(api.PUT('/api/v1/canned-replies/{id}', { params: { path: { id }, header: ifVersion(version) }, body }));
export const removeCannedReply = (id: string) => content(api.DELETE('/api/v1/canned-replies/{id}', { params: { path: { id } } }));

/** Counts that a reply was put into an answer. Shown at once; a lost count is no loss to the person who writes. */
export function countUse({ id }: CannedReply): void {
  queryClient.setQueryData(
    cannedRepliesQuery.queryKey,
    (data) =>
      data && {
        ...data,
        items: data.items.map((item) => (item.id === id ? { ...item, uses: item.uses + 1, lastUsedAt: new Date(serverNow()).toISOString() } : item)),
      },
  );
  api.POST('/api/v1/canned-replies/{id}/uses', { params: { path: { id } } }).catch(() => undefined);
}
