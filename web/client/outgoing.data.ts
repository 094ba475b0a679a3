import type { OutgoingChange, OutgoingDraft } from '#contracts/outgoing.js';
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { api, content } from './api.js';
import { queryClient } from './query.js';
import { detailQuery } from './tickets.data.js';

/** What of a ticket is held or was returned, and how long an answer that is sent now can be taken back. */
export const outgoingQuery = (ticketId: string) =>
  queryOptions({
    queryKey: [...detailQuery(ticketId).queryKey, 'outgoing'],
    queryFn: ({ signal }) => content(api.GET('/api/v1/tickets/{id}/outgoing', { params: { path: { id: ticketId } }, signal })),
  });
/** Whatever came of it, the list is read anew before anybody goes on. */
async function refreshed<T>(ticketId: string, call: Promise<T>): Promise<T> {
  try {
    return await call;
  } finally {
    await queryClient.invalidateQueries({ queryKey: outgoingQuery(ticketId).queryKey });
  }
}

export const holdReply = (ticketId: string, body: z.infer<typeof OutgoingDraft>) => refreshed(ticketId, content(api.POST('/api/v1/tickets/{id}/outgoing', { params: { path: { id: ticketId } }, body })));
export const changeHeld = (ticketId: string, id: string, body: z.infer<typeof OutgoingChange>, version: number) =>
  refreshed(ticketId, content(api.PATCH('/api/v1/outgoing/{id}', { params: { path: { id } }, body, headers: { 'If-Match': `"${version}"` } })));
export const withdrawHeld = (ticketId: string, id: string) => refreshed(ticketId, content(api.DELETE('/api/v1/outgoing/{id}', { params: { path: { id } } })));
export const releaseHeld = (ticketId: string, id: string) => refreshed(ticketId, content(api.POST('/api/v1/outgoing/{id}/release', { params: { path: { id } } })));
