import { queryOptions } from '@tanstack/react-query';
import { api, content } from './api.js';

/** The ratings of a ticket's chats, the latest first. */
export const ticketRatingsQuery = (ticketId: string) =>
  queryOptions({
    queryKey: ['ratings', 'ticket', ticketId],
    queryFn: ({ signal }) => content(api.GET('/api/v1/tickets/{id}/ratings', { params: { path: { id: ticketId } }, signal })),
  });

export const ratingSummaryQuery = (days: number) =>
  queryOptions({
    queryKey: ['ratings', 'summary', days],
    staleTime: 30_000,
    queryFn: ({ signal }) => content(api.GET('/api/v1/ratings/summary', { params: { query: { days } }, signal })),
  });
