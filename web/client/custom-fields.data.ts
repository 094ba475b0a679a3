import type { FieldValue } from '#contracts/common.js';
import type { CustomFieldChange, CustomFieldDraft } from '#contracts/custom-fields.js';
import { queryOptions } from '@tanstack/react-query';
import { api, content, ifVersion } from './api.js';
import { queryClient } from './query.js';
import { countsQuery, refetchTicket } from './tickets.data.js';

export const customFieldsQuery = queryOptions({ queryKey: ['custom-fields'], staleTime: 60_000, queryFn: ({ signal }) => content(api.GET('/api/v1/custom-fields', { signal })) });
/** Below the ticket's own key, so that whatever changes the ticket fetches it anew. */
export const ticketFieldsQuery = (id: string) =>
  queryOptions({ queryKey: ['tickets', 'detail', id, 'fields'], queryFn: ({ signal }) => content(api.GET('/api/v1/tickets/{id}/fields', { params: { path: { id } }, signal })) });

/** What a page of a list shows besides, in whatever order its tickets stand. Below the counts, so that whatever stirs lists fetches it anew. */
export const ticketTraitsQuery = (ids: readonly string[], keys: readonly string[]) => {
  const sorted = ids.toSorted();
  return queryOptions({
    queryKey: [...traitsKey, sorted, keys],
    queryFn: ({ signal }) => content(api.GET('/api/v1/ticket-traits', { params: { query: { tickets: sorted.join(','), ...(keys.length > 0 ? { fields: keys.join(',') } : {}) } }, signal })),
  });
};
const traitsKey = [...countsQuery.queryKey, 'traits'] as const;
/** Asks once more for what could not be read. */
export const retryTraits = () => queryClient.refetchQueries({ queryKey: traitsKey, type: 'active', predicate: ({ state }) => state.status === 'error' });

export type FieldWish = Readonly<Record<string, FieldValue | null>>;

/** Puts values: they show at once, and what was there comes back when they are refused. */
export async function setFields(id: string, values: FieldWish): Promise<void> {
  const { queryKey } = ticketFieldsQuery(id);
  await queryClient.cancelQueries({ queryKey });
  const before = queryClient.getQueryData(queryKey) ?? (await queryClient.fetchQuery(ticketFieldsQuery(id)));
  const kept = { ...before.values, ...values };
  queryClient.setQueryData(queryKey, { ...before, values: Object.fromEntries(Object.entries(kept).flatMap(([key, value]) => (value === null ? [] : [[key, value]]))) });
  try {
    queryClient.setQueryData(queryKey, await content(api.PATCH('/api/v1/tickets/{id}/fields', { params: { path: { id } }, body: { values, version: before.version } })));
  } catch (error) {
    queryClient.setQueryData(queryKey, before);
    void queryClient.invalidateQueries({ queryKey });
    throw error;
  }
  void refetchTicket(id);
}

export const makeField = (body: CustomFieldDraft) => content(api.POST('/api/v1/custom-fields', { body }));
export const changeField = (id: string, body: CustomFieldChange, version: number) =>
  content(api.PUT('/api/v1/custom-fields/{id}', { params: { path: { id }, header: ifVersion(version) }, body }));
export const arrangeFields = (ids: string[]) => content(api.PUT('/api/v1/custom-fields/order', { body: { ids } }));
export const retireField = (id: string) => content(api.PUT('/api/v1/custom-fields/{id}/retirement', { params: { path: { id } } }));
export const takeFieldBack = (id: string) => content(api.DELETE('/api/v1/custom-fields/{id}/retirement', { params: { path: { id } } }));
