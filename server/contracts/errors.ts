import { z } from 'zod';

/**
 * Every error code a caller can meet: its HTTP status and whether the same call may succeed later.
 * The text of a code is `errors.<code>` in the locales.
 */
export const ERRORS = {
  'request/invalid': { status: 400, retryable: false },
  'request/malformed': { status: 400, retryable: false },
  'request/too_large': { status: 413, retryable: false },
  'request/unsupported_type': { status: 415, retryable: false },
  'request/too_many': { status: 429, retryable: true },
  'request/origin_refused': { status: 403, retryable: false },
  'request/key_reused': { status: 422, retryable: false },
  'request/key_in_flight': { status: 409, retryable: true },
  'request/stale': { status: 412, retryable: false },
  'resource/not_found': { status: 404, retryable: false },
  'server/fault': { status: 500, retryable: true },
  'server/storage_full': { status: 507, retryable: false },
  'server/unavailable': { status: 503, retryable: true },
  'session/required': { status: 401, retryable: false },
  'session/wrong_credentials': { status: 401, retryable: false },
  'session/person_required': { status: 403, retryable: false },
  'session/link_used': { status: 410, retryable: false },
  'permission/missing': { status: 403, retryable: false },
  'account/email_taken': { status: 409, retryable: false },
  'account/password_weak': { status: 422, retryable: false },
  'account/password_wrong': { status: 422, retryable: false },
  'account/last_admin': { status: 409, retryable: false },
  'calendar/name_taken': { status: 409, retryable: false },
  'calendar/feed_twice': { status: 409, retryable: false },
  'calendar/too_many_feeds': { status: 409, retryable: false },
  'calendar/not_ics': { status: 422, retryable: false },
  'calendar/in_use': { status: 409, retryable: false },
  'team/name_taken': { status: 409, retryable: false },
  'team/not_empty': { status: 409, retryable: false },
  'role/name_taken': { status: 409, retryable: false },
  'role/in_use': { status: 409, retryable: false },
  'role/built_in': { status: 409, retryable: false },
  'widget/unknown_key': { status: 404, retryable: false },
  'widget/identity_invalid': { status: 401, retryable: false },
  'visit/gone': { status: 409, retryable: false },
  'visit/already_invited': { status: 409, retryable: false },
  'visit/declined': { status: 409, retryable: false },
  'visit/chatting': { status: 409, retryable: false },
  'visit/agent_away': { status: 409, retryable: false },
  'visit/closed': { status: 409, retryable: false },
  'visitor/token_invalid': { status: 401, retryable: false },
  'visitor/blocked': { status: 403, retryable: false },
  'conversation/not_found': { status: 404, retryable: false },
  'conversation/closed': { status: 409, retryable: false },
  'conversation/merged': { status: 409, retryable: false },
  'message/id_reused': { status: 409, retryable: false },
  'message/kind_unavailable': { status: 422, retryable: false },
  'message/recall_too_late': { status: 409, retryable: false },
  'message/not_own': { status: 403, retryable: false },
  'file/not_found': { status: 404, retryable: false },
  'file/too_large': { status: 413, retryable: false },
  'file/empty': { status: 422, retryable: false },
  'file/type_refused': { status: 422, retryable: false },
  'file/unreadable': { status: 422, retryable: false },
  'file/infected': { status: 422, retryable: false },
  'file/not_scanned': { status: 409, retryable: true },
  'file/quota_reached': { status: 429, retryable: false },
  'file/upload_incomplete': { status: 400, retryable: true },
  'file/switched_off': { status: 403, retryable: false },
  'chat/already_accepted': { status: 409, retryable: false },
  'chat/not_waiting': { status: 409, retryable: false },
  'chat/not_active': { status: 409, retryable: false },
  'chat/target_unavailable': { status: 409, retryable: false },
  'reply/shortcut_taken': { status: 409, retryable: false },
  'reply/too_many': { status: 409, retryable: false },
  'rating/closed': { status: 409, retryable: false },
  'ticket/closed': { status: 409, retryable: false },
  'ticket/chat_running': { status: 409, retryable: false },
  'ticket/unseen_message': { status: 409, retryable: false },
  'translation/switched_off': { status: 409, retryable: false },
  'translation/no_text': { status: 422, retryable: false },
  'translation/language_unknown': { status: 409, retryable: false },
  'translation/refused': { status: 422, retryable: false },
  'translation/unavailable': { status: 503, retryable: true },
  'promise/not_owed': { status: 409, retryable: false },
  'callback/window_gone': { status: 409, retryable: false },
  'transcript/no_address': { status: 409, retryable: false },
  'proof/no_channel': { status: 409, retryable: false },
  'proof/none_open': { status: 409, retryable: false },
  'proof/code_wrong': { status: 422, retryable: false },
  'proof/code_over': { status: 410, retryable: false },
  'delivery/over': { status: 409, retryable: false },
  'event/unknown': { status: 400, retryable: false },
} as const;

export type ErrorCode = keyof typeof ERRORS;
export const errorCodes = Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]];

/** RFC 9457 problem, media type `application/problem+json`. `data` is safe to show and names rows by id. */
export const ProblemBody = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.enum(errorCodes),
    requestId: z.string(),
    retryAfterMs: z.number().int().optional(),
    data: z.record(z.string(), z.unknown()).optional(),
    fields: z.array(z.strictObject({ path: z.string(), code: z.string() })).optional(),
  })
  .meta({ id: 'Problem' });
export type ProblemBody = z.infer<typeof ProblemBody>;

/** The error half of every socket acknowledgement. */
export const SocketError = z.strictObject({
  code: z.enum(errorCodes),
  retryable: z.boolean(),
  retryAfterMs: z.number().int().optional(),
  data: z.record(z.string(), z.unknown()).optional(),
});
export type SocketError = z.infer<typeof SocketError>;
