import type { CalendarDraft } from '#contracts/calendars.js';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, content, ifVersion } from './api.js';

export const calendarsQuery = queryOptions({
  queryKey: ['calendars', 'list'],
  queryFn: ({ signal }) => content(api.GET('/api/v1/calendars', { signal })),
});
export const calendarVersionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['calendars', 'versions', id],
    queryFn: ({ signal }) => content(api.GET('/api/v1/calendars/{id}/versions', { params: { path: { id } }, signal })),
  });
/** The next two weeks of a draft. What was shown stays until the next is there. */
export const calendarPreviewQuery = (draft: CalendarDraft, calendarId: string | undefined, version: number) =>
  queryOptions({
    queryKey: ['calendars', 'preview', calendarId, version, draft],
    staleTime: 60_000,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => content(api.POST('/api/v1/calendars/previews', { body: { draft, ...(calendarId === undefined ? {} : { calendarId }) }, signal })),
  });

export const makeCalendar = (body: CalendarDraft) => content(api.POST('/api/v1/calendars', { body }));
/** Refused with `request/stale` when somebody saved since `version` was read. */
export const changeCalendar = (id: string, body: CalendarDraft, version: number) =>
  content(api.PUT('/api/v1/calendars/{id}', { params: { path: { id }, header: ifVersion(version) }, body }));
export const removeCalendar = (id: string) => content(api.DELETE('/api/v1/calendars/{id}', { params: { path: { id } } }));

export const readIcs = (text: string) => content(api.POST('/api/v1/calendars/ics-readings', { body: { text } }));
export const subscribe = (id: string, url: string) => content(api.POST('/api/v1/calendars/{id}/feeds', { params: { path: { id } }, body: { url } }));
export const unsubscribe = (id: string, feedId: string) => content(api.DELETE('/api/v1/calendars/{id}/feeds/{feedId}', { params: { path: { id, feedId } } }));
export const readFeed = (id: string, feedId: string) =>
  content(api.POST('/api/v1/calendars/{id}/feeds/{feedId}/reading', { params: { path: { id, feedId } } }));
