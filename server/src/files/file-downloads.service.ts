import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FileVariant } from '#contracts/files.js';
import type { File } from '#prisma/generated/client.js';
import { Database } from '../platform/db.js';
import { dispositionOf } from '../platform/files/file-name.rules.js';
import { rangeOf } from '../platform/files/range.rules.js';
import { MissingBytes, Storage } from '../platform/files/storage.js';
import { Problem } from '../platform/problem.js';
import { FileAddresses } from './file-addresses.service.js';
import { FileRights } from './file-rights.js';

// Nothing in a file of a stranger runs, loads or frames, not even when a browser opens it by itself.
const POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'";

/** Bytes on their way out. */
@Injectable()
export class FileDownloads {
  constructor(
    private readonly db: Database,
    private readonly storage: Storage,
    private readonly addresses: FileAddresses,
    private readonly rights: FileRights,
  ) {}

  /** By a signed address. @throws Problem resource/not_found, whatever is wrong with it */
  async send(request: FastifyRequest, reply: FastifyReply, id: string, variant: FileVariant, token: string): Promise<void> {
    const actor = await this.addresses.holder(id, variant, token);
    const file = actor ? await this.db.prisma.file.findUnique({ where: { id } }) : null;
    if (!actor || !file || file.purpose !== 'attachment' || !(await this.rights.mayRead(actor, file))) throw new Problem('resource/not_found');
    // Asked again at every use: who has lost the right gets no answer, not even "unchanged".
    void reply.header('cache-control', 'private, no-cache');
    await this.answer(request, reply, file, variant);
  }

  /** The picture of somebody's account or of the shop, which everybody may see. @throws Problem resource/not_found */
  async sendPublic(request: FastifyRequest, reply: FastifyReply, id: string, purpose: 'portrait' | 'logo'): Promise<void> {
    const file = await this.db.prisma.file.findUnique({ where: { id } });
    if (!file || file.purpose !== purpose) throw new Problem('resource/not_found');
    void reply.header('cache-control', 'public, max-age=86400');
    await this.answer(request, reply, file, 'thumbnail');
  }

  private async answer(request: FastifyRequest, reply: FastifyReply, file: File, variant: FileVariant): Promise<void> {
    const isPicture = file.width !== null;
    const key = variant === 'thumbnail' ? file.thumbnailKey : file.storageKey;
    if (!key) throw new Problem('resource/not_found');
    const tag = `"${file.sha256.slice(0, 32)}${variant === 'thumbnail' ? '-t' : ''}"`;
    void reply.headers({
      'content-security-policy': POLICY,
      'cross-origin-resource-policy': 'same-origin',
      'content-disposition': dispositionOf(isPicture ? 'inline' : 'attachment', file.name),
      etag: tag,
    });
    if (request.headers['if-none-match'] === tag) return void reply.status(304).send();
    // The thumbnail is small and its length is kept nowhere: it goes whole.
    const whole = variant === 'original';
    const stale = request.headers['if-range'] !== undefined && request.headers['if-range'] !== tag;
    const range = whole && !stale ? rangeOf(request.headers.range, file.bytes) : null;
    if (whole) void reply.header('accept-ranges', 'bytes');
    if (range === 'none') return void reply.status(416).header('content-range', `bytes */${file.bytes}`).send();
    const bytes = await this.storage.read(key, range).catch((fault: unknown) => {
      throw fault instanceof MissingBytes ? new Problem('resource/not_found') : fault;
    });
    if (range) void reply.status(206).header('content-range', `bytes ${range.start}-${range.end}/${file.bytes}`);
    if (whole) void reply.header('content-length', range ? range.end - range.start + 1 : file.bytes);
    void reply.type(whole ? file.mediaType : 'image/webp').send(bytes);
  }
}
