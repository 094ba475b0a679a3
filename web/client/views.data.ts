import type { SavedViewDraft } from '#contracts/saved-views.js';
import { queryOptions } from '@tanstack/react-query';
import { api, content, ifVersion } from './api.js';
import { countsQuery } from './tickets.data.js';

/** Saved views with what stands in them; read anew whenever the counts of the other views are. */
export const savedViewsQuery = queryOptions({
  queryKey: [...countsQuery.queryKey, 'saved'],
  queryFn: ({ signal }) => content(api.GET('/api/v1/saved-views', { signal })),
});
export const addView = (body: SavedViewDraft) => content(api.POST('/api/v1/saved-views', { body }));
export const changeView = (id: string, body: SavedViewDraft, version: number) =>
  content(api.PUT('/api/v1/saved-views/{id}', { params: { path: { id }, header: ifVersion(version) }, body }));
export const removeView = (id: string) => content(api.DELETE('/api/v1/saved-views/{id}', { params: { path: { id } } }));

/** Ways in that a list can be narrowed to. */
export const waysInQuery = queryOptions({
  queryKey: ['ways-in'],
  staleTime: 60_000,
  queryFn: ({ signal }) => content(api.GET('/api/v1/ways-in', { signal })),
});
