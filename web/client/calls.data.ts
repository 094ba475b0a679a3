import type { Appointment, CallOnTicket, CallOpening } from '#contracts/calls.js';
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { api, content } from './api.js';
import { queryClient } from './query.js';
import { refetchLists, refetchTicket } from './tickets.data.js';

const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Under the promises of the ticket, so that whatever changes those changes these. */
export const ticketCallsQuery = (ticketId: string) =>
  queryOptions({ queryKey: ['promises', ticketId, 'calls'], queryFn: ({ signal }) => content(api.GET('/api/v1/tickets/{id}/calls', { params: { path: { id: ticketId } }, signal })) });
export const callersQuery = (number: string) =>
  queryOptions({
    queryKey: ['callers', number],
    queryFn: ({ signal }) => content(api.GET('/api/v1/callers', { params: { query: { number, zone } }, signal })),
    enabled: number.length >= 3,
    staleTime: 5_000,
  });

async function afterwards(ticketId: string): Promise<void> {
  await Promise.all([queryClient.invalidateQueries({ queryKey: ['promises', ticketId] }), refetchTicket(ticketId), refetchLists()]);
}

/** Records a call on a ticket, once however often the key comes. */
export async function recordCallOn(ticketId: string, body: z.input<typeof CallOnTicket>, key: string): Promise<void> {
  await content(api.POST('/api/v1/tickets/{id}/calls', { params: { path: { id: ticketId } }, body: { ...body, solve: body.solve ?? false, zone }, headers: { 'idempotency-key': key } }));
  await afterwards(ticketId);
}

/** Opens a ticket that begins with a call, once however often the key comes. @returns its id */
export async function openWithCall(body: CallOpening, key: string): Promise<string> {
  const { ticket } = await content(api.POST('/api/v1/calls', { body: { ...body, zone }, headers: { 'idempotency-key': key } }));
  void refetchLists();
  if (body.template) void queryClient.invalidateQueries({ queryKey: ['templates'] });
  return ticket.id;
}

export async function moveCallback(ticketId: string, promiseId: string, body: Appointment): Promise<void> {
  await content(api.PUT('/api/v1/promises/{id}/appointment', { params: { path: { id: promiseId } }, body }));
  await afterwards(ticketId);
}

export async function dropCallback(ticketId: string, promiseId: string, reason: string): Promise<void> {
  await content(api.POST('/api/v1/promises/{id}/withdrawal', { params: { path: { id: promiseId } }, body: { reason } }));
  await afterwards(ticketId);
}
