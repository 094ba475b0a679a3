import type {
  Account,
  AccountChange,
  Accounts,
  Colleagues,
  Invitation,
  Invited,
  Role,
  RoleDraft,
  Roles,
  Team,
  TeamChange,
  TeamDraft,
  Teams,
} from '#contracts/accounts.js';
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { call } from './api.js';

type Signal = { signal: AbortSignal };

export const colleaguesQuery = queryOptions({
  queryKey: ['people', 'colleagues'],
  staleTime: 5_000,
  queryFn: ({ signal }: Signal) => call<z.infer<typeof Colleagues>>('GET', '/colleagues', { signal }),
});
export const accountsQuery = queryOptions({
  queryKey: ['people', 'accounts'],
  queryFn: ({ signal }: Signal) => call<z.infer<typeof Accounts>>('GET', '/accounts', { signal }),
});
export const teamsQuery = queryOptions({
  queryKey: ['people', 'teams'],
  queryFn: ({ signal }: Signal) => call<z.infer<typeof Teams>>('GET', '/teams', { signal }),
});
export const rolesQuery = queryOptions({
  queryKey: ['people', 'roles'],
  queryFn: ({ signal }: Signal) => call<z.infer<typeof Roles>>('GET', '/roles', { signal }),
});

export const invite = (body: z.input<typeof Invitation>) => call<z.infer<typeof Invited>>('POST', '/invitations', { body });
export const changeAccount = (id: string, body: z.input<typeof AccountChange>) => call<Account>('PATCH', `/accounts/${id}`, { body });
export const deactivate = (id: string) => call<Account>('POST', `/accounts/${id}/deactivation`);
export const reactivate = (id: string) => call<Account>('DELETE', `/accounts/${id}/deactivation`);
export const addTeam = (body: z.input<typeof TeamDraft>) => call<z.infer<typeof Team>>('POST', '/teams', { body });
export const changeTeam = (id: string, body: z.input<typeof TeamChange>) => call<z.infer<typeof Team>>('PATCH', `/teams/${id}`, { body });
export const deleteTeam = (id: string) => call<{ ok: true }>('DELETE', `/teams/${id}`);
export const addRole = (body: z.input<typeof RoleDraft>) => call<z.infer<typeof Role>>('POST', '/roles', { body });
export const changeRole = (id: string, body: z.input<typeof RoleDraft>) => call<z.infer<typeof Role>>('PATCH', `/roles/${id}`, { body });
export const deleteRole = (id: string) => call<{ ok: true }>('DELETE', `/roles/${id}`);
