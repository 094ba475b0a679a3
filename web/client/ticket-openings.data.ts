import type { TicketOpening } from '#contracts/tickets.js';
import { queryOptions } from '@tanstack/react-query';
import { api, content } from './api.js';

/** Opens a ticket, once however often the key comes. */
export const openTicket = (body: TicketOpening, key: string) => content(api.POST('/api/v1/tickets', { body, headers: { 'idempotency-key': key } }));
export const similarQuery = (email: string) =>
  queryOptions({ queryKey: ['tickets', 'similar', email], queryFn: ({ signal }) => content(api.GET('/api/v1/tickets/similar', { params: { query: { email } }, signal })), enabled: email !== '' });
