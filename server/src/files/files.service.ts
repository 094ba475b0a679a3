import { Inject, Injectable } from '@nestjs/common';
import type { Attachment, UploadedFile } from '#contracts/files.js';
import type { File } from '#prisma/generated/client.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { afterCommit, type Tx } from '../platform/db.js';
import { Problem } from '../platform/problem.js';
import { SettingsService } from '../settings/settings.service.js';
import { presentAttachment, presentUploaded } from './file.present.js';
import { FileQuota } from './file-quota.service.js';
import { type KeptFile, UploadsService } from './uploads.service.js';

/** The rows of files: written once the bytes are safe, taken by a message once. */
@Injectable()
export class FilesService {
  constructor(
    private readonly quota: FileQuota,
    private readonly uploads: UploadsService,
    private readonly settings: SettingsService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws Problem file/quota_reached */
  async record(tx: Tx, actor: Actor, kept: KeptFile): Promise<UploadedFile> {
    const ownerId = actor.id ?? '';
    const { files } = await this.settings.current();
    await tx.$queryRaw`SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended(${ownerId}, 2))) turn`;
    await this.quota.demandTurn(actor, files, tx);
    return presentUploaded(await tx.file.create({ data: { ...kept, ownerKind: actor.kind, ownerId, createdAt: this.clock.now() } }));
  }

  /**
   * Takes an unsent file away for good. One that a message has is the message's.
   * @throws Problem file/not_found
   */
  async remove(tx: Tx, actor: Actor, id: string): Promise<{ ok: true }> {
    const [file] = await tx.file.findMany({ where: { id, ownerKind: actor.kind, ownerId: actor.id ?? '', messageId: null, state: { in: ['uploaded', 'held'] } } });
    if (!file || (await tx.file.deleteMany({ where: { id, messageId: null } })).count === 0) throw new Problem('file/not_found');
    afterCommit(tx, () => void this.uploads.discard(file));
    return { ok: true };
  }

  /** An own unsent picture becomes one that everybody may see. @throws Problem file/not_found when it is none */
  async makePublic(tx: Tx, actor: Actor, id: string, purpose: 'portrait' | 'logo'): Promise<void> {
    const [file] = await this.reserve(tx, actor, [id]);
    if (!file || file.width === null || file.state !== 'uploaded') throw new Problem('file/not_found');
    await tx.file.update({ where: { id }, data: { purpose, state: 'attached' } });
  }

  /** The caller's files by id, in the order asked for, held until the transaction ends. @throws Problem file/not_found */
  async reserve(tx: Tx, actor: Actor, ids: readonly string[]): Promise<File[]> {
    if (new Set(ids).size !== ids.length) throw new Problem('request/invalid', undefined, { fields: [{ path: 'attachmentIds', code: 'repeated' }] });
    // In id order: two messages that want the same files wait for each other in turn, never in a circle.
    await tx.$queryRaw`SELECT 1 FROM "File" WHERE "id" = ANY(${[...ids]}::uuid[]) ORDER BY "id" FOR UPDATE`;
    const rows = await tx.file.findMany({ where: { id: { in: [...ids] }, ownerKind: actor.kind, ownerId: actor.id ?? '', purpose: 'attachment' } });
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => {
      const row = byId.get(id);
      if (!row) throw new Problem('file/not_found', { id });
      return row;
    });
  }

  /** Keeps own unsent files for a message that waits: nobody else takes them, and no sweep. @throws Problem file/not_found, file/not_scanned */
  async keepFor(tx: Tx, actor: Actor, ids: readonly string[], ticketId: string): Promise<void> {
    const files = await this.reserve(tx, actor, ids);
    for (const file of files) {
      if (file.state === 'held') throw new Problem('file/not_scanned', { id: file.id }, { retryAfterMs: 30_000 });
      if (file.state !== 'uploaded' || file.messageId !== null) throw new Problem('file/not_found', { id: file.id });
    }
    await tx.file.updateMany({ where: { id: { in: [...ids] } }, data: { state: 'attached', ticketId } });
  }

  /** They are unsent again, and stay as long as one that was just uploaded. */
  async letGo(tx: Tx, ids: readonly string[]): Promise<void> {
    await tx.file.updateMany({ where: { id: { in: [...ids] }, state: 'attached', messageId: null }, data: { state: 'uploaded', ticketId: null, createdAt: this.clock.now() } });
  }

  /**
   * Gives reserved files to a message.
   * @throws Problem file/not_found when another message has one, file/not_scanned, file/quota_reached
   */
  async attach(tx: Tx, files: readonly File[], place: { readonly ticketId: string; readonly messageId: string }): Promise<Attachment[]> {
    for (const file of files) {
      if (file.state === 'held') throw new Problem('file/not_scanned', { id: file.id }, { retryAfterMs: 30_000 });
      if (file.state !== 'uploaded' || file.messageId !== null) throw new Problem('file/not_found', { id: file.id });
    }
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    await this.quota.demandPlaceIn(tx, place.ticketId, bytes, (await this.settings.current()).files);
    await tx.file.updateMany({ where: { id: { in: files.map((file) => file.id) } }, data: { ...place, state: 'attached' } });
    return files.map(presentAttachment);
  }
}
