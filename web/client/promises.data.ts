import type { PromiseKind, PromiseState, PromiseTimeChange } from '#contracts/promises.js';
import { queryOptions } from '@tanstack/react-query';
import { api, content, ifVersion } from './api.js';

export const ticketPromisesQuery = (ticketId: string) =>
  queryOptions({ queryKey: ['promises', ticketId], queryFn: ({ signal }) => content(api.GET('/api/v1/tickets/{id}/promises', { params: { path: { id: ticketId } }, signal })) });

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
