import type { ErrorCode, ProblemBody } from '#contracts/errors.js';

/** Codes of this side of the wire: the server was not reached, or something else answered. */
export type ClientErrorCode = ErrorCode | 'client/offline' | 'client/unexpected';

/** A refusal that the product knows: `code` names its text in the locales (`errors`). */
export class Problem extends Error {
  constructor(
    readonly code: ClientErrorCode,
    readonly status: number,
    readonly data: Record<string, unknown> = {},
    readonly fields: readonly { path: string; code: string }[] = [],
    readonly retryAfterMs: number | null = null,
  ) {
    super(code);
  }
}

/** The key of a code's text: `chat/already_accepted` is `errors:chat.already_accepted`. */
export const errorKey = (code: string): string => `errors:${code.replace('/', '.')}`;

/** Reads an answer that is not 2xx. Anything but a problem document comes from something in between. */
export async function problemOf(response: Response): Promise<Problem> {
  const isProblem = response.headers.get('content-type')?.includes('application/problem+json');
  if (!isProblem) return new Problem(response.status >= 502 ? 'client/offline' : 'client/unexpected', response.status);
  const body: ProblemBody = await response.json();
  return new Problem(body.code, response.status, body.data, body.fields, body.retryAfterMs ?? null);
}
