import type { Me } from '#contracts/accounts.js';
import { api, content } from './api.js';
import { createFileAddresses } from './file-addresses.js';
import { queryClient } from './query.js';
import { meQuery } from './session.data.js';
import { uploadFile } from './upload.js';

const HEADERS = { 'x-requested-with': 'aftercare' };

export const fileAddresses = createFileAddresses(async (ids) => (await content(api.GET('/api/v1/files/addresses', { params: { query: { ids: ids.join() } } }))).items);
export const upload = (file: Blob, name: string, onProgress: (part: number) => void, signal: AbortSignal) => uploadFile(file, name, HEADERS, onProgress, signal);
/** Whatever stays behind goes by itself after a day. */
export const removeFile = (id: string): void => void content(api.DELETE('/api/v1/files/{id}', { params: { path: { id } } })).catch(() => null);

const showMe = (me: Me) => queryClient.setQueryData(meQuery.queryKey, me);
export const choosePortrait = async (fileId: string) => showMe(await content(api.PUT('/api/v1/account/portrait', { body: { fileId } })));
export const dropPortrait = async () => showMe(await content(api.DELETE('/api/v1/account/portrait')));
