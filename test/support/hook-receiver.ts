import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebhooksJobs } from '../../server/src/webhooks/webhooks.jobs.js';
import type { TestApp } from './app.js';
import { settle } from './settle.js';

export interface Hook {
  readonly headers: IncomingHttpHeaders;
  readonly raw: string;
  // What came is looked at by the test, field by field.
  readonly body: { type: string; timestamp: string; data: Record<string, never> & { sequence: number } };
}
type Reply = { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string } | ((response: ServerResponse) => void);

/** An endpoint of somebody else's that receives webhooks. */
export class HookReceiver {
  readonly hooks: Hook[] = [];
  private readonly replies: Reply[] = [];
  private always: Reply = { status: 204 };
  private readonly server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const raw = Buffer.concat(chunks).toString();
      this.hooks.push({ headers: request.headers, raw, body: JSON.parse(raw) });
      const reply = this.replies.shift() ?? this.always;
      if (typeof reply === 'function') reply(response);
      else response.writeHead(reply.status, reply.headers).end(reply.body);
    });
  });

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hooks`;
  }

  /** What it says next, one after the other. */
  answer(...replies: Reply[]): void {
    this.replies.push(...replies);
  }

  /** What it says to whatever else comes. */
  answerAlways(reply: Reply): void {
    this.always = reply;
  }

  forget(): void {
    this.hooks.length = 0;
    this.replies.length = 0;
    this.always = { status: 204 };
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** Whether one of a hook's signatures is good under a secret, worked out as a receiver would, from the bytes that came. */
export function isSigned({ headers, raw }: Hook, secret: string): boolean {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const expected = createHmac('sha256', key).update(`${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${raw}`).digest('base64');
  return String(headers['webhook-signature']).split(' ').includes(`v1,${expected}`);
}

/** Everything that is due now goes out and is answered. */
export async function sendHooks(app: TestApp): Promise<void> {
  await settle(app);
  const jobs = app.nest.get(WebhooksJobs);
  await jobs.send();
  await jobs.idle();
}
