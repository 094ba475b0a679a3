import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import type { WebhookFault } from '#contracts/webhooks.js';
import type { Env } from '../platform/env.js';
import { restAfter } from '../platform/outside/outside-answer.js';
import { ClosedAddress, OutsideCall } from '../platform/outside/outside-call.js';
import { ENV } from '../platform/tokens.js';
import { endpointUrl } from './webhook-address.rules.js';
import { faultOf, type Tried } from './webhook-retry.rules.js';

const WITHIN_MS = 15_000;
/** The status says whether it was taken; of what is said beside it we wait for so much, and so long. */
const MOST_ANSWER_BYTES = 4_096;
const ANSWER_WITHIN_MS = 2_000;

export interface Called extends Tried {
  readonly answer: string;
  readonly milliseconds: number;
}

/** One try: bounded in time and size, followed nowhere, and never inside our own network. */
@Injectable()
export class WebhookCall {
  private readonly outside: OutsideCall;
  readonly plainToo: boolean;

  constructor(@Inject(ENV) env: Env) {
    this.plainToo = env.PRIVATE_WEBHOOKS;
    this.outside = new OutsideCall(env.PRIVATE_WEBHOOKS ? { mayCall: () => true } : {});
  }

  /** @param ending when this process ends @throws what `ending` says, when it was cut short by that */
  async post(address: string, headers: Record<string, string>, body: string, ending: AbortSignal, withinMs = WITHIN_MS): Promise<Called> {
    const begun = performance.now();
    const late = AbortSignal.timeout(withinMs);
    const done = (tried: Tried, answer: string): Called => ({ ...tried, answer, milliseconds: Math.round(performance.now() - begun) });
    const url = endpointUrl(address, this.plainToo);
    if (url === null) return done({ status: null, fault: 'private_address', restMs: 0 }, '');
    try {
      const response = await this.outside.post(new URL(url), body, { signal: AbortSignal.any([late, ending]), headers: { ...headers, 'content-type': 'application/json', 'accept-encoding': 'identity', 'user-agent': 'Aftercare' } });
      const status = response.statusCode ?? 0;
      return done({ status, fault: faultOf(status), restMs: restAfter(response.headers['retry-after']) }, await beginningOf(response));
    } catch (fault) {
      ending.throwIfAborted();
      return done({ status: null, fault: late.aborted ? 'slow' : faultCode(fault), restMs: 0 }, late.aborted ? '' : noteOf(fault));
    }
  }
}

/** What was said first, as text that a database keeps. What breaks off or never ends is cut where it is. */
async function beginningOf(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  const enough = setTimeout(() => response.destroy(), ANSWER_WITHIN_MS);
  try {
    for await (const part of response) {
      const bytes = Buffer.from(part);
      parts.push(bytes);
      size += bytes.length;
      if (size >= MOST_ANSWER_BYTES) break;
    }
  } catch {
    // It was taken or refused by its status; the rest is for reading only.
  } finally {
    clearTimeout(enough);
    response.destroy();
  }
  return Buffer.concat(parts).subarray(0, MOST_ANSWER_BYTES).toString('utf8').replaceAll('\u0000', '');
}

const codeOf = (fault: unknown): string => {
  const code: unknown = fault instanceof Error || (typeof fault === 'object' && fault !== null) ? Reflect.get(fault, 'code') : undefined;
  return typeof code === 'string' ? code : '';
};

function faultCode(fault: unknown): WebhookFault {
  if (fault instanceof ClosedAddress) return 'private_address';
  const code = codeOf(fault);
  if (code.startsWith('HPE_')) return 'bad_answer';
  return /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL|EPROTO/.test(code) ? 'certificate' : 'unreachable';
}

/** What the network called it, which leads an admin further than our word for it. */
const noteOf = (fault: unknown): string => codeOf(fault).slice(0, 60);
