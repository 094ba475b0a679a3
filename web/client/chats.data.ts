import type { ChatEnding, ChatTransfer } from '#contracts/chats.js';
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { api, content } from './api.js';

export const accept = (chatId: string) => content(api.POST('/api/v1/chats/{id}/acceptance', { params: { path: { id: chatId } } }));
export const decline = (chatId: string) => content(api.DELETE('/api/v1/chats/{id}/offer', { params: { path: { id: chatId } } }));
export const transfer = (chatId: string, body: z.input<typeof ChatTransfer>) =>
  content(api.POST('/api/v1/chats/{id}/transfer', { params: { path: { id: chatId } }, body }));
export const endChat = (chatId: string, body: z.input<typeof ChatEnding>) =>
  content(api.POST('/api/v1/chats/{id}/ending', { params: { path: { id: chatId } }, body }));
export const takeOver = (chatId: string) => content(api.POST('/api/v1/chats/{id}/takeover', { params: { path: { id: chatId } } }));

export const contactReasonsQuery = queryOptions({
  queryKey: ['contact-reasons'],
  staleTime: 10 * 60_000,
  queryFn: ({ signal }) => content(api.GET('/api/v1/contact-reasons', { signal })),
});
export const liveQuery = queryOptions({ queryKey: ['live'], staleTime: 0, queryFn: ({ signal }) => content(api.GET('/api/v1/live', { signal })) });
