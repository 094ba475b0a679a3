import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as z from 'zod';

const KEY = 'a-key-of-nobody';
const Asked = z.strictObject({ q: z.string().min(1), source: z.literal('auto'), target: z.string(), format: z.literal('text'), api_key: z.string().optional() });

export interface TranslateFakeOptions {
  /** What it can translate into; older ones know Chinese by other names. */
  readonly targets?: readonly string[];
}
/** What it answers to the next request instead of a translation. */
export type TranslateVerdict = { readonly status: number; readonly error?: string; readonly retryAfter?: number } | { readonly raw: string } | 'hang up' | 'elsewhere';

/** LibreTranslate's `POST /translate` on loopback: it checks method, type, fields and key, and answers as the real one does. */
export class TranslateFake {
  readonly asked: { q: string; target: string }[] = [];
  /** What it finds texts to be written in. */
  detected = 'de';
  private readonly verdicts: TranslateVerdict[] = [];
  private readonly targets: readonly string[];
  private readonly server: Server = createServer((request, response) => void this.handle(request, response));

  constructor({ targets = ['en', 'de', 'fr', 'ja', 'zh-Hans', 'zh-Hant'] }: TranslateFakeOptions = {}) {
    this.targets = targets;
  }

  async start(): Promise<Record<string, string>> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return { TRANSLATE_URL: `${this.url}/`, TRANSLATE_KEY: KEY };
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  answer(...verdicts: TranslateVerdict[]): void {
    this.verdicts.push(...verdicts);
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const say = (status: number, body: object, headers: Record<string, string> = {}) => void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
    if (request.url !== '/translate') return say(404, { error: 'Not found' });
    if (request.method !== 'POST') return say(405, { error: 'The method is not allowed for the requested URL.' });
    if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) return say(400, { error: 'Invalid request: missing q parameter' });
    const body = Asked.safeParse(JSON.parse(Buffer.concat(chunks).toString()));
    if (!body.success) return say(400, { error: 'Invalid request: missing parameter' });
    if (body.data.api_key !== KEY) return say(403, { error: 'Invalid API key' });
    const { q, target } = body.data;
    this.asked.push({ q, target });
    const verdict = this.verdicts.shift();
    if (verdict === 'hang up') return void request.socket.destroy();
    if (verdict === 'elsewhere') return void response.writeHead(307, { location: `${this.url}/stolen` }).end();
    if (verdict && 'raw' in verdict) return void response.writeHead(200, { 'content-type': 'text/html' }).end(verdict.raw);
    if (verdict) return say(verdict.status, { error: verdict.error ?? 'Slowdown: too many requests' }, verdict.retryAfter === undefined ? {} : { 'retry-after': String(verdict.retryAfter) });
    if (!this.targets.includes(target)) return say(400, { error: `${target} is not supported` });
    say(200, { detectedLanguage: { confidence: 92, language: this.detected }, translatedText: `[${target}] ${q}` });
  }
}
