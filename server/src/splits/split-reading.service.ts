import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Splits } from '#contracts/splits.js';
import { inReach, reachWhere } from '../accounts/reach.policy.js';
import { type ConversationRights, FileRights } from '../files/file-rights.js';
import { type Actor, isStaff, type StaffActor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { ConversationAccess } from '../tickets/conversation-access.service.js';
import { TimelineService } from '../tickets/timeline.service.js';

/** What tickets were split from and into. Whoever reads the new one reads the words it is about, and what they brought. */
@Injectable()
export class SplitReading implements ConversationRights, OnModuleInit {
  constructor(private readonly db: Database, private readonly access: ConversationAccess, private readonly timelines: TimelineService, private readonly files: FileRights) {}

  onModuleInit(): void {
    this.files.registerConversations(this);
  }

  /** @throws Problem conversation/not_found */
  async of(actor: StaffActor, ticketId: string): Promise<Splits> {
    await this.access.asStaff(actor, ticketId);
    const [split, parts] = await Promise.all([
      this.db.prisma.ticketSplit.findUnique({ where: { ticketId }, include: { messages: true, source: { select: { id: true, number: true, teamId: true, assigneeId: true } } } }),
      this.db.prisma.ticketSplit.findMany({ where: { sourceId: ticketId, ticket: reachWhere(actor) }, include: { messages: true, ticket: { select: { id: true, number: true } } }, orderBy: { createdAt: 'asc' } }),
    ]);
    return {
      from: split && {
        source: inReach(actor, split.source) ? { id: split.source.id, number: split.source.number } : null,
        by: await this.db.prisma.account.findUnique({ where: { id: split.byId }, select: { id: true, name: true, pictureUrl: true } }),
        at: split.createdAt.toISOString(),
        messages: await this.timelines.some(split.sourceId, split.messages.map(({ messageId }) => messageId)),
      },
      into: parts.map(({ ticket, messages, createdAt }) => ({ ticket, messageIds: messages.map(({ messageId }) => messageId), at: createdAt.toISOString() })),
    };
  }

  async mayRead(actor: Actor, _ticketId: string, messageId: string): Promise<boolean> {
    if (!isStaff(actor)) return false;
    const part = await this.db.prisma.ticketSplitMessage.findUnique({ where: { messageId }, select: { split: { select: { ticket: { select: { teamId: true, assigneeId: true } } } } } });
    return part !== null && inReach(actor, part.split.ticket);
  }
}
