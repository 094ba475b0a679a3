import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { File } from '#prisma/generated/client.js';
import { SYSTEM } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { Scanner, type Verdict } from '../platform/files/scanner.js';
import { Storage } from '../platform/files/storage.js';
import { Every } from '../platform/jobs/every.decorator.js';
import { UploadsService } from './uploads.service.js';

const DAY_MS = 24 * 3_600_000;
const BATCH = 200;

/** What nobody sent goes after a day; what was held is scanned; bytes without a row are found. */
@Injectable()
export class FilesJobs {
  constructor(
    private readonly db: Database,
    private readonly storage: Storage,
    private readonly scanner: Scanner,
    private readonly uploads: UploadsService,
    private readonly events: Events,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Drafts keep unsent files for a day. Where a conversation was removed, its files follow. */
  @Every(15 * 60_000)
  async forgetUnsent(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - DAY_MS);
    const over = { OR: [{ state: { in: ['uploaded', 'held', 'refused'] }, createdAt: { lt: before } }, { state: 'attached', purpose: 'attachment', ticketId: null }] };
    const files = await this.db.prisma.file.findMany({ where: over, take: BATCH });
    for (const file of files) {
      // Asked again: a message may have taken it meanwhile.
      const { count } = await this.db.prisma.file.deleteMany({ where: { id: file.id, ...over } });
      if (count > 0) await this.uploads.discard(file);
    }
  }

  @Every(30_000)
  async scanHeld(): Promise<void> {
    const held = await this.db.prisma.file.findMany({ where: { state: 'held' }, orderBy: { id: 'asc' }, take: 20 });
    for (const file of held) {
      const verdict = await this.scanAgain(file);
      if (verdict === 'away') return;
      await this.db.transaction(async (tx) => {
        const { count } = await tx.file.updateMany({ where: { id: file.id, state: 'held' }, data: { state: verdict === 'infected' ? 'refused' : 'uploaded' } });
        if (count > 0 && verdict === 'infected') await this.events.record(tx, SYSTEM, 'file.refused', file.id, { fileId: file.id, reason: 'infected' });
      });
      if (verdict === 'infected') await this.uploads.discard(file);
    }
  }

  /**
   * Bytes that a killed process kept without writing their row. Only of the last days: a process that is shown a
   * wrong database must not empty the folder.
   */
  @Every(3_600_000)
  async removeStrays(): Promise<void> {
    const now = this.clock.now().getTime();
    const found: string[] = [];
    for await (const key of this.storage.keptBetween(new Date(now - 3 * DAY_MS), new Date(now - DAY_MS))) found.push(key);
    for (let at = 0; at < found.length; at += BATCH) {
      const keys = found.slice(at, at + BATCH);
      const rows = await this.db.prisma.file.findMany({ where: { OR: [{ storageKey: { in: keys } }, { thumbnailKey: { in: keys } }] }, select: { storageKey: true, thumbnailKey: true } });
      const known = new Set(rows.flatMap((row) => [row.storageKey, row.thumbnailKey]));
      for (const key of keys) if (!known.has(key)) await this.storage.remove(key);
    }
  }

  private async scanAgain(file: File): Promise<Verdict> {
    const folder = path.join(await this.storage.incoming(), `${file.id}-again`);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    try {
      const copy = path.join(folder, 'bytes');
      await pipeline(await this.storage.read(file.storageKey, null), createWriteStream(copy, { mode: 0o600 }));
      return await this.scanner.scan(copy);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}
