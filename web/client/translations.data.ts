import type { Locale } from '#contracts/common.js';
import { queryOptions } from '@tanstack/react-query';
import { api, content } from './api.js';

/** What a customer wrote, in the reader's language; the server makes it once. */
export const translationQuery = (ticketId: string, messageId: string, to: Locale) =>
  queryOptions({
    queryKey: ['translations', messageId, to],
    queryFn: () => content(api.PUT('/api/v1/tickets/{id}/messages/{messageId}/translations/{to}', { params: { path: { id: ticketId, messageId, to } } })),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
export const translateReply = (ticketId: string, text: string) => content(api.POST('/api/v1/tickets/{id}/reply-translation', { params: { path: { id: ticketId } }, body: { text } }));
