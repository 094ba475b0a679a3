import { Inject, Injectable } from '@nestjs/common';
import type { StaffActor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { rooms } from '../platform/sockets/rooms.js';
import { Sockets } from '../platform/sockets/sockets.js';
import { ConversationAccess } from './conversation-access.service.js';

/** A person's own "unread again", beside how far he really read: neither colleagues nor the customer are told of it. */
@Injectable()
export class UnreadMarks {
  constructor(
    private readonly db: Database,
    private readonly access: ConversationAccess,
    private readonly sockets: Sockets,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Puts the mark at the customer's last message, or at the last entry where he wrote none. Reading up to there takes it away. */
  async put(actor: StaffActor, ticketId: string): Promise<{ ok: true }> {
    await this.access.asStaff(actor, ticketId);
    await this.db.pool.query({
      name: 'unread-mark',
      text: `INSERT INTO "TimelineRead" ("ticketId", "accountId", "readSeq", "unreadFrom", "updatedAt")
             SELECT t."ticketId", $2::uuid, 0, coalesce((SELECT max(m."staffSeq") FROM "Message" m WHERE m."ticketId" = t."ticketId" AND m."authorKind" = 'customer'), t."staffHead"), $3
             FROM "Timeline" t WHERE t."ticketId" = $1
             ON CONFLICT ("ticketId", "accountId") DO UPDATE SET "unreadFrom" = excluded."unreadFrom", "updatedAt" = excluded."updatedAt"`,
      values: [ticketId, actor.id, this.clock.now()],
    });
    return this.tell(actor);
  }

  /** For somebody else: something has come that no word of the talk tells. */
  async raise(tx: Tx, ticketId: string, accountId: string): Promise<void> {
    await tx.$executeRaw`INSERT INTO "TimelineRead" ("ticketId", "accountId", "readSeq", "unreadFrom", "updatedAt")
      SELECT t."ticketId", ${accountId}::uuid, 0, t."staffHead", ${this.clock.now()} FROM "Timeline" t WHERE t."ticketId" = ${ticketId}::uuid
      ON CONFLICT ("ticketId", "accountId") DO UPDATE SET "unreadFrom" = coalesce(least("TimelineRead"."unreadFrom", excluded."unreadFrom"), excluded."unreadFrom"), "updatedAt" = excluded."updatedAt"`;
  }

  async take(actor: StaffActor, ticketId: string): Promise<{ ok: true }> {
    await this.access.asStaff(actor, ticketId);
    await this.db.prisma.timelineRead.updateMany({ where: { ticketId, accountId: actor.id }, data: { unreadFrom: null } });
    return this.tell(actor);
  }

  private tell(actor: StaffActor): { ok: true } {
    this.sockets.tell('/agent', rooms.account(actor.id), 'changed', { kind: 'queue', id: 'tickets', version: 0 });
    return { ok: true };
  }
}
