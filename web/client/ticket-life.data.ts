import type { TicketFacts, TicketPriority, TicketState, TicketType } from '#contracts/tickets.js';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { api, content } from './api.js';

interface Seen {
  readonly from: TicketState;
  readonly seenSeq?: number;
  /** How many open parts the person saw. */
  readonly openChildren?: number;
}
const at = (id: string, query: Seen) => ({ params: { path: { id }, query } });

export const solve = (id: string, seen: Seen) => content(api.POST('/api/v1/tickets/{id}/solution', at(id, seen)));
export const wait = (id: string, seen: Seen) => content(api.PUT('/api/v1/tickets/{id}/pending', at(id, seen)));
export const hold = (id: string, seen: Seen) => content(api.PUT('/api/v1/tickets/{id}/hold', at(id, seen)));
export const resume = (id: string, seen: Seen) => content(api.DELETE('/api/v1/tickets/{id}/solution', at(id, seen)));
export const snooze = (id: string, body: { until: string; holds: boolean }) => content(api.PUT('/api/v1/tickets/{id}/snooze', { params: { path: { id } }, body }));
export const wake = (id: string) => content(api.DELETE('/api/v1/tickets/{id}/snooze', { params: { path: { id } } }));

export const markSpam = (id: string) => content(api.PUT('/api/v1/tickets/{id}/spam', { params: { path: { id } } }));
export const liftSpam = (id: string) => content(api.DELETE('/api/v1/tickets/{id}/spam', { params: { path: { id } } }));

export type FactChange = Omit<z.input<typeof TicketFacts>, 'version'>;
export const changeFacts = (id: string, change: FactChange, version: number) => content(api.PATCH('/api/v1/tickets/{id}/facts', { params: { path: { id } }, body: { ...change, version } }));

export const PRIORITIES: readonly TicketPriority[] = ['low', 'normal', 'high', 'urgent'];
export const TYPES: readonly TicketType[] = ['question', 'problem', 'complaint', 'task'];

/** The contract's limit, said here so that no schema travels with it. */
export const MOST_TAGS = 20;

/** Tags in use that hold these letters. */
export const tagsQuery = (search: string) =>
  queryOptions({ queryKey: ['tickets', 'tags', search], queryFn: ({ signal }) => content(api.GET('/api/v1/tickets/tags', { params: { query: { search } }, signal })), staleTime: 30_000 });

/** Below the ticket's own key, so that whatever changes the ticket fetches it anew. */
export const historyQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['tickets', 'detail', id, 'history'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => content(api.GET('/api/v1/tickets/{id}/history', { params: { path: { id }, query: { cursor: pageParam ?? undefined, limit: 20 } }, signal })),
    getNextPageParam: (page) => page.nextCursor,
  });
