import type { ChatEnding, ChatTransfer, ContactReasons, LiveBoard } from '#contracts/chats.js';
import type { TicketDetail } from '#contracts/tickets.js';
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { call } from './api.js';

export const accept = (chatId: string) => call<TicketDetail>('POST', `/chats/${chatId}/acceptance`);
export const decline = (chatId: string) => call<{ ok: true }>('DELETE', `/chats/${chatId}/offer`);
export const transfer = (chatId: string, body: z.input<typeof ChatTransfer>) => call<TicketDetail>('POST', `/chats/${chatId}/transfer`, { body });
export const endChat = (chatId: string, body: z.input<typeof ChatEnding>) => call<TicketDetail>('POST', `/chats/${chatId}/ending`, { body });
export const takeOver = (chatId: string) => call<TicketDetail>('POST', `/chats/${chatId}/takeover`);

export const contactReasonsQuery = queryOptions({
  queryKey: ['contact-reasons'],
  staleTime: 10 * 60_000,
  queryFn: ({ signal }) => call<z.infer<typeof ContactReasons>>('GET', '/contact-reasons', { signal }),
});
export const liveQuery = queryOptions({ queryKey: ['live'], staleTime: 0, queryFn: ({ signal }) => call<LiveBoard>('GET', '/live', { signal }) });
