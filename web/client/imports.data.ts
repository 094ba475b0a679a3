import type { Import, ImportDraft, ImportMapping } from '#contracts/imports.js';
import { queryOptions } from '@tanstack/react-query';
import { api, content, ifVersion } from './api.js';
import { problemOf } from './problem.js';

const at = (id: string) => ({ path: { id } });
const MOVING: ReadonlySet<string> = new Set(['reading', 'checking', 'bringing', 'removing']);
/** A sweep is at work on it; one without files waits for them. */
export const isMoving = ({ state, files }: Import): boolean => MOVING.has(state) && (state !== 'reading' || files.some((file) => file.state === 'waiting'));

/** Looked at anew while something goes on. */
export const importsQuery = queryOptions({
  queryKey: ['imports', 'list'],
  queryFn: ({ signal }) => content(api.GET('/api/v1/imports', { signal })),
  refetchInterval: ({ state: { data } }) => (data?.items.some(isMoving) ? 1_500 : false),
});
export const originQuery = (ticketId: string) =>
  queryOptions({ queryKey: ['tickets', 'detail', ticketId, 'origin'], queryFn: ({ signal }) => content(api.GET('/api/v1/tickets/{id}/origin', { params: at(ticketId), signal })) });

export const makeImport = (body: ImportDraft) => content(api.POST('/api/v1/imports', { body }));
export const mapImport = (id: string, body: ImportMapping, version: number) => content(api.PUT('/api/v1/imports/{id}/mapping', { params: { ...at(id), header: ifVersion(version) }, body }));
export const bringImport = (id: string) => content(api.PUT('/api/v1/imports/{id}/work', { params: at(id) }));
export const pauseImport = (id: string) => content(api.DELETE('/api/v1/imports/{id}/work', { params: at(id) }));
export const removeImport = (id: string) => content(api.POST('/api/v1/imports/{id}/removal', { params: at(id) }));
export const discardImport = (id: string) => content(api.DELETE('/api/v1/imports/{id}', { params: at(id) }));
export const reportAddress = (id: string): string => `/api/v1/imports/${id}/report`;

/** A form, because a browser streams it from the disk. */
export async function addImportFile(id: string, file: File): Promise<void> {
  const body = new FormData();
  body.append('file', file, file.name);
  const response = await fetch(`/api/v1/imports/${id}/files`, { method: 'POST', body, credentials: 'same-origin', headers: { 'x-requested-with': 'aftercare' } });
  if (!response.ok) throw await problemOf(response);
}
