import { Inject, Injectable } from '@nestjs/common';
import type { FileSettings } from '#contracts/settings.js';
import { type Actor, isVisitor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { Storage } from '../platform/files/storage.js';
import { Problem } from '../platform/problem.js';

const HOUR_MS = 3_600_000;
const KEPT_MS = 60_000;
const MEGABYTE = 2 ** 20;
const GIGABYTE = 2 ** 30;
/** The staff answers many customers. */
const STAFF_FACTOR = 10;
/** What must stay free for everything else on the disk, the database before all. */
const RESERVE_BYTES = 256 * MEGABYTE;

/** How much somebody, a conversation and the installation may keep. */
@Injectable()
export class FileQuota {
  private total: { readonly bytes: Promise<number>; readonly until: number } | null = null;

  constructor(
    private readonly db: Database,
    private readonly storage: Storage,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Before the bytes come: what would be refused afterwards need not travel. @throws Problem file/quota_reached, server/storage_full */
  async demandRoom(actor: Actor, settings: FileSettings): Promise<void> {
    await this.demandTurn(actor, settings, this.db.prisma);
    const room = await this.storage.room();
    if (room !== null && room < RESERVE_BYTES + settings.megabytes * MEGABYTE) throw new Problem('server/storage_full');
    if ((await this.kept()) > settings.gigabytes * GIGABYTE) throw new Problem('server/storage_full');
  }

  /** One more file of this caller's hour. Where it counts, callers take turns, so that two at once count as two. */
  async demandTurn(actor: Actor, settings: FileSettings, rows: Pick<Tx, 'file'>): Promise<void> {
    const since = new Date(this.clock.now().getTime() - HOUR_MS);
    const count = await rows.file.count({ where: { ownerId: actor.id ?? '', createdAt: { gt: since } } });
    const most = settings.perHour * (isVisitor(actor) ? 1 : STAFF_FACTOR);
    if (count >= most) throw new Problem('file/quota_reached', { perHour: most });
  }

  async demandPlaceIn(tx: Tx, ticketId: string, bytes: number, settings: FileSettings): Promise<void> {
    const { _sum } = await tx.file.aggregate({ where: { ticketId }, _sum: { bytes: true } });
    if ((_sum.bytes ?? 0) + bytes > settings.megabytesPerConversation * MEGABYTE) throw new Problem('file/quota_reached', { megabytesPerConversation: settings.megabytesPerConversation });
  }

  // A sum over every file, so asked for once a minute.
  private async kept(): Promise<number> {
    const now = performance.now();
    if (!this.total || this.total.until < now) {
      const bytes = this.db.prisma.file.aggregate({ _sum: { bytes: true } }).then(({ _sum }) => _sum.bytes ?? 0);
      this.total = { bytes, until: now + KEPT_MS };
      bytes.catch(() => {
        this.total = null;
      });
    }
    return this.total.bytes;
  }
}
