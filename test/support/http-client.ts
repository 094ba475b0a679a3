import { request } from 'node:http';
import type { z } from 'zod';
import { ProblemBody } from '#contracts/errors.js';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The parsed body; undefined when there is none. */
  readonly body: unknown;
  /** The code of a refusal; null when it is none. */
  readonly code: string | null;
  /** The body, held against its contract. */
  as<T extends z.ZodType>(schema: T): z.infer<T>;
  /** The value of a cookie that the answer sets, and its attributes. */
  cookie(name: string): { value: string; attributes: string } | null;
}

interface Options {
  readonly headers?: Record<string, string>;
  /** Sent as it is, for bodies that are no JSON. */
  readonly raw?: string | Buffer;
  /** The address to come from, such as 127.0.0.2. */
  readonly from?: string;
}

/** Calls the REST API of a test application. Node's own client, because it can choose the address it comes from. */
export class HttpClient {
  constructor(
    private readonly url: string,
    private readonly credentials: Record<string, string>,
  ) {}

  get = (path: string, options?: Options): Promise<Answer> => this.call('GET', path, undefined, options);
  post = (path: string, body?: unknown, options?: Options): Promise<Answer> => this.call('POST', path, body, options);
  put = (path: string, body?: unknown, options?: Options): Promise<Answer> => this.call('PUT', path, body, options);
  patch = (path: string, body?: unknown, options?: Options): Promise<Answer> => this.call('PATCH', path, body, options);
  delete = (path: string, body?: unknown, options?: Options): Promise<Answer> => this.call('DELETE', path, body, options);

  /** A client with other headers on every call; a value of '' takes one away. */
  with(headers: Record<string, string>): HttpClient {
    const merged = Object.entries({ ...this.credentials, ...headers }).filter(([, value]) => value !== '');
    return new HttpClient(this.url, Object.fromEntries(merged));
  }

  private call(method: string, path: string, body: unknown, { headers = {}, raw, from }: Options = {}): Promise<Answer> {
    const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const all: Record<string, string> = { ...this.credentials, ...headers };
    if (sent !== undefined)
      Object.assign(all, { 'content-type': all['content-type'] ?? 'application/json', 'content-length': String(Buffer.byteLength(sent)) });
    return new Promise((resolve, reject) => {
      const outgoing = request(`${this.url}/api/v1${path}`, { method, headers: all, agent: false, ...(from ? { localAddress: from } : {}) }, (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => resolve(answerOf(incoming.statusCode ?? 0, incoming.headers, Buffer.concat(chunks).toString())));
      });
      outgoing.on('error', reject);
      outgoing.end(sent);
    });
  }
}

function answerOf(status: number, headers: Answer['headers'], text: string): Answer {
  const isJson = /json/.test(String(headers['content-type']));
  const body: unknown = isJson ? JSON.parse(text) : text || undefined;
  return {
    status,
    headers,
    body,
    code: String(headers['content-type']).startsWith('application/problem+json') ? ProblemBody.parse(body).code : null,
    as(schema) {
      if (status >= 400) throw new Error(`answered ${status}: ${text.slice(0, 500)}`);
      return schema.parse(body);
    },
    cookie(name) {
      const line = [headers['set-cookie'] ?? []].flat().find((entry) => entry.startsWith(`${name}=`));
      if (!line) return null;
      const [pair = '', ...attributes] = line.split(';');
      return { value: pair.slice(name.length + 1), attributes: attributes.join(';').trim() };
    },
  };
}
