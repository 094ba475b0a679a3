import { createHash } from 'node:crypto';
import { createWriteStream, type WriteStream } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy';
import { Problem } from '../problem.js';

export interface Received {
  /** What the sender calls it: claimed, not cleaned. */
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** What boundaries and headers may add to the file itself. */
const FRAME_BYTES = 16 * 1024;
const tooLarge = (maxBytes: number) => new Problem('file/too_large', { megabytes: Math.floor(maxBytes / 2 ** 20) });
const malformed = () => new Problem('request/malformed');

/**
 * Takes the one file of a multipart body into `path`, never more of it than a piece in memory. Whatever goes wrong,
 * the file is closed before this rejects; what was written so far is the caller's to remove.
 * @throws Problem request/unsupported_type, request/malformed, file/too_large, file/empty, file/upload_incomplete
 */
export async function receiveFile(request: IncomingMessage, path: string, maxBytes: number): Promise<Received> {
  const contentType = request.headers['content-type'] ?? '';
  if (!/^multipart\/form-data\b/i.test(contentType)) throw new Problem('request/unsupported_type');
  // Told before a byte is read, where the sender says how much there is.
  if (Number(request.headers['content-length'] ?? 0) > maxBytes + FRAME_BYTES) throw tooLarge(maxBytes);
  const parser = parserOf(request, contentType, maxBytes);
  return new Promise<Received>((resolve, reject) => new Reception(request, parser, path, maxBytes, resolve, reject).begin());
}

function parserOf(request: IncomingMessage, contentType: string, maxBytes: number): BusboyInstance {
  try {
    const limits = { files: 1, fields: 4, parts: 5, fieldSize: 1_000, fieldNameSize: 100, fileSize: maxBytes, headerPairs: 20, headerSize: 4 * 1024 };
    return new Busboy({ headers: { ...request.headers, 'content-type': contentType }, limits });
  } catch {
    // No boundary, for example.
    throw malformed();
  }
}

/** One body on its way to disk. It ends once, with the file closed. */
class Reception {
  private readonly hash = createHash('sha256');
  private bytes = 0;
  private name: string | null = null;
  private sink: WriteStream | null = null;
  private parsed = false;
  private stored = false;
  private over = false;

  constructor(
    private readonly request: IncomingMessage,
    private readonly parser: BusboyInstance,
    private readonly path: string,
    private readonly maxBytes: number,
    private readonly resolve: (received: Received) => void,
    private readonly reject: (fault: unknown) => void,
  ) {}

  begin(): void {
    const { request, parser } = this;
    if (request.destroyed) return this.end(new Problem('file/upload_incomplete'));
    request.on('close', this.onClose);
    request.on('error', this.onClose);
    // They stay to the end: a parser that is given up may still complain.
    parser.on('error', () => this.end(malformed()));
    parser.on('filesLimit', () => this.end(malformed()));
    parser.on('fieldsLimit', () => this.end(malformed()));
    parser.on('partsLimit', () => this.end(malformed()));
    parser.on('file', (_, stream, name) => this.store(stream, name));
    parser.on('finish', () => {
      this.parsed = true;
      if (this.sink) this.complete();
      else this.end(malformed());
    });
    request.pipe(parser);
  }

  private readonly onClose = (): void => {
    if (!this.request.complete) this.end(new Problem('file/upload_incomplete'));
  };

  private store(stream: BusboyFileStream, name: string): void {
    stream.on('error', () => this.end(malformed()));
    if (this.over) return;
    const sink = createWriteStream(this.path, { flags: 'wx', mode: 0o600 });
    this.sink = sink;
    this.name = name;
    sink.on('error', (fault) => this.end(fault));
    sink.on('drain', () => stream.resume());
    sink.on('close', () => {
      this.stored = true;
      this.complete();
    });
    stream.on('limit', () => this.end(tooLarge(this.maxBytes)));
    stream.on('data', (chunk: Buffer) => {
      if (this.over) return;
      this.hash.update(chunk);
      this.bytes += chunk.length;
      if (!sink.write(chunk)) stream.pause();
    });
    stream.on('end', () => {
      if (!this.over) sink.end();
    });
  }

  private complete(): void {
    if (!this.parsed || !this.stored || this.over) return;
    if (this.bytes === 0) return this.end(new Problem('file/empty'));
    this.over = true;
    this.letGo();
    this.resolve({ name: this.name ?? '', bytes: this.bytes, sha256: this.hash.digest('hex') });
  }

  private end(fault: unknown): void {
    if (this.over) return;
    this.over = true;
    this.letGo();
    const { sink } = this;
    if (!sink || sink.closed) return this.reject(fault);
    sink.once('close', () => this.reject(fault));
    sink.destroy();
  }

  private letGo(): void {
    this.request.off('close', this.onClose);
    this.request.off('error', this.onClose);
    this.request.on('error', () => undefined);
    this.request.unpipe(this.parser);
    // The rest of a refused body is read and dropped, so that its sender gets to read the answer.
    this.request.resume();
  }
}
