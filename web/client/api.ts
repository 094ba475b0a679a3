import createClient, { type Middleware } from 'openapi-fetch';
import { Problem, problemOf } from './problem.js';
import type { paths } from './schema.js';

let onSignedOut: () => void = () => undefined;
/** What to do when any answer says that the session is over. */
export const whenSignedOut = (then: () => void): void => {
  onSignedOut = then;
};

const problems: Middleware = {
  async onResponse({ response }) {
    if (response.ok) return;
    const problem = await problemOf(response);
    if (problem.code === 'session/required') onSignedOut();
    throw problem;
  },
  onError({ error, request }) {
    if (error instanceof Problem || request.signal.aborted) return;
    return new Problem('client/offline', 0);
  },
};

/** The REST API by its published description: an address, parameter or answer that is not in it does not compile. */
export const api = createClient<paths>({ credentials: 'same-origin', headers: { 'x-requested-with': 'aftercare' } });
api.use(problems);

/** The answer's content; anything but 2xx was thrown as a `Problem` before. */
export async function content<T>(call: Promise<{ data?: T; response: Response }>): Promise<T> {
  const { data, response } = await call;
  if (data === undefined) throw new Problem('client/unexpected', response.status);
  return data;
}

/** The precondition that a row is still the one that was read. */
export const ifVersion = (version: number) => ({ 'If-Match': `"${version}"` });
