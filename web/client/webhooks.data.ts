import type { SentType, WebhookChange, WebhookDeliveryState, WebhookDraft } from '#contracts/webhooks.js';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, content, ifVersion } from './api.js';

const PAGE = 50;
const at = (id: string) => ({ path: { id } });

export const webhooksQuery = queryOptions({ queryKey: ['webhooks', 'list'], queryFn: ({ signal }) => content(api.GET('/api/v1/webhooks', { signal })) });

interface Narrowed {
  readonly state: WebhookDeliveryState | undefined;
  readonly type: SentType | undefined;
}
/** What one endpoint was sent, newest first. Looked at anew while something is on its way. */
export const webhookLogQuery = (id: string, { state, type }: Narrowed) =>
  infiniteQueryOptions({
    queryKey: ['webhooks', 'log', id, state ?? 'all', type ?? 'all'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      content(api.GET('/api/v1/webhooks/{id}/deliveries', { params: { ...at(id), query: { state, type, cursor: pageParam, limit: PAGE } }, signal })),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: ({ state: { data } }) => (data?.pages[0]?.items.some((row) => row.state === 'due' && row.attempts < 2) ? 1_500 : false),
  });
export const webhookDeliveryQuery = (id: string, deliveryId: string) =>
  queryOptions({
    queryKey: ['webhooks', 'delivery', deliveryId],
    queryFn: ({ signal }) => content(api.GET('/api/v1/webhooks/{id}/deliveries/{deliveryId}', { params: { path: { id, deliveryId } }, signal })),
    refetchInterval: ({ state: { data } }) => (data?.state === 'due' ? 1_500 : false),
  });

/** The answer holds the secret, which is never shown again. */
export const addWebhook = (body: WebhookDraft) => content(api.POST('/api/v1/webhooks', { body }));
export const changeWebhook = (id: string, body: WebhookChange, version: number) =>
  content(api.PUT('/api/v1/webhooks/{id}', { params: { ...at(id), header: ifVersion(version) }, body }));
export const removeWebhook = (id: string) => content(api.DELETE('/api/v1/webhooks/{id}', { params: at(id) }));
export const rotateWebhook = (id: string, keepHours: number) => content(api.POST('/api/v1/webhooks/{id}/secret', { params: at(id), body: { keepHours } }));
export const testWebhook = (id: string) => content(api.POST('/api/v1/webhooks/{id}/test', { params: at(id) }));
export const redeliver = (id: string, deliveryId: string) =>
  content(api.POST('/api/v1/webhooks/{id}/deliveries/{deliveryId}/attempt', { params: { path: { id, deliveryId } } }));
export const redeliverFailed = (id: string, since: string) => content(api.POST('/api/v1/webhooks/{id}/redeliveries', { params: at(id), body: { since } }));
