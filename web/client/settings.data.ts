import type { WidgetChannel, WidgetChannelChange, WidgetChannels, WidgetSecret } from '#contracts/channels.js';
import type { Settings, SettingsDocument } from '#contracts/settings.js';
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { call } from './api.js';

type Document = z.infer<typeof SettingsDocument>;

export const settingsQuery = queryOptions({ queryKey: ['settings', 'organisation'], queryFn: ({ signal }) => call<Document>('GET', '/settings', { signal }) });
/** Refused with `request/stale` when somebody saved since `version` was read. */
export const changeSettings = (settings: Settings, version: number) => call<Document>('PUT', '/settings', { body: settings, ifMatch: version });

export const widgetsQuery = queryOptions({
  queryKey: ['settings', 'widgets'],
  queryFn: ({ signal }) => call<z.infer<typeof WidgetChannels>>('GET', '/widgets', { signal }),
});
export const changeWidget = (id: string, body: z.input<typeof WidgetChannelChange>, version: number) =>
  call<z.infer<typeof WidgetChannel>>('PATCH', `/widgets/${id}`, { body, ifMatch: version });
export const readWidgetSecret = (id: string) => call<z.infer<typeof WidgetSecret>>('GET', `/widgets/${id}/secret`);
