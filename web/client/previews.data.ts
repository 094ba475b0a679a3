import { api, content } from './api.js';
import { createLinkPreviews } from './link-previews.js';

export const linkPreviews = createLinkPreviews(async (ids) => (await content(api.GET('/api/v1/link-previews', { params: { query: { messageIds: ids.join() } } }))).items);
