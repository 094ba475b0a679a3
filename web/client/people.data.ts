import type { AccountChange, Invitation, RoleDraft, TeamChange, TeamDraft } from '#contracts/accounts.js';
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { api, content, ifVersion } from './api.js';

type Signal = { signal: AbortSignal };

export const colleaguesQuery = queryOptions({
  queryKey: ['people', 'colleagues'],
  staleTime: 5_000,
  queryFn: ({ signal }: Signal) => content(api.GET('/api/v1/colleagues', { signal })),
});
export const accountsQuery = queryOptions({
  queryKey: ['people', 'accounts'],
  queryFn: ({ signal }: Signal) => content(api.GET('/api/v1/accounts', { signal })),
});
export const teamsQuery = queryOptions({
  queryKey: ['people', 'teams'],
  queryFn: ({ signal }: Signal) => content(api.GET('/api/v1/teams', { signal })),
});
export const rolesQuery = queryOptions({
  queryKey: ['people', 'roles'],
  queryFn: ({ signal }: Signal) => content(api.GET('/api/v1/roles', { signal })),
});

export const invite = (body: z.input<typeof Invitation>) => content(api.POST('/api/v1/invitations', { body }));
/** Changes of these three are refused with `request/stale` when somebody saved since `version` was read. */
export const changeAccount = (id: string, body: z.input<typeof AccountChange>, version: number) =>
  content(api.PATCH('/api/v1/accounts/{id}', { params: { path: { id }, header: ifVersion(version) }, body }));
export const deactivate = (id: string) => content(api.POST('/api/v1/accounts/{id}/deactivation', { params: { path: { id } } }));
export const reactivate = (id: string) => content(api.DELETE('/api/v1/accounts/{id}/deactivation', { params: { path: { id } } }));
export const addTeam = (body: z.input<typeof TeamDraft>) => content(api.POST('/api/v1/teams', { body }));
export const changeTeam = (id: string, body: z.input<typeof TeamChange>, version: number) =>
  content(api.PATCH('/api/v1/teams/{id}', { params: { path: { id }, header: ifVersion(version) }, body }));
export const deleteTeam = (id: string) => content(api.DELETE('/api/v1/teams/{id}', { params: { path: { id } } }));
export const addRole = (body: z.input<typeof RoleDraft>) => content(api.POST('/api/v1/roles', { body }));
export const changeRole = (id: string, body: z.input<typeof RoleDraft>, version: number) =>
  content(api.PATCH('/api/v1/roles/{id}', { params: { path: { id }, header: ifVersion(version) }, body }));
export const deleteRole = (id: string) => content(api.DELETE('/api/v1/roles/{id}', { params: { path: { id } } }));
