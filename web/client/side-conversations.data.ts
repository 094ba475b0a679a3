import type { PartnerDraft, SideConversationDraft, SideMessageDraft } from '#contracts/side-conversations.js';
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { api, content } from './api.js';
import { detailQuery } from './tickets.data.js';

/** Of a ticket; read anew when the ticket has changed. */
export const sidesQuery = (ticketId: string) =>
  queryOptions({
    queryKey: [...detailQuery(ticketId).queryKey, 'sides'],
    queryFn: ({ signal }) => content(api.GET('/api/v1/tickets/{id}/side-conversations', { params: { path: { id: ticketId } }, signal })),
  });
export const sideQuery = (ticketId: string, id: string) =>
  queryOptions({ queryKey: [...sidesQuery(ticketId).queryKey, id], queryFn: ({ signal }) => content(api.GET('/api/v1/side-conversations/{id}', { params: { path: { id } }, signal })) });
export const openSide = (ticketId: string, body: z.infer<typeof SideConversationDraft>) => content(api.POST('/api/v1/tickets/{id}/side-conversations', { params: { path: { id: ticketId } }, body }));
export const sayInSide = (id: string, body: z.infer<typeof SideMessageDraft>) => content(api.POST('/api/v1/side-conversations/{id}/messages', { params: { path: { id } }, body }));
export const completeSide = (id: string) => content(api.PUT('/api/v1/side-conversations/{id}/completion', { params: { path: { id } } }));
export const reopenSide = (id: string) => content(api.DELETE('/api/v1/side-conversations/{id}/completion', { params: { path: { id } } }));
export const readSide = (id: string) => content(api.PUT('/api/v1/side-conversations/{id}/reading', { params: { path: { id } } }));

/** The address book. */
export const partnersQuery = queryOptions({ queryKey: ['partners'], queryFn: ({ signal }) => content(api.GET('/api/v1/partners', { signal })) });
export const addPartner = (body: z.infer<typeof PartnerDraft>) => content(api.POST('/api/v1/partners', { body }));
export const changePartner = (id: string, body: z.infer<typeof PartnerDraft>, version: number) =>
  content(api.PUT('/api/v1/partners/{id}', { params: { path: { id } }, body, headers: { 'If-Match': `"${version}"` } }));
export const removePartner = (id: string) => content(api.DELETE('/api/v1/partners/{id}', { params: { path: { id } } }));
