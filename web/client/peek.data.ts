import { queryOptions } from '@tanstack/react-query';
import { api, content } from './api.js';

const LAST = 12;

/** The last entries of a talk, read without opening it: nobody is told, and nothing is marked as read. */
export const peekQuery = (id: string) =>
  queryOptions({
    queryKey: ['tickets', 'peek', id],
    staleTime: 2_000,
    queryFn: ({ signal }) => content(api.GET('/api/v1/tickets/{id}/messages', { params: { path: { id }, query: { limit: LAST } }, signal })),
  });
