import type { Import, ImportDraft, ImportMapping } from '#contracts/imports.js';
import { queryOptions } from '@tanstack/react-query';
import { api, content, ifVersion } from './api.js';
import { Problem, problemOf } from './problem.js';

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

/**
 * A form, because a browser streams it from the disk; XMLHttpRequest, because nothing else tells how far it got.
 * @param onProgress which part of it has left
 * @throws Problem; nothing when `signal` ends it
 */
export function addImportFile(id: string, file: File, onProgress: (part: number) => void, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append('file', file, file.name);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      if (request.status === 201) resolve();
      else void problemOf(new Response(request.responseText, { status: request.status, headers: { 'content-type': request.getResponseHeader('content-type') ?? '' } })).then(reject, reject);
    };
    request.onerror = () => reject(new Problem('client/offline', 0));
    request.onabort = () => resolve();
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.open('POST', `/api/v1/imports/${id}/files`);
    request.setRequestHeader('x-requested-with', 'aftercare');
    request.send(body);
  });
}
