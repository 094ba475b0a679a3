import type { BulkChange, BulkDraft } from '#contracts/bulk.js';
import { queryOptions } from '@tanstack/react-query';
import { api, content } from './api.js';
import { queryClient } from './query.js';
import { refetchLists } from './tickets.data.js';
import { listParams, type ListQuery } from './tickets.rules.js';

const LOOK_MS = 1_000;

/** One change of many tickets; while it runs it is looked at again and again. */
export const bulkQuery = (id: string) =>
  queryOptions({
    queryKey: ['bulk-changes', id],
    queryFn: ({ signal }) => content(api.GET('/api/v1/bulk-changes/{id}', { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? LOOK_MS : false),
  });

/** How many tickets a list holds, also those that are not loaded, however they stand together on the screen. */
export const matchingQuery = ({ group: _, ...query }: ListQuery) =>
  queryOptions({
    queryKey: ['tickets', 'matching', query],
    queryFn: ({ signal }) => content(api.GET('/api/v1/tickets/matching', { params: { query: listParams(query) }, signal })),
  });

function put(change: BulkChange): BulkChange {
  queryClient.setQueryData(bulkQuery(change.id).queryKey, change);
  void refetchLists();
  return change;
}
export const askBulk = async (body: BulkDraft) => put(await content(api.POST('/api/v1/bulk-changes', { body })));
export const undoBulk = async (id: string) => put(await content(api.POST('/api/v1/bulk-changes/{id}/undo', { params: { path: { id } } })));
export const stopBulk = async (id: string) => put(await content(api.DELETE('/api/v1/bulk-changes/{id}', { params: { path: { id } } })));
