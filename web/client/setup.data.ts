import type { CalendarDraft } from '#contracts/calendars.js';
import type { SetupStep } from '#contracts/settings.js';
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { api, content } from './api.js';

export const setupQuery = queryOptions({ queryKey: ['setup'], queryFn: ({ signal }) => content(api.GET('/api/v1/setup', { signal })) });
export const markStep = (step: SetupStep, done: boolean) => content(api.PUT('/api/v1/setup/{step}', { params: { path: { step } }, body: { done } }));

const LOOK_MS = 3_000;
/** Asked again and again while the step is on screen: a shop page says nothing by itself. */
export const sightingsQuery = (widgetId: string, since: string) =>
  queryOptions({
    queryKey: ['sightings', widgetId, since],
    refetchInterval: LOOK_MS,
    queryFn: ({ signal }) => content(api.GET('/api/v1/widgets/{id}/sightings', { params: { path: { id: widgetId }, query: { since } }, signal })),
  });

export const demoDataQuery = queryOptions({
  queryKey: ['demo-data'],
  queryFn: ({ signal }) => content(api.GET('/api/v1/demo/data', { signal })),
});
export const removeDemoData = () => content(api.DELETE('/api/v1/demo/data'));

export const addOpeningHours = (body: z.input<typeof CalendarDraft>) => content(api.POST('/api/v1/calendars', { body }));

export const settingsHistoryQuery = queryOptions({
  queryKey: ['settings', 'history'],
  queryFn: ({ signal }) => content(api.GET('/api/v1/settings/history', { signal })),
});
export const widgetHistoryQuery = (id: string) =>
  queryOptions({
    queryKey: ['settings', 'widget-history', id],
    queryFn: ({ signal }) => content(api.GET('/api/v1/widgets/{id}/history', { params: { path: { id } }, signal })),
  });
