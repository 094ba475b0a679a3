import type { RuleDraft, RuleTrialRequest } from '#contracts/automation.js';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, content, ifVersion } from './api.js';

export const rulesQuery = queryOptions({ queryKey: ['rules', 'list'], queryFn: ({ signal }) => content(api.GET('/api/v1/rules', { signal })) });
export const ruleVersionsQuery = (id: string) =>
  queryOptions({ queryKey: ['rules', 'versions', id], queryFn: ({ signal }) => content(api.GET('/api/v1/rules/{id}/versions', { params: { path: { id } }, signal })) });
export const ruleRunsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['rules', 'runs', id],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => content(api.GET('/api/v1/rules/{id}/runs', { params: { path: { id }, query: { cursor: pageParam ?? undefined, limit: 10 } }, signal })),
    getNextPageParam: (page) => page.nextCursor,
  });
/** Below the ticket's own key, so that whatever changes the ticket fetches it anew. */
export const ticketRuleRunsQuery = (ticketId: string) =>
  infiniteQueryOptions({
    queryKey: ['tickets', 'detail', ticketId, 'rules'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => content(api.GET('/api/v1/tickets/{id}/rule-runs', { params: { path: { id: ticketId }, query: { cursor: pageParam ?? undefined, limit: 10 } }, signal })),
    getNextPageParam: (page) => page.nextCursor,
  });

export const makeRule = (body: RuleDraft) => content(api.POST('/api/v1/rules', { body }));
/** Refused with `request/stale` when somebody saved since `version` was read. */
export const changeRule = (id: string, body: RuleDraft, version: number) => content(api.PUT('/api/v1/rules/{id}', { params: { path: { id }, header: ifVersion(version) }, body }));
export const removeRule = (id: string) => content(api.DELETE('/api/v1/rules/{id}', { params: { path: { id } } }));
export const arrangeRules = (ids: string[]) => content(api.PUT('/api/v1/rules/order', { body: { ids } }));
export const switchRule = (id: string, isOn: boolean) =>
  content(isOn ? api.PUT('/api/v1/rules/{id}/activity', { params: { path: { id } } }) : api.DELETE('/api/v1/rules/{id}/activity', { params: { path: { id } } }));
export const tryRule = (body: RuleTrialRequest) => content(api.POST('/api/v1/rules/trial', { body }));
