import type { DuePolicyDraft } from '#contracts/sla.js';
import { queryOptions } from '@tanstack/react-query';
import { api, content, ifVersion } from './api.js';

/** Beside what was promised: one pointer says that either changed. */
export const ticketDueTimesQuery = (ticketId: string) =>
  queryOptions({ queryKey: ['promises', ticketId, 'due'], queryFn: ({ signal }) => content(api.GET('/api/v1/tickets/{id}/due-times', { params: { path: { id: ticketId } }, signal })) });

export const duePoliciesQuery = queryOptions({ queryKey: ['due-policies', 'list'], queryFn: ({ signal }) => content(api.GET('/api/v1/due-policies', { signal })) });
export const duePolicyVersionsQuery = (id: string) =>
  queryOptions({ queryKey: ['due-policies', 'versions', id], queryFn: ({ signal }) => content(api.GET('/api/v1/due-policies/{id}/versions', { params: { path: { id } }, signal })) });

export const makeDuePolicy = (body: DuePolicyDraft) => content(api.POST('/api/v1/due-policies', { body }));
/** Refused with `request/stale` when somebody saved since `version` was read. */
export const changeDuePolicy = (id: string, body: DuePolicyDraft, version: number) =>
  content(api.PUT('/api/v1/due-policies/{id}', { params: { path: { id }, header: ifVersion(version) }, body }));
export const removeDuePolicy = (id: string) => content(api.DELETE('/api/v1/due-policies/{id}', { params: { path: { id } } }));
export const arrangeDuePolicies = (ids: string[]) => content(api.PUT('/api/v1/due-policies/order', { body: { ids } }));
