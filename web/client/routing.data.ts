import type { RoutingProfileChange, SkillDraft, TeamRoutingChange, TicketNeeds } from '#contracts/routing.js';
import { queryOptions } from '@tanstack/react-query';
import { api, content, ifVersion } from './api.js';

export const skillsQuery = queryOptions({ queryKey: ['routing', 'skills'], staleTime: 60_000, queryFn: ({ signal }) => content(api.GET('/api/v1/skills', { signal })) });
export const routingProfilesQuery = queryOptions({ queryKey: ['routing', 'profiles'], queryFn: ({ signal }) => content(api.GET('/api/v1/routing-profiles', { signal })) });
export const teamRoutingsQuery = queryOptions({ queryKey: ['routing', 'teams'], queryFn: ({ signal }) => content(api.GET('/api/v1/team-routings', { signal })) });

export const makeSkill = (body: SkillDraft) => content(api.POST('/api/v1/skills', { body }));
export const renameSkill = (id: string, body: SkillDraft, version: number) => content(api.PUT('/api/v1/skills/{id}', { params: { path: { id }, header: ifVersion(version) }, body }));
export const removeSkill = (id: string) => content(api.DELETE('/api/v1/skills/{id}', { params: { path: { id } } }));
/** Version 0 where nothing was said yet; refused with `request/stale` when somebody saved since. */
export const changeRoutingProfile = (accountId: string, body: RoutingProfileChange, version: number) =>
  content(api.PUT('/api/v1/accounts/{id}/routing-profile', { params: { path: { id: accountId }, header: ifVersion(version) }, body }));
export const changeTeamRouting = (teamId: string, body: TeamRoutingChange, version: number) => content(api.PUT('/api/v1/teams/{id}/routing', { params: { path: { id: teamId }, header: ifVersion(version) }, body }));

/** Below the ticket's own key, so that whatever changes the ticket fetches it anew. */
export const ticketRoutingQuery = (id: string) =>
  queryOptions({ queryKey: ['tickets', 'detail', id, 'routing'], queryFn: ({ signal }) => content(api.GET('/api/v1/tickets/{id}/routing', { params: { path: { id } }, signal })) });
export const giveOut = (id: string) => content(api.PUT('/api/v1/tickets/{id}/routing', { params: { path: { id } } }));
export const putNeeds = (id: string, body: TicketNeeds) => content(api.PUT('/api/v1/tickets/{id}/needs', { params: { path: { id } }, body }));
