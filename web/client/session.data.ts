import type { Availability, LinkSignIn, Me, PasswordChange, ProfileChange, SignIn } from '#contracts/accounts.js';
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { api, content } from './api.js';
import { setServerTime } from './clock.js';
import { Problem } from './problem.js';
import { queryClient } from './query.js';

/** Who is signed in; null when nobody is. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  staleTime: Infinity,
  queryFn: async ({ signal }): Promise<Me | null> => {
    try {
      const me = await content(api.GET('/api/v1/session', { signal }));
      setServerTime(me.serverTime);
      return me;
    } catch (error) {
      if (error instanceof Problem && error.status === 401) return null;
      throw error;
    }
  },
});

function signedIn(me: Me): Me {
  setServerTime(me.serverTime);
  queryClient.clear();
  queryClient.setQueryData(meQuery.queryKey, me);
  return me;
}

export const signIn = async (body: z.infer<typeof SignIn>): Promise<Me> => signedIn(await content(api.POST('/api/v1/session', { body })));
export const signInByLink = async (body: z.infer<typeof LinkSignIn>): Promise<Me> => signedIn(await content(api.POST('/api/v1/session/link', { body })));
export const acceptInvitation = async (body: { token: string; password: string; name?: string; email?: string }): Promise<Me> =>
  signedIn(await content(api.POST('/api/v1/invitations/acceptance', { body })));
export const askForReset = (email: string) => content(api.POST('/api/v1/password-resets', { body: { email } }));
export const completeReset = async (body: { token: string; password: string }): Promise<Me> =>
  signedIn(await content(api.POST('/api/v1/password-resets/completion', { body })));
export const signOut = () => content(api.DELETE('/api/v1/session'));
export const signOutEverywhere = () => content(api.DELETE('/api/v1/sessions'));
export const endSession = (id: string) => content(api.DELETE('/api/v1/sessions/{id}', { params: { path: { id } } }));
export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: ({ signal }) => content(api.GET('/api/v1/sessions', { signal })),
});

export async function changeProfile(body: z.infer<typeof ProfileChange>): Promise<void> {
  queryClient.setQueryData(meQuery.queryKey, await content(api.PATCH('/api/v1/account', { body })));
}
export const changePassword = (body: z.infer<typeof PasswordChange>) => content(api.PUT('/api/v1/account/password', { body }));

/** Shows the new availability at once and takes it back when the server refuses. */
export async function setAvailability(availability: Availability): Promise<void> {
  const before = queryClient.getQueryData(meQuery.queryKey);
  const put = (me: Me) => queryClient.setQueryData<Me | null>(meQuery.queryKey, me);
  if (before) put({ ...before, account: { ...before.account, availability } });
  try {
    put(await content(api.PUT('/api/v1/account/availability', { body: { availability } })));
  } catch (error) {
    if (before) put(before);
    throw error;
  }
}
