import type { UploadedFile } from '#contracts/files.js';

export type Uploaded = { readonly ok: true; readonly file: UploadedFile } | { readonly ok: false; readonly code: string; readonly retryable: boolean; readonly data: Record<string, unknown> };

/** A stalled line looks like a slow one; only this long without a byte counts as cut. */
const STALLED_MS = 30_000;
const WORTH_A_REPEAT: ReadonlySet<string> = new Set(['client/offline', 'file/upload_incomplete', 'file/not_scanned', 'request/too_many', 'server/unavailable', 'server/fault']);

/** Sends one file. XMLHttpRequest, because nothing else tells how far it got. */
export function uploadFile(file: Blob, name: string, headers: Record<string, string>, onProgress: (part: number) => void, signal: AbortSignal): Promise<Uploaded> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append('file', file, name);
    const failed = (code: string, data: Record<string, unknown> = {}) => resolve({ ok: false, code, retryable: WORTH_A_REPEAT.has(code), data });
    let stalled = 0;
    const alive = () => {
      clearTimeout(stalled);
      stalled = Number(setTimeout(() => request.abort(), STALLED_MS));
    };
    request.upload.onprogress = ({ loaded, total }) => {
      alive();
      onProgress(total > 0 ? loaded / total : 0);
    };
    request.onload = () => {
      const answer = Object(request.response);
      if (request.status === 201) resolve({ ok: true, file: answer });
      else failed(typeof answer.code === 'string' ? answer.code : 'client/offline', Object(answer.data));
    };
    request.onerror = () => failed('client/offline');
    request.onabort = () => failed('client/offline');
    request.onloadend = () => clearTimeout(stalled);
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.open('POST', '/api/v1/files');
    request.responseType = 'json';
    for (const [header, value] of Object.entries(headers)) request.setRequestHeader(header, value);
    alive();
    request.send(body);
  });
}
