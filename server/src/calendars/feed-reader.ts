import { Inject, Injectable } from '@nestjs/common';
import type { LookupFunction } from 'node:net';
import { lookup } from 'node:dns';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import type { FeedFault } from '#contracts/calendars.js';
import type { Env } from '../platform/env.js';
import { ENV } from '../platform/tokens.js';
import { feedUrl, isPublicAddress } from './address.rules.js';
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
  constructor(@Inject(ENV) private readonly env: Env) {}

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

  private call(url: URL, signal: AbortSignal): Promise<IncomingMessage> {
    // A literal address is never looked up, so it is judged here.
    const literal = url.hostname.replace(/^\[|\]$/g, '');
    if (isIP(literal) > 0 && !this.mayCall(literal)) throw new Fault('private_address');
    const get = url.protocol === 'https:' ? https.get : http.get;
    return new Promise((resolve, reject) => {
      get(url, { signal, lookup: this.lookup, agent: false, headers: { accept: 'text/calendar', 'accept-encoding': 'identity', 'user-agent': 'Aftercare' } }, resolve).on('error', reject);
    });
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

  private mayCall(address: string): boolean {
    return this.env.PRIVATE_FEEDS || isPublicAddress(address);
  }

  /** The very addresses that are judged are the ones connected to: a name cannot mean another one a moment later. */
  private readonly lookup: LookupFunction = (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, []);
      if (addresses.length === 0 || !addresses.every(({ address }) => this.mayCall(address))) return callback(new Fault('private_address'), []);
      const [first] = addresses;
      if (options.all || !first) return callback(null, addresses);
      return callback(null, first.address, first.family);
    });
  };
}
