import type { z } from 'zod';
import { FileAddresses, UploadedFile } from '#contracts/files.js';
import type { TestApp } from './app.js';
import type { Answer, HttpClient } from './http-client.js';

const BOUNDARY = '----aftercare-test';

/** One part as a browser writes it. */
export const part = (name: string, content: Buffer, { field = 'file', type = 'application/octet-stream' } = {}): Buffer =>
  Buffer.concat([Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\nContent-Type: ${type}\r\n\r\n`), content, Buffer.from('\r\n')]);
export const form = (...parts: readonly Buffer[]): Buffer => Buffer.concat([...parts, Buffer.from(`--${BOUNDARY}--\r\n`)]);
export const FORM = { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` };

/** Sends one file and gives the answer, whatever it is. */
export const post = (client: HttpClient, name: string, content: Buffer, type?: string): Promise<Answer> =>
  client.post('/files', undefined, { raw: form(part(name, content, type === undefined ? {} : { type })), headers: FORM });

/** Sends one file that must be taken. */
export const upload = async (client: HttpClient, name: string, content: Buffer): Promise<z.infer<typeof UploadedFile>> => (await post(client, name, content)).as(UploadedFile);

/** The address of a file for this caller; undefined when he may not see it. */
export const addressOf = async (client: HttpClient, id: string) => (await client.get(`/files/addresses?ids=${id}`)).as(FileAddresses).items[0];

export interface Downloaded {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
}

/** Asks for an address as a browser does that knows nothing but it. */
export async function download(app: TestApp, url: string | null | undefined, headers: Record<string, string> = {}): Promise<Downloaded> {
  if (!url) throw new Error('there is no address');
  const answer = await fetch(`${app.url}${url}`, { headers });
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
}
