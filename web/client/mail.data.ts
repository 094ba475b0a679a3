import type { MailWordingChange, MailboxChange, MailboxDraft, MailboxTrial, MailState, ParticipantDraft } from '#contracts/mail.js';
import type { Locale } from '#contracts/common.js';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { api, content } from './api.js';
import { detailQuery } from './tickets.data.js';

const PAGE = 50;

export const mailboxesQuery = queryOptions({ queryKey: ['mailboxes'], queryFn: ({ signal }) => content(api.GET('/api/v1/mailboxes', { signal })) });
export const addMailbox = (body: z.infer<typeof MailboxDraft>) => content(api.POST('/api/v1/mailboxes', { body }));
export const changeMailbox = (id: string, body: z.infer<typeof MailboxChange>, version: number) =>
  content(api.PATCH('/api/v1/mailboxes/{id}', { params: { path: { id } }, body, headers: { 'If-Match': `"${version}"` } }));
export const tryMailbox = (body: z.infer<typeof MailboxTrial>) => content(api.POST('/api/v1/mailboxes/trials', { body }));

/** Mail that came in, newest first, a page at a time. */
export const receivedMailsQuery = (state: z.infer<typeof MailState> | undefined) =>
  infiniteQueryOptions({
    queryKey: ['mails', state ?? 'all'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => content(api.GET('/api/v1/mails', { params: { query: { state, cursor: pageParam, limit: PAGE } }, signal })),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
export const retryMail = (id: string) => content(api.POST('/api/v1/mails/{id}/attempt', { params: { path: { id } } }));

const WHILE_ON_ITS_WAY_MS = 5_000;
/** Of a ticket; read anew when the ticket has changed, and while an answer is on its way. */
export const ticketMailsQuery = (ticketId: string) =>
  queryOptions({
    queryKey: [...detailQuery(ticketId).queryKey, 'mails'],
    queryFn: ({ signal }) => content(api.GET('/api/v1/tickets/{id}/mails', { params: { path: { id: ticketId } }, signal })),
    refetchInterval: ({ state: { data } }) => (data?.sent.some(({ state }) => state === 'due') ? WHILE_ON_ITS_WAY_MS : false),
  });
/** Where an answer would go now. */
export const recipientsQuery = (ticketId: string) =>
  queryOptions({
    queryKey: [...detailQuery(ticketId).queryKey, 'recipients'],
    queryFn: ({ signal }) => content(api.GET('/api/v1/tickets/{id}/recipients', { params: { path: { id: ticketId } }, signal })),
  });
export const includeParticipant = (ticketId: string, body: z.infer<typeof ParticipantDraft>) => content(api.POST('/api/v1/tickets/{id}/participants', { params: { path: { id: ticketId } }, body }));
export const removeParticipant = (ticketId: string, participantId: string) =>
  content(api.DELETE('/api/v1/tickets/{id}/participants/{participantId}', { params: { path: { id: ticketId, participantId } } }));
/** Has an answer leave once more that could not be delivered. */
export const sendMailAgain = (ticketId: string, mailId: string) => content(api.POST('/api/v1/tickets/{id}/mails/{mailId}/attempt', { params: { path: { id: ticketId, mailId } } }));
export const ownSignatureQuery = queryOptions({ queryKey: ['mail-signatures', 'own'], queryFn: ({ signal }) => content(api.GET('/api/v1/mail-signatures/own', { signal })) });
export const signAs = (text: string) => content(api.PUT('/api/v1/mail-signatures/own', { body: { text } }));
export const teamSignaturesQuery = queryOptions({ queryKey: ['mail-signatures', 'teams'], queryFn: ({ signal }) => content(api.GET('/api/v1/mail-signatures/teams', { signal })) });
export const signForTeam = (id: string, text: string) => content(api.PUT('/api/v1/mail-signatures/teams/{id}', { params: { path: { id } }, body: { text } }));
export const mailWordingsQuery = queryOptions({ queryKey: ['mail-texts'], queryFn: ({ signal }) => content(api.GET('/api/v1/mail-texts', { signal })) });
export const rewordMails = (locale: Locale, body: z.infer<typeof MailWordingChange>, version: number) =>
  content(api.PUT('/api/v1/mail-texts/{locale}', { params: { path: { locale } }, body, headers: { 'If-Match': `"${version}"` } }));
export const mailTextQuery = (id: string) =>
  queryOptions({ queryKey: ['mails', 'text', id], queryFn: ({ signal }) => content(api.GET('/api/v1/mails/{id}/text', { params: { path: { id } }, signal })), staleTime: Number.POSITIVE_INFINITY });
export const mailPageUrl = (id: string, pictures: boolean): string => `/api/v1/mails/${id}/page?pictures=${pictures ? 'on' : 'off'}`;
export const mailSourceUrl = (id: string): string => `/api/v1/mails/${id}/source`;
