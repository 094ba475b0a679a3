import type { SubStateChange, SubStateChoice, SubStateDraft } from '#contracts/sub-states.js';
import { queryOptions } from '@tanstack/react-query';
import { api, content, ifVersion } from './api.js';

export const subStatesQuery = queryOptions({ queryKey: ['sub-states'], staleTime: 60_000, queryFn: ({ signal }) => content(api.GET('/api/v1/sub-states', { signal })) });
export const chooseSubState = (ticketId: string, body: SubStateChoice) => content(api.PUT('/api/v1/tickets/{id}/sub-state', { params: { path: { id: ticketId } }, body }));
export const makeSubState = (body: SubStateDraft) => content(api.POST('/api/v1/sub-states', { body }));
export const changeSubState = (id: string, body: SubStateChange, version: number) => content(api.PUT('/api/v1/sub-states/{id}', { params: { path: { id }, header: ifVersion(version) }, body }));
export const arrangeSubStates = (ids: string[]) => content(api.PUT('/api/v1/sub-states/order', { body: { ids } }));
export const retireSubState = (id: string) => content(api.PUT('/api/v1/sub-states/{id}/retirement', { params: { path: { id } } }));
export const takeSubStateBack = (id: string) => content(api.DELETE('/api/v1/sub-states/{id}/retirement', { params: { path: { id } } }));
