import { mkdir, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import path from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { MOST_IMPORT_FILES, MOST_IMPORT_MEGABYTES } from '#contracts/imports.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { receiveFile } from '../platform/files/multipart.js';
import { isFull, Storage } from '../platform/files/storage.js';
import { newId } from '../platform/ids.js';
import { Log } from '../platform/log.js';
import { Problem } from '../platform/problem.js';
import { oneLine } from '../mail/plain-text.rules.js';
import { ImportsService } from './imports.service.js';

interface KeptFile {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly storageKey: string;
}
const MEDIA_TYPE = 'application/octet-stream';
const MOST_AT_ONCE = 2;

/** Files of an import on their way in: safe as they came before anybody looks into them, never served again. */
@Injectable()
export class ImportUploads {
  private underWay = 0;

  constructor(private readonly db: Database, private readonly storage: Storage, private readonly imports: ImportsService, private readonly log: Log, @Inject(Clock) private readonly clock: Clock) {}

  /**
   * Takes the one file of a request; the same bytes a second time are the same file.
   * @throws Problem resource/not_found, import/busy, import/too_many_files, file/too_large, file/empty, file/upload_incomplete, request/…, server/storage_full
   */
  async take(importId: string, request: IncomingMessage, record: (kept: KeptFile) => Promise<boolean>): Promise<void> {
    await this.imports.demandOpen(this.db.prisma, importId);
    if (this.underWay >= MOST_AT_ONCE) throw new Problem('request/too_many', undefined, { retryAfterMs: 2_000 });
    this.underWay += 1;
    try {
      await this.received(request, record);
    } catch (fault) {
      if (!isFull(fault)) throw fault;
      this.log.error({ fault }, 'there is no room for a file that is to be imported');
      throw new Problem('server/storage_full');
    } finally {
      this.underWay -= 1;
    }
  }

  private async received(request: IncomingMessage, record: (kept: KeptFile) => Promise<boolean>): Promise<void> {
    const id = newId();
    const folder = path.join(await this.storage.incoming(), id);
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const kept = await this.keep(id, path.join(folder, 'bytes'), request);
      if (!(await this.recorded(kept, record))) await this.discard(kept);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** The rows of a kept file. @returns false for one that is there already */
  async record(tx: Tx, actor: Actor, importId: string, { id, name, bytes, sha256, storageKey }: KeptFile): Promise<boolean> {
    const held = await this.imports.hold(tx, importId);
    await this.imports.demandOpen(tx, importId);
    if (await tx.importFile.findUnique({ where: { importId_sha256: { importId, sha256 } }, select: { id: true } })) return false;
    if ((await tx.importFile.count({ where: { importId } })) >= MOST_IMPORT_FILES) throw new Problem('import/too_many_files', { most: MOST_IMPORT_FILES });
    const createdAt = this.clock.now();
    const ownerId = actor.id ?? importId;
    await tx.file.create({ data: { id, ownerKind: 'agent', ownerId, purpose: 'import', state: 'attached', name, mediaType: MEDIA_TYPE, bytes, sha256, storageKey, createdAt } });
    await tx.importFile.create({ data: { id, importId, name, bytes, sha256, createdAt } });
    await tx.import.update({ where: { id: held.id }, data: { state: 'reading', version: { increment: 1 } } });
    return true;
  }

  private async keep(id: string, file: string, request: IncomingMessage): Promise<KeptFile> {
    const { name, bytes, sha256 } = await receiveFile(request, file, MOST_IMPORT_MEGABYTES * 2 ** 20);
    const storageKey = `${this.clock.now().toISOString().slice(0, 7).replace('-', '')}/${id}`;
    await this.storage.keep(storageKey, file, { bytes, sha256, mediaType: MEDIA_TYPE });
    return { id, name: oneLine(name, 120) || 'import', bytes, sha256, storageKey };
  }

  private async recorded(kept: KeptFile, record: (kept: KeptFile) => Promise<boolean>): Promise<boolean> {
    try {
      return await record(kept);
    } catch (fault) {
      // Refused means no row. After anything else there may be one; then a sweep finds out.
      if (fault instanceof Problem && fault.code !== 'server/unavailable') await this.discard(kept);
      throw fault;
    }
  }

  private async discard({ storageKey }: Pick<KeptFile, 'storageKey'>): Promise<void> {
    await this.storage.remove(storageKey).catch((fault: unknown) => this.log.warn({ fault }, 'bytes of a file are left for the sweep'));
  }
}
