import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export const TWILIO = { TWILIO_ACCOUNT_SID: `AC${'0a'.repeat(16)}`, TWILIO_AUTH_TOKEN: 'not-a-secret-of-anybody', TWILIO_FROM: '+15005550006' };

export interface ReceivedSms {
  readonly to: string;
  readonly from: string;
  readonly text: string;
}
/** What it answers to the next texts: an error of Twilio's as it words it, an outage of the machines before it, or a closed line. */
export type SmsVerdict = { readonly status: number; readonly code?: number; readonly retryAfter?: number; readonly html?: true } | 'hang up' | 'elsewhere';

const WORDS: Readonly<Record<number, string>> = {
  20003: 'Authentication Error - invalid username',
  20429: 'Too Many Requests',
  21211: "Invalid 'To' Phone Number",
  21604: "A 'To' phone number is required.",
  21602: 'Message body is required.',
  21603: "A 'From' phone number is required.",
};

/** Twilio's Messages resource on loopback: it checks path, authentication and form, and answers as the real one does. */
export class TwilioFake {
  readonly texts: ReceivedSms[] = [];
  readonly refused: number[] = [];
  private readonly verdicts: SmsVerdict[] = [];
  private readonly server: Server = createServer((request, response) => void this.handle(request, response));

  async start(): Promise<Record<string, string>> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return { ...TWILIO, TWILIO_URL: this.url };
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  answer(...verdicts: SmsVerdict[]): void {
    this.verdicts.push(...verdicts);
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const form = new URLSearchParams(Buffer.concat(chunks).toString());
    const wrong = wrongWith(request, form);
    if (wrong) return this.refuse(response, wrong);
    const verdict = this.verdicts.shift();
    if (verdict === 'hang up') return void request.socket.destroy();
    if (verdict === 'elsewhere') return void response.writeHead(307, { location: `${this.url}/stolen` }).end();
    if (verdict) return this.refuse(response, verdict);
    const [to, from, text] = [form.get('To') ?? '', form.get('From') ?? form.get('MessagingServiceSid') ?? '', form.get('Body') ?? ''];
    this.texts.push({ to, from, text });
    response.writeHead(201, { 'content-type': 'application/json;charset=utf-8' }).end(JSON.stringify(messageOf(to, from, text)));
  }

  private refuse(response: ServerResponse, { status, code, retryAfter, html }: Exclude<SmsVerdict, string>): void {
    this.refused.push(code ?? status);
    if (html) return void response.writeHead(status, { 'content-type': 'text/html' }).end('<html><body><h1>Service Unavailable</h1></body></html>');
    const body = { code: code ?? 20500, message: WORDS[code ?? 0] ?? 'Internal Server Error', more_info: `https://www.twilio.com/docs/errors/${code ?? 20500}`, status };
    response.writeHead(status, { 'content-type': 'application/json;charset=utf-8', ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }) }).end(JSON.stringify(body));
  }
}

function wrongWith(request: IncomingMessage, form: URLSearchParams): { status: number; code: number } | null {
  const expected = `Basic ${Buffer.from(`${TWILIO.TWILIO_ACCOUNT_SID}:${TWILIO.TWILIO_AUTH_TOKEN}`).toString('base64')}`;
  if (request.headers.authorization !== expected) return { status: 401, code: 20003 };
  if (request.method !== 'POST' || request.url !== `/2010-04-01/Accounts/${TWILIO.TWILIO_ACCOUNT_SID}/Messages.json`) return { status: 404, code: 20404 };
  if (!String(request.headers['content-type']).startsWith('application/x-www-form-urlencoded')) return { status: 415, code: 20001 };
  if (!form.get('To')) return { status: 400, code: 21604 };
  if (!/^\+[1-9]\d{6,14}$/.test(form.get('To') ?? '')) return { status: 400, code: 21211 };
  if (!form.get('From') && !form.get('MessagingServiceSid')) return { status: 400, code: 21603 };
  return form.get('Body') ? null : { status: 400, code: 21602 };
}

function messageOf(to: string, from: string, body: string) {
  const sid = `SM${randomBytes(16).toString('hex')}`;
  const at = new Date().toUTCString().replace('GMT', '+0000');
  return {
    account_sid: TWILIO.TWILIO_ACCOUNT_SID, api_version: '2010-04-01', body, date_created: at, date_sent: null, date_updated: at, direction: 'outbound-api', error_code: null, error_message: null,
    from, messaging_service_sid: null, num_media: '0', num_segments: '1', price: null, price_unit: 'USD', sid, status: 'queued',
    subresource_uris: { media: `/2010-04-01/Accounts/${TWILIO.TWILIO_ACCOUNT_SID}/Messages/${sid}/Media.json` }, to, uri: `/2010-04-01/Accounts/${TWILIO.TWILIO_ACCOUNT_SID}/Messages/${sid}.json`,
  };
}
