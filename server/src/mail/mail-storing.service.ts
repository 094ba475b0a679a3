import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { type MailTaken, MOST_MAIL_MEGABYTES } from '#contracts/mail.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { isFull, Storage } from '../platform/files/storage.js';
import { newId } from '../platform/ids.js';
import { Log } from '../platform/log.js';
import { Problem } from '../platform/problem.js';

export interface KeptSource {
  readonly id: string;
  readonly channelId: string;
  readonly storageKey: string;
  readonly bytes: number;
  readonly sha256: string;
}
/** Its place in the folder it was read from. */
export interface FolderPlace {
  readonly uidValidity: bigint;
  readonly uid: bigint;
}
type Taken = z.infer<typeof MailTaken>;

const MOST_BYTES = MOST_MAIL_MEGABYTES * 2 ** 20;
const MEDIA_TYPE = 'message/rfc822';

/** The source of every mail is safe before anybody is told that it was taken, and before anybody looks into it. */
@Injectable()
export class MailStoring {
  constructor(private readonly db: Database, private readonly storage: Storage, private readonly log: Log, @Inject(Clock) private readonly clock: Clock) {}

  /**
   * Keeps the bytes of one mail and hands what was kept to `record`, which writes its rows. The same bytes to the
   * same mailbox are the same mail.
   * @throws Problem resource/not_found, mailbox/off, request/too_large, request/malformed, server/storage_full
   */
  async take(mailboxId: string, source: Readable, record: (kept: KeptSource) => Promise<Taken>): Promise<Taken> {
    const mailbox = await this.db.prisma.mailbox.findUnique({ where: { channelId: mailboxId }, select: { isOn: true } });
    if (!mailbox) throw new Problem('resource/not_found');
    if (!mailbox.isOn) throw new Problem('mailbox/off');
    const id = newId();
    const folder = path.join(await this.storage.incoming(), id);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    try {
      const kept = await this.keep(id, mailboxId, path.join(folder, 'mail'), source);
      const taken = await record(kept);
      if (taken.known) await this.discard(kept);
      return taken;
    } catch (fault) {
      if (!isFull(fault)) throw fault;
      this.log.error({ fault }, 'there is no room for mail: it stays where it is');
      throw new Problem('server/storage_full');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  private async keep(id: string, channelId: string, file: string, source: Readable): Promise<KeptSource> {
    const hash = createHash('sha256');
    let bytes = 0;
    const count = async function* (pieces: AsyncIterable<Buffer>) {
      for await (const piece of pieces) {
        bytes += piece.length;
        if (bytes > MOST_BYTES) throw new Problem('request/too_large');
        hash.update(piece);
        yield piece;
      }
    };
    await pipeline(source, count, createWriteStream(file, { flags: 'wx', mode: 0o600 }));
    if (bytes === 0) throw new Problem('request/malformed');
    const facts = { bytes, sha256: hash.digest('hex') };
    const storageKey = `${this.clock.now().toISOString().slice(0, 7).replace('-', '')}/${id}`;
    await this.storage.keep(storageKey, file, { ...facts, mediaType: MEDIA_TYPE });
    return { id, channelId, storageKey, ...facts };
  }

  /** The rows of a kept source. */
  async record(tx: Tx, { id, channelId, storageKey, bytes, sha256 }: KeptSource, place: FolderPlace | null = null): Promise<Taken> {
    const now = this.clock.now();
    // Two deliveries of one mail take turns here.
    await tx.$queryRaw`SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended(${`${channelId} ${sha256}`}, 6))) turn`;
    const known = await tx.incomingMail.findFirst({ where: { channelId, OR: [{ sha256 }, ...(place ? [{ ...place }] : [])] }, select: { id: true } });
    if (known) return { id: known.id, known: true };
    await tx.file.create({ data: { id, ownerKind: 'system', ownerId: channelId, purpose: 'mail', state: 'attached', name: 'mail.eml', mediaType: MEDIA_TYPE, bytes, sha256, storageKey, createdAt: now } });
    await tx.incomingMail.create({ data: { id, channelId, fileId: id, sha256, bytes, ...place, dueAt: now, receivedAt: now } });
    return { id, known: false };
  }

  /** One that is too large to be kept stays in its folder; that it is there is told. */
  async recordTooLarge(tx: Tx, channelId: string, bytes: number, place: FolderPlace): Promise<void> {
    const now = this.clock.now();
    await tx.incomingMail.createMany({
      data: [{ id: newId(), channelId, sha256: `unread: ${newId()}`, bytes: Math.min(bytes, 2_147_483_647), ...place, state: 'failed', reason: 'too_large', dueAt: now, receivedAt: now }],
      skipDuplicates: true,
    });
  }

  private async discard({ storageKey }: KeptSource): Promise<void> {
    await this.storage.remove(storageKey).catch((fault: unknown) => this.log.warn({ fault }, 'bytes of a mail are left for the sweep'));
  }
}
