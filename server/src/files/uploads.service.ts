import { mkdir, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import path from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import type { FileSettings } from '#contracts/settings.js';
import { type Actor, isVisitor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { cleanName } from '../platform/files/file-name.rules.js';
import type { Drawn } from '../platform/files/inspection.types.js';
import { Inspector } from '../platform/files/inspector.js';
import { type Received, receiveFile } from '../platform/files/multipart.js';
import { Scanner, type Verdict } from '../platform/files/scanner.js';
import { digestOf } from '../platform/files/digest.js';
import { isFull, Storage } from '../platform/files/storage.js';
import { newId } from '../platform/ids.js';
import { Log } from '../platform/log.js';
import { Problem } from '../platform/problem.js';
import { SettingsService } from '../settings/settings.service.js';
import { FileQuota } from './file-quota.service.js';

/** Bytes that are safe, clean and known, and of which no row tells yet. */
export interface KeptFile {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly state: 'uploaded' | 'held';
  readonly storageKey: string;
  readonly thumbnailKey: string | null;
}

const MEGABYTE = 2 ** 20;
const MOST_AT_ONCE = 4;
const MOST_AT_ONCE_IN_ALL = 32;
const LONGEST_SIDE = 4_096;
const THUMBNAIL_SIDE = 480;

/** From the wire to safe bytes: received, scanned, recognised, drawn anew, kept. Whatever fails leaves nothing behind. */
@Injectable()
export class UploadsService {
  private readonly underWay = new Map<string, number>();

  constructor(
    private readonly storage: Storage,
    private readonly scanner: Scanner,
    private readonly inspector: Inspector,
    private readonly quota: FileQuota,
    private readonly settings: SettingsService,
    private readonly log: Log,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Takes the one file of a request and hands what was kept to `record`, which writes its row.
   * @throws Problem one of file/…, request/malformed, request/unsupported_type, request/too_many
   */
  async take<T>(actor: Actor, request: IncomingMessage, record: (kept: KeptFile) => Promise<T>): Promise<T> {
    const { files } = await this.settings.current();
    if (isVisitor(actor) && !files.customersMaySend) throw new Problem('file/switched_off');
    return this.oneOfFew(actor.id ?? '', async () => {
      await this.quota.demandRoom(actor, files);
      const kept = await this.orFull(() => this.receive(request, files));
      return this.recorded(kept, record);
    });
  }

  private async recorded<T>(kept: KeptFile, record: (kept: KeptFile) => Promise<T>): Promise<T> {
    try {
      return await record(kept);
    } catch (fault) {
      // Refused means no row. After anything else there may be one; then a sweep finds out.
      if (fault instanceof Problem && fault.code !== 'server/unavailable') await this.discard(kept);
      throw fault;
    }
  }

  /**
   * The same for a file that lies here already, such as what a mail brought.
   * @throws Problem as `take` does
   */
  async takeLocal<T>(actor: Actor, file: { readonly path: string; readonly name: string }, record: (kept: KeptFile) => Promise<T>): Promise<T> {
    const { files } = await this.settings.current();
    if (isVisitor(actor) && !files.customersMaySend) throw new Problem('file/switched_off');
    await this.quota.demandRoom(actor, files);
    const facts = await digestOf(file.path);
    if (facts.bytes > files.megabytes * MEGABYTE) throw new Problem('file/too_large', { megabytes: files.megabytes });
    const kept = await this.orFull(() => this.judge(newId(), file.path, { ...facts, name: file.name }, files));
    return this.recorded(kept, record);
  }

  /** Removes bytes that no row names any more. Left ones are found by the sweep. */
  async discard(kept: { readonly storageKey: string; readonly thumbnailKey: string | null }): Promise<void> {
    for (const key of [kept.storageKey, kept.thumbnailKey]) {
      if (key) await this.storage.remove(key).catch((fault: unknown) => this.log.warn({ fault }, 'bytes of a file are left for the sweep'));
    }
  }

  private async receive(request: IncomingMessage, settings: FileSettings): Promise<KeptFile> {
    const id = newId();
    const folder = path.join(await this.storage.incoming(), id);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    try {
      const file = path.join(folder, 'bytes');
      const received = await receiveFile(request, file, settings.megabytes * MEGABYTE);
      return await this.judge(id, file, received, settings);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  private async judge(id: string, file: string, received: Received, settings: FileSettings): Promise<KeptFile> {
    const held = mustHold(await this.scanner.scan(file), settings);
    const inspection = await this.inspector.inspect({ path: file, name: received.name, side: LONGEST_SIDE, thumbnailSide: THUMBNAIL_SIDE });
    if (inspection.outcome === 'unreadable') throw new Problem('file/unreadable');
    if (inspection.outcome !== 'fit' || !settings.groups.includes(inspection.kind.group)) throw new Problem('file/type_refused', { groups: settings.groups });
    const { drawn, kind } = inspection;
    return this.keep(id, file, received, drawn, { mediaType: drawn?.mediaType ?? kind.mediaType, extension: drawn?.extension ?? kind.extension, held });
  }

  private async keep(id: string, file: string, received: Received, drawn: Drawn | null, { mediaType, extension, held }: { mediaType: string; extension: string; held: boolean }): Promise<KeptFile> {
    const storageKey = `${this.clock.now().toISOString().slice(0, 7).replace('-', '')}/${id}`;
    const thumbnailKey = drawn ? `${storageKey}-t` : null;
    const facts = drawn ? await digestOf(drawn.path) : received;
    const kept: KeptFile = {
      id,
      name: cleanName(received.name, extension),
      mediaType,
      bytes: facts.bytes,
      sha256: facts.sha256,
      width: drawn?.width ?? null,
      height: drawn?.height ?? null,
      state: held ? 'held' : 'uploaded',
      storageKey,
      thumbnailKey,
    };
    try {
      await this.storage.keep(storageKey, drawn?.path ?? file, { ...facts, mediaType });
      if (drawn && thumbnailKey) await this.storage.keep(thumbnailKey, drawn.thumbnailPath, { ...(await digestOf(drawn.thumbnailPath)), mediaType: 'image/webp' });
    } catch (fault) {
      await this.discard(kept);
      throw fault;
    }
    return kept;
  }

  private async oneOfFew<T>(owner: string, work: () => Promise<T>): Promise<T> {
    const mine = this.underWay.get(owner) ?? 0;
    if (mine >= MOST_AT_ONCE || this.underWay.size >= MOST_AT_ONCE_IN_ALL) throw new Problem('request/too_many', undefined, { retryAfterMs: 2_000 });
    this.underWay.set(owner, mine + 1);
    try {
      return await work();
    } finally {
      const left = (this.underWay.get(owner) ?? 1) - 1;
      if (left > 0) this.underWay.set(owner, left);
      else this.underWay.delete(owner);
    }
  }

  private async orFull<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (fault) {
      if (!isFull(fault)) throw fault;
      this.log.error({ fault }, 'there is no room for files: uploads are refused, messages go on');
      throw new Problem('server/storage_full');
    }
  }
}

function mustHold(verdict: Verdict, settings: FileSettings): boolean {
  if (verdict === 'infected') throw new Problem('file/infected');
  if (verdict === 'away' && settings.scannerAway === 'refuse') throw new Problem('file/not_scanned', undefined, { retryAfterMs: 30_000 });
  return verdict === 'away';
}
