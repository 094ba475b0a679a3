import type { TemplatedOpening, TicketTemplateDraft } from '#contracts/ticket-templates.js';
import { queryOptions } from '@tanstack/react-query';
import { api, content, ifVersion } from './api.js';
import { queryClient } from './query.js';

/** What a ticket can be opened with. */
export const templatesQuery = queryOptions({
  queryKey: ['templates', 'use'],
  staleTime: 60_000,
  queryFn: ({ signal }) => content(api.GET('/api/v1/ticket-templates', { signal })),
});
/** What may be looked after. */
export const managedTemplatesQuery = queryOptions({
  queryKey: ['templates', 'manage'],
  queryFn: ({ signal }) => content(api.GET('/api/v1/ticket-templates', { params: { query: { for: 'manage' } }, signal })),
});

export const addTemplate = (body: TicketTemplateDraft) => content(api.POST('/api/v1/ticket-templates', { body }));
export const changeTemplate = (id: string, body: TicketTemplateDraft, version: number) =>
  content(api.PUT('/api/v1/ticket-templates/{id}', { params: { path: { id }, header: ifVersion(version) }, body }));
export const removeTemplate = (id: string) => content(api.DELETE('/api/v1/ticket-templates/{id}', { params: { path: { id } } }));

/** Opens a ticket that began with a template, once however often the key comes. */
export async function openWithTemplate(id: string, body: TemplatedOpening, key: string) {
  const detail = await content(api.POST('/api/v1/ticket-templates/{id}/tickets', { params: { path: { id } }, body, headers: { 'idempotency-key': key } }));
  void queryClient.invalidateQueries({ queryKey: ['templates'] });
  return detail;
}
