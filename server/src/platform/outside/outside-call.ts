import { lookup } from 'node:dns';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from './public-address.rules.js';

/** The address is, or its name leads to, one that nobody outside may make us call. */
export class ClosedAddress extends Error {}

export interface OutsideOptions {
  /** What may be called; without it only what is public. For networks that trust themselves, and for tests. */
  readonly mayCall?: (address: string) => boolean;
  readonly resolve?: typeof lookup;
}
interface Call {
  readonly signal: AbortSignal;
  readonly headers: Readonly<Record<string, string>>;
}

/** Calls addresses that others chose. What is judged is what is connected to; a redirect is not followed, its caller calls anew. */
export class OutsideCall {
  private readonly mayCall: (address: string) => boolean;
  private readonly resolve: typeof lookup;

  constructor(options: OutsideOptions = {}) {
    this.mayCall = options.mayCall ?? isPublicAddress;
    this.resolve = options.resolve ?? lookup;
  }

  /** @throws ClosedAddress, or what the network says */
  get(url: URL, call: Call): Promise<IncomingMessage> {
    return this.send('GET', url, call, null);
  }

  /** @throws ClosedAddress, or what the network says */
  post(url: URL, body: string, call: Call): Promise<IncomingMessage> {
    return this.send('POST', url, { ...call, headers: { ...call.headers, 'content-length': String(Buffer.byteLength(body)) } }, body);
  }

  private send(method: 'GET' | 'POST', url: URL, { signal, headers }: Call, body: string | null): Promise<IncomingMessage> {
    // A literal address is never looked up, so it is judged here.
    const literal = url.hostname.replace(/^\[|\]$/g, '');
    if (isIP(literal) > 0 && !this.mayCall(literal)) return Promise.reject(new ClosedAddress(literal));
    const open = url.protocol === 'https:' ? https.request : http.request;
    return new Promise((resolve, reject) => {
      open(url, { method, signal, lookup: this.lookup, agent: false, headers }, resolve).on('error', reject).end(body ?? undefined);
    });
  }

  /** The very addresses that are judged are the ones connected to: a name cannot mean another one a moment later. */
  private readonly lookup: LookupFunction = (hostname, options, callback) => {
    this.resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, []);
      if (addresses.length === 0 || !addresses.every(({ address }) => this.mayCall(address))) return callback(new ClosedAddress(hostname), []);
      const [first] = addresses;
      if (options.all || !first) return callback(null, addresses);
      return callback(null, first.address, first.family);
    });
  };
}
