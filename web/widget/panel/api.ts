import type { CallWindows, CustomerPromise, PromiseGiven } from '#contracts/promises.js';
import type { RatingAnswers, RatingDismissal, RatingRequest } from '#contracts/ratings.js';
import type { Conversation, TeamAvailability, VisitorChange, WidgetSession, WidgetSessionRequest } from '#contracts/widget.js';
import type { z } from 'zod';

export type Answer<T> = { ok: true; body: T } | { ok: false; code: string; fields?: readonly { path: string; code: string }[]; data?: unknown };
const TIMEOUT_MS = 15_000;

/** One call of our REST interface. `network` stands for every failure that has no answer to read. */
export async function call<T>(method: string, path: string, token: string | null, body?: unknown): Promise<Answer<T>> {
  try {
    const response = await fetch(`/api/v1/widget/${path}`, {
      method,
      credentials: 'omit',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = await response.json();
    if (!response.ok) return { ok: false, code: String(Object(answer).code ?? 'network'), fields: Object(answer).fields ?? [], data: Object(answer).data };
    return { ok: true, body: answer };
  } catch {
    return { ok: false, code: 'network' };
  }
}

export const api = {
  session: (request: WidgetSessionRequest) => call<WidgetSession>('POST', 'session', null, request),
  conversation: (token: string, id: string) => call<Conversation>('GET', `conversations/${id}`, token),
  availability: (token: string) => call<TeamAvailability>('GET', 'availability', token),
  end: (token: string, id: string) => call<Conversation>('POST', `conversations/${id}/ending`, token),
  reopen: (token: string, id: string) => call<Conversation>('POST', `conversations/${id}/reopening`, token),
  rating: (token: string, id: string, locale: string) => call<RatingRequest>('GET', `conversations/${id}/rating?locale=${locale}`, token),
  rate: (token: string, id: string, locale: string, answers: z.input<typeof RatingAnswers>) => call<RatingRequest>('PUT', `conversations/${id}/rating?locale=${locale}`, token, answers),
  dismissRating: (token: string, id: string, locale: string, which: z.infer<typeof RatingDismissal>) =>
    call<RatingRequest>('POST', `conversations/${id}/rating/dismissal?locale=${locale}`, token, which),
  leave: (token: string, path: 'messages' | 'complaints' | 'callbacks', body: Record<string, unknown>) => call<PromiseGiven>('POST', path, token, body),
  callWindows: (token: string) => call<z.infer<typeof CallWindows>>('GET', 'callback-windows', token),
  withdraw: (token: string, id: string) => call<CustomerPromise>('DELETE', `promises/${id}`, token),
  change: (token: string, change: z.infer<typeof VisitorChange>) => call<unknown>('PATCH', 'visitor', token, change),
};
