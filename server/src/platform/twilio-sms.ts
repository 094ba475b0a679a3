import { Inject, Injectable } from '@nestjs/common';
import * as z from 'zod';
import type { Env } from './env.js';
import { mayWorkLater, readJson, restOf } from './outside/outside-answer.js';
import { type Sms, SmsRefusal, SmsSender } from './sms-sender.js';
import { ENV } from './tokens.js';

const WITHIN_MS = 15_000;
/** Answers are a kilobyte; more is not from whom we called. */
const MOST_BYTES = 64 * 1024;

// What we read of an answer; others say more.
const Taken = z.looseObject({ sid: z.string().max(64), status: z.string().max(40) });
const Refused = z.looseObject({ code: z.number().int() });

/** Twilio's Messages resource, which others speak as well: form in, JSON out, Basic authentication. The address is the admin's alone. */
@Injectable()
export class TwilioSms extends SmsSender {
  constructor(@Inject(ENV) private readonly env: Env) {
    super();
  }

  get isSet(): boolean {
    return this.env.TWILIO_ACCOUNT_SID !== undefined;
  }

  async send({ to, text }: Sms): Promise<string> {
    const { TWILIO_URL, TWILIO_ACCOUNT_SID: account = '', TWILIO_AUTH_TOKEN: token = '', TWILIO_FROM: from = '' } = this.env;
    const sender = from.startsWith('MG') && from.length === 34 ? 'MessagingServiceSid' : 'From';
    const response = await fetch(`${TWILIO_URL.replace(/\/+$/, '')}/2010-04-01/Accounts/${account}/Messages.json`, {
      method: 'POST',
      // Whoever answers with another address gets neither the password nor the text.
      redirect: 'manual',
      signal: AbortSignal.timeout(WITHIN_MS),
      headers: { authorization: `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}`, accept: 'application/json' },
      body: new URLSearchParams([['To', to], [sender, from], ['Body', text]]),
    }).catch((fault: unknown) => {
      throw new SmsRefusal(`CONN ${codeOf(fault)}`, false);
    });
    const answer = await readJson(response, MOST_BYTES);
    if (!response.ok) throw refusalOf(response, Refused.safeParse(answer).data?.code);
    const taken = Taken.safeParse(answer);
    if (!taken.success) throw new SmsRefusal(`${response.status} unreadable`, true);
    return `${response.status} ${taken.data.status} ${taken.data.sid}`;
  }
}

const refusalOf = (response: Response, code: number | undefined): SmsRefusal =>
  new SmsRefusal(`${response.status}${code === undefined ? '' : ` ${code}`}`, !mayWorkLater(response.status), restOf(response));

/** "ECONNREFUSED", "TimeoutError": never an address. Not `instanceof`: what fetch throws may come from another realm. */
function codeOf(fault: unknown): string {
  const read = (from: unknown, name: string): unknown => (typeof from === 'object' && from !== null ? Reflect.get(from, name) : undefined);
  const found = [read(read(fault, 'cause'), 'code'), read(fault, 'name')].find((value) => typeof value === 'string');
  return typeof found === 'string' ? found : 'unknown';
}
