import { Inject, Injectable } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import type { FeedFault } from '#contracts/calendars.js';
import type { Env } from '../platform/env.js';
import { ClosedAddress, OutsideCall } from '../platform/outside/outside-call.js';
import { ENV } from '../platform/tokens.js';
import { feedUrl } from './feed-url.rules.js';
import { MOST_ICS_BYTES } from './ics.rules.js';

const WITHIN_MS = 10_000;
const MOST_REDIRECTS = 4;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

class Fault extends Error {
  constructor(readonly code: FeedFault) {
    super(code);
  }
}

export type FeedAnswer = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly fault: FeedFault };

/** Reads a calendar at an address that an admin typed: bounded in time and size, and never inside our own network. */
@Injectable()
export class FeedReader {
  private readonly outside: OutsideCall;

  constructor(@Inject(ENV) env: Env) {
    this.outside = new OutsideCall(env.PRIVATE_FEEDS ? { mayCall: () => true } : {});
  }

  async read(address: string): Promise<FeedAnswer> {
    const signal = AbortSignal.timeout(WITHIN_MS);
    try {
      return { ok: true, text: await this.follow(address, signal) };
    } catch (fault) {
      if (fault instanceof Fault) return { ok: false, fault: fault.code };
      return { ok: false, fault: signal.aborted ? 'slow' : 'unreachable' };
    }
  }

  /** Every address on the way is held against the same rules. */
  private async follow(address: string, signal: AbortSignal): Promise<string> {
    let at = address;
    for (let step = 0; step <= MOST_REDIRECTS; step += 1) {
      const url = feedUrl(at);
      if (url === null) throw new Fault('refused');
      const response = await this.call(new URL(url), signal);
      const { statusCode = 0, headers } = response;
      if (statusCode === 200) return this.body(response);
      response.destroy();
      if (!REDIRECTS.has(statusCode) || headers.location === undefined || !URL.canParse(headers.location, url)) throw new Fault('refused');
      at = new URL(headers.location, url).href;
    }
    throw new Fault('refused');
  }

  private async call(url: URL, signal: AbortSignal): Promise<IncomingMessage> {
    try {
      return await this.outside.get(url, { signal, headers: { accept: 'text/calendar', 'accept-encoding': 'identity', 'user-agent': 'Aftercare' } });
    } catch (fault) {
      throw fault instanceof ClosedAddress ? new Fault('private_address') : fault;
    }
  }

  private async body(response: IncomingMessage): Promise<string> {
    const parts: Buffer[] = [];
    let size = 0;
    for await (const part of response) {
      const bytes = Buffer.from(part);
      size += bytes.length;
      if (size > MOST_ICS_BYTES) throw new Fault('too_large');
      parts.push(bytes);
    }
    return Buffer.concat(parts).toString('utf8');
  }
}
