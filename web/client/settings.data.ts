import type { WidgetChannelChange } from '#contracts/channels.js';
import type { Settings } from '#contracts/settings.js';
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { api, content, ifVersion } from './api.js';

export const settingsQuery = queryOptions({
  queryKey: ['settings', 'organisation'],
  queryFn: ({ signal }) => content(api.GET('/api/v1/settings', { signal })),
});
/** Refused with `request/stale` when somebody saved since `version` was read. */
export const changeSettings = (settings: Settings, version: number) =>
  content(api.PUT('/api/v1/settings', { params: { header: ifVersion(version) }, body: settings }));

export const widgetsQuery = queryOptions({
  queryKey: ['settings', 'widgets'],
  queryFn: ({ signal }) => content(api.GET('/api/v1/widgets', { signal })),
});
export const changeWidget = (id: string, body: z.infer<typeof WidgetChannelChange>, version: number) =>
  content(api.PATCH('/api/v1/widgets/{id}', { params: { path: { id }, header: ifVersion(version) }, body }));
export const chooseLogo = (id: string, fileId: string) => content(api.PUT('/api/v1/widgets/{id}/logo', { params: { path: { id } }, body: { fileId } }));
export const readWidgetSecret = (id: string) => content(api.GET('/api/v1/widgets/{id}/secret', { params: { path: { id } } }));
