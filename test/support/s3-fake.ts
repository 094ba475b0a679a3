import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export const BUCKET = { S3_BUCKET: 'aftercare-files', S3_REGION: 'eu-test-1', S3_ACCESS_KEY_ID: 'AKIATEST', S3_SECRET_ACCESS_KEY: 'not-a-secret-of-anybody' };

interface Stored {
  readonly bytes: Buffer;
  readonly type: string;
  modified: Date;
}

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const sha256 = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** A bucket on loopback: it checks every signature (version 4) and checksum as the real one does. */
export class S3Fake {
  readonly objects = new Map<string, Stored>();
  readonly refused: string[] = [];
  /** Answers of this status instead of storing, as a bucket without room gives. */
  full = false;
  private readonly server: Server = createServer((request, response) => void this.handle(request, response));

  async start(): Promise<Record<string, string>> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return { ...BUCKET, S3_ENDPOINT: `http://127.0.0.1:${(this.server.address() as AddressInfo).port}` };
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const url = new URL(request.url ?? '/', 'http://fake');
    const problem = wrongWith(request, url, body);
    if (problem) {
      this.refused.push(problem);
      return void response.writeHead(403).end(`<Error><Code>${problem}</Code></Error>`);
    }
    const key = decodeURIComponent(url.pathname.slice(`/${BUCKET.S3_BUCKET}/`.length));
    if (request.method === 'PUT') return this.put(request, response, key, body);
    if (request.method === 'DELETE') {
      this.objects.delete(key);
      return void response.writeHead(204).end();
    }
    if (url.searchParams.get('list-type') === '2') return this.list(response, url);
    this.get(request, response, key);
  }

  private put(request: IncomingMessage, response: ServerResponse, key: string, bytes: Buffer): void {
    if (this.full) return void response.writeHead(507).end('<Error><Code>InsufficientStorage</Code></Error>');
    this.objects.set(key, { bytes, type: String(request.headers['content-type']), modified: new Date() });
    response.writeHead(200, { etag: `"${createHash('md5').update(bytes).digest('hex')}"` }).end();
  }

  private get(request: IncomingMessage, response: ServerResponse, key: string): void {
    const stored = this.objects.get(key);
    if (!stored) return void response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>');
    const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
    const bytes = first === undefined ? stored.bytes : stored.bytes.subarray(Number(first), Number(last) + 1);
    response.writeHead(first === undefined ? 200 : 206, { 'content-type': stored.type, 'content-length': bytes.length }).end(bytes);
  }

  /** One key a page, so that somebody who asks for one page only is found out. */
  private list(response: ServerResponse, url: URL): void {
    const keys = [...this.objects.keys()].sort();
    const at = Number(url.searchParams.get('continuation-token') ?? 0);
    const key = keys[at];
    const entry = key === undefined ? '' : `<Contents><Key>${key}</Key><LastModified>${this.objects.get(key)?.modified.toISOString()}</LastModified></Contents>`;
    const next = at + 1 < keys.length ? `<NextContinuationToken>${at + 1}</NextContinuationToken>` : '';
    response.writeHead(200).end(`<?xml version="1.0"?><ListBucketResult>${entry}${next}</ListBucketResult>`);
  }
}

/** The code of what is wrong with a request, as the real one answers; null when it is signed well. */
function wrongWith(request: IncomingMessage, url: URL, body: Buffer): string | null {
  const fields = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(request.headers.authorization ?? '');
  if (!fields) return 'AuthorizationHeaderMalformed';
  const [, id, day = '', region = '', signed = '', signature] = fields;
  if (id !== BUCKET.S3_ACCESS_KEY_ID || region !== BUCKET.S3_REGION) return 'InvalidAccessKeyId';
  const claimed = String(request.headers['x-amz-content-sha256']);
  if (claimed !== 'UNSIGNED-PAYLOAD' && claimed !== sha256(body)) return 'XAmzContentSHA256Mismatch';
  if (request.method === 'PUT' && claimed === 'UNSIGNED-PAYLOAD') return 'MissingSecurityHeader';
  if (!signed.split(';').includes('host') || !signed.split(';').includes('x-amz-date')) return 'SignatureDoesNotMatch';
  const query = [...url.searchParams].map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).sort().join('&');
  const headers = signed.split(';').map((name) => `${name}:${String(request.headers[name] ?? '').trim().replace(/\s+/g, ' ')}\n`).join('');
  const canonical = [request.method, url.pathname, query, headers, signed, claimed].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, sha256(canonical)].join('\n');
  const key = [day, region, 's3', 'aws4_request'].reduce<string | Buffer>((from, word) => hmac(from, word), `AWS4${BUCKET.S3_SECRET_ACCESS_KEY}`);
  return hmac(key, text).toString('hex') === signature ? null : 'SignatureDoesNotMatch';
}
