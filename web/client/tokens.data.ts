import type { ApiTokenDraft } from '#contracts/accounts.js';
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { api, content } from './api.js';

export const tokensQuery = queryOptions({ queryKey: ['api-tokens'], queryFn: ({ signal }) => content(api.GET('/api/v1/api-tokens', { signal })) });
/** The answer holds the secret, which is never shown again. */
export const addToken = (body: z.input<typeof ApiTokenDraft>) => content(api.POST('/api/v1/api-tokens', { body }));
export const revokeToken = (id: string) => content(api.DELETE('/api/v1/api-tokens/{id}', { params: { path: { id } } }));
