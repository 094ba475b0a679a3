import { Problem, problemOf } from './problem.js';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Query = Record<string, string | number | undefined>;
interface Options {
  query?: Query;
  body?: unknown;
  signal?: AbortSignal;
  /** Finish although the page is being left. */
  keepalive?: boolean;
  ifMatch?: number;
}

let onSignedOut: () => void = () => undefined;
/** What to do when any answer says that the session is over. */
export const whenSignedOut = (then: () => void): void => {
  onSignedOut = then;
};

/** One call of the REST API with the session cookie. Answers of the contract's shape, or throws a `Problem`. */
export async function call<T>(method: Method, path: string, { query, body, signal, keepalive, ifMatch }: Options = {}): Promise<T> {
  const headers: Record<string, string> = { 'x-requested-with': 'aftercare' };
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (ifMatch !== undefined) headers['if-match'] = `"${ifMatch}"`;
  const init: RequestInit = { method, headers, credentials: 'same-origin', keepalive };
  if (body !== undefined) init.body = JSON.stringify(body);
  if (signal) init.signal = signal;
  const response = await fetch(`/api/v1${path}${queryString(query)}`, init).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new Problem('client/offline', 0);
  });
  if (!response.ok) {
    const problem = await problemOf(response);
    if (problem.code === 'session/required') onSignedOut();
    throw problem;
  }
  return response.json();
}

function queryString(query: Query = {}): string {
  const entries = Object.entries(query).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]]));
  return entries.length > 0 ? `?${new URLSearchParams(entries)}` : '';
}
