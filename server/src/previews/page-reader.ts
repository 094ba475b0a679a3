import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Inject, Injectable } from '@nestjs/common';
import type { Env } from '../platform/env.js';
import { OutsideCall } from '../platform/outside/outside-call.js';
import { ENV } from '../platform/tokens.js';
import { isWebPort, previewUrl } from './link.rules.js';
import { factsOf, type PageFacts } from './page-facts.js';
import { charsetOf } from './page-text.rules.js';

const MOST_REDIRECTS = 3;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const MOST_HTML = 512 * 1_024;
export const MOST_PICTURE = 3 * 2 ** 20;
const PAGE = /^(text\/html|application\/xhtml\+xml)\b/i;
const PICTURE = /^image\/(jpeg|png|webp|gif)\b/i;

export interface PageAnswer {
  readonly host: string;
  readonly facts: PageFacts;
  /** The bytes, when the address is a picture itself. */
  readonly picture: Buffer | null;
}
const NOTHING: PageFacts = { title: '', site: '', description: '', pictureUrl: null };

/** Looks at pages that somebody named, as a stranger without cookies: bounded in time, size and steps, and never inside our own network. */
@Injectable()
export class PageReader {
  private readonly outside: OutsideCall;
  private readonly anyPort: boolean;

  constructor(@Inject(ENV) env: Env) {
    this.anyPort = env.PRIVATE_PREVIEWS;
    this.outside = new OutsideCall(env.PRIVATE_PREVIEWS ? { mayCall: () => true } : {});
  }

  /** Null when there is nothing to show. @throws whatever the network says */
  async page(address: string, signal: AbortSignal): Promise<PageAnswer | null> {
    const { url, response } = await this.follow(address, 'text/html,application/xhtml+xml,image/*;q=0.8', signal);
    try {
      const type = response.headers['content-type'] ?? '';
      const { host } = url;
      if (PICTURE.test(type)) {
        const picture = await this.whole(response);
        return picture && { host, facts: NOTHING, picture };
      }
      if (!PAGE.test(type)) return null;
      const bytes = await taken(response, MOST_HTML);
      const html = new TextDecoder(charsetOf(type, bytes)).decode(bytes);
      return { host, facts: factsOf(html, url.href), picture: null };
    } finally {
      response.destroy();
    }
  }

  /** The bytes of a picture; null when it is none, or too large. */
  async picture(address: string, signal: AbortSignal): Promise<Buffer | null> {
    const { response } = await this.follow(address, 'image/webp,image/png,image/jpeg,image/gif', signal);
    try {
      return PICTURE.test(response.headers['content-type'] ?? '') ? await this.whole(response) : null;
    } finally {
      response.destroy();
    }
  }

  private async whole(response: IncomingMessage): Promise<Buffer | null> {
    const bytes = await taken(response, MOST_PICTURE + 1);
    return bytes.length > MOST_PICTURE ? null : bytes;
  }

  /** Every address on the way is held against the same rules. */
  private async follow(address: string, accept: string, signal: AbortSignal): Promise<{ url: URL; response: IncomingMessage }> {
    let at: string | null = address;
    for (let step = 0; step <= MOST_REDIRECTS; step += 1) {
      if (at === null) break;
      const url: URL = new URL(at);
      if (!this.anyPort && !isWebPort(url)) break;
      const response = await this.outside.get(url, { signal, headers: { accept, 'accept-encoding': 'gzip', 'user-agent': 'Aftercare link preview' } });
      const { statusCode = 0, headers } = response;
      if (statusCode === 200) return { url, response };
      response.destroy();
      if (!REDIRECTS.has(statusCode) || headers.location === undefined) break;
      at = previewUrl(headers.location, url.href);
    }
    throw new Error('it leads to no page');
  }
}

/** At most so many bytes, counted after unpacking; what would come after is not waited for. */
async function taken(response: IncomingMessage, most: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of plain(response)) {
    const bytes = Buffer.from(part).subarray(0, most - size);
    size += bytes.length;
    parts.push(bytes);
    if (size >= most) break;
  }
  return Buffer.concat(parts);
}

function plain(response: IncomingMessage): Readable {
  const coding = response.headers['content-encoding'] ?? 'identity';
  if (coding === 'identity') return response;
  if (coding !== 'gzip' && coding !== 'x-gzip') throw new Error('it is packed in a way we did not ask for');
  const unpacked = createGunzip();
  response.on('error', (fault) => unpacked.destroy(fault));
  return response.pipe(unpacked);
}
