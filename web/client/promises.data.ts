import type { CallRecord, PromiseKind, PromiseState, PromiseTimeChange, TicketPromises } from '#contracts/promises.js';
import { queryOptions } from '@tanstack/react-query';
import { api, content, ifVersion } from './api.js';
import { Problem } from './problem.js';
import { queryClient } from './query.js';
import { refetchLists, refetchTicket } from './tickets.data.js';

export const ticketPromisesQuery = (ticketId: string) =>
  queryOptions({ queryKey: ['promises', ticketId], queryFn: ({ signal }) => content(api.GET('/api/v1/tickets/{id}/promises', { params: { path: { id: ticketId } }, signal })) });

/** Records what came of a call: shows the guess at once, then the server's answer, or takes it back and returns why. */
export async function recordCall(ticketId: string, promiseId: string, record: CallRecord, guess: (now: TicketPromises) => TicketPromises): Promise<Problem | null> {
  const { queryKey } = ticketPromisesQuery(ticketId);
  await queryClient.cancelQueries({ queryKey });
  const before = queryClient.getQueryData(queryKey);
  if (before) queryClient.setQueryData(queryKey, guess(before));
  try {
    queryClient.setQueryData(queryKey, await content(api.POST('/api/v1/promises/{id}/calls', { params: { path: { id: promiseId } }, body: record })));
    return null;
  } catch (error) {
    if (before) queryClient.setQueryData(queryKey, before);
    void queryClient.invalidateQueries({ queryKey });
    if (error instanceof Problem) return error;
    throw error;
  } finally {
    void refetchLists();
    void refetchTicket(ticketId);
  }
}

interface Period {
  from: string;
  to: string;
}
export interface RowsOf extends Period {
  kind?: PromiseKind;
  state?: PromiseState;
  teamId?: string;
}
const figuresKey = ['promise-figures'] as const;
export const figuresQuery = (period: Period) =>
  queryOptions({ queryKey: [...figuresKey, period], queryFn: ({ signal }) => content(api.GET('/api/v1/promises/figures', { params: { query: period }, signal })) });
export const promiseRowsQuery = (query: RowsOf) =>
  queryOptions({ queryKey: [...figuresKey, 'rows', query], queryFn: ({ signal }) => content(api.GET('/api/v1/promises', { params: { query: { ...query, limit: 100 } }, signal })) });

export const promiseTimesQuery = queryOptions({ queryKey: ['settings', 'promise-times'], queryFn: ({ signal }) => content(api.GET('/api/v1/promise-times', { signal })) });
/** Refused with `request/stale` when somebody saved since `version` was read. */
export const changePromiseTimes = (scope: string, body: PromiseTimeChange, version: number) =>
  content(api.PUT('/api/v1/promise-times/{scope}', { params: { path: { scope }, header: ifVersion(version) }, body }));
