import type { Macro, MacroDraft } from '#contracts/macros.js';
import { queryOptions } from '@tanstack/react-query';
import { api, content, ifVersion } from './api.js';
import { queryClient } from './query.js';

/** What may be run. */
export const macrosQuery = queryOptions({
  queryKey: ['macros', 'run'],
  staleTime: 5 * 60_000,
  queryFn: ({ signal }) => content(api.GET('/api/v1/macros', { signal })),
});
/** What may be looked after. */
export const managedMacrosQuery = queryOptions({
  queryKey: ['macros', 'manage'],
  queryFn: ({ signal }) => content(api.GET('/api/v1/macros', { params: { query: { for: 'manage' } }, signal })),
});
/** What a macro would do to a ticket now: asked anew each time it is looked at. */
export const macroPreviewQuery = (macroId: string, ticketId: string) =>
  queryOptions({
    queryKey: ['tickets', 'macro-preview', ticketId, macroId],
    staleTime: 0,
    queryFn: ({ signal }) => content(api.GET('/api/v1/macros/{id}/preview', { params: { path: { id: macroId }, query: { ticketId } }, signal })),
  });

export const addMacro = (body: MacroDraft) => content(api.POST('/api/v1/macros', { body }));
export const changeMacro = (id: string, body: MacroDraft, version: number) =>
  content(api.PUT('/api/v1/macros/{id}', { params: { path: { id }, header: ifVersion(version) }, body }));
export const removeMacro = (id: string) => content(api.DELETE('/api/v1/macros/{id}', { params: { path: { id } } }));

/** Runs a macro in the version that was looked at; the count of its uses is read anew. */
export async function runMacro(ticketId: string, { id, version }: Pick<Macro, 'id' | 'version'>, seenSeq: number) {
  const body = { runId: crypto.randomUUID(), macroId: id, version, ...(seenSeq > 0 ? { seenSeq } : {}) };
  const detail = await content(api.POST('/api/v1/tickets/{id}/macro-runs', { params: { path: { id: ticketId } }, body }));
  void queryClient.invalidateQueries({ queryKey: ['macros'] });
  return detail;
}
