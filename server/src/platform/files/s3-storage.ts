import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { AwsClient } from 'aws4fetch';
import { openIncoming } from './incoming.js';
import { type ByteRange, KEY, MissingBytes, Storage, type StoredFacts } from './storage.js';

export interface Bucket {
  readonly endpoint: string;
  readonly region: string;
  readonly name: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const PATIENCE_MS = 60_000;
const ENTRY = /<Contents>([\s\S]*?)<\/Contents>/g;

/** A bucket of anything that speaks S3 with signature version 4, addressed by path. */
export class S3Storage extends Storage {
  private readonly client: AwsClient;
  private own: Promise<string> | null = null;

  constructor(
    private readonly bucket: Bucket,
    private readonly dataDir: string,
    private readonly now: () => Date,
  ) {
    super();
    const { accessKeyId, secretAccessKey, region } = bucket;
    this.client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 3, initRetryMs: 100 });
  }

  incoming(): Promise<string> {
    this.own ??= openIncoming(path.join(this.dataDir, 'incoming'), this.now()).catch((fault: unknown) => {
      this.own = null;
      throw fault;
    });
    return this.own;
  }

  /** Acknowledged by the bucket only with the checksum that we computed while the bytes came in. */
  async keep(key: string, file: string, { sha256, mediaType }: StoredFacts): Promise<void> {
    // A file is bounded to 100 MB by contract, and a signed PUT needs its length.
    const body = await readFile(file);
    await this.ask(key, { method: 'PUT', body, headers: { 'content-type': mediaType, 'x-amz-content-sha256': sha256 } });
  }

  async read(key: string, range: ByteRange | null): Promise<Readable> {
    const answer = await this.ask(key, { headers: range ? { range: `bytes=${range.start}-${range.end}` } : {} });
    if (!answer.body) throw new MissingBytes(key);
    // The same stream under two names: the types of the browser and those of Node.
    return Readable.fromWeb(answer.body as ReadableStream<Uint8Array>);
  }

  async remove(key: string): Promise<void> {
    await drained(await this.ask(key, { method: 'DELETE' }));
  }

  async *keptBetween(from: Date, to: Date): AsyncIterable<string> {
    let after: string | undefined;
    do {
      const query = new URLSearchParams({ 'list-type': '2', ...(after === undefined ? {} : { 'continuation-token': after }) });
      const page = await (await this.ask(`?${query}`)).text();
      for (const [, entry = ''] of page.matchAll(ENTRY)) {
        const key = tag(entry, 'Key');
        const modified = tag(entry, 'LastModified');
        if (key === undefined || modified === undefined || !KEY.test(key)) continue;
        const kept = new Date(modified);
        if (kept >= from && kept < to) yield key;
      }
      after = tag(page, 'NextContinuationToken');
    } while (after !== undefined);
  }

  async room(): Promise<number | null> {
    return null;
  }

  private async ask(key: string, init: { method?: string; body?: Uint8Array<ArrayBuffer>; headers?: Record<string, string> } = {}): Promise<Response> {
    const { endpoint, name } = this.bucket;
    const answer = await this.client.fetch(`${endpoint.replace(/\/$/, '')}/${name}/${key}`, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) });
    if (answer.ok) return answer;
    const said = (await answer.text()).slice(0, 300);
    if (answer.status === 404) throw new MissingBytes(key);
    throw Object.assign(new Error(`the bucket answered ${answer.status}: ${said}`), answer.status === 507 ? { code: 'ENOSPC' } : {});
  }
}

const tag = (xml: string, name: string): string | undefined => new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1]?.replace(/&amp;/g, '&');
const drained = async (answer: Response): Promise<void> => {
  await answer.arrayBuffer();
};
