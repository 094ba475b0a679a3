import type { DeliveryState } from '#contracts/notifications.js';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { api, content } from './api.js';

const PAGE = 50;

/** Letters, newest first, a page at a time. */
export const deliveriesQuery = (state: DeliveryState | undefined) =>
  infiniteQueryOptions({
    queryKey: ['deliveries', state ?? 'all'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => content(api.GET('/api/v1/deliveries', { params: { query: { state, cursor: pageParam, limit: PAGE } }, signal })),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
export const retryDelivery = (id: string) => content(api.POST('/api/v1/deliveries/{id}/attempt', { params: { path: { id } } }));
