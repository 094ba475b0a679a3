import { Injectable, type OnModuleInit } from '@nestjs/common';
import { inReach } from '../accounts/reach.policy.js';
import { type ConversationRights, FileRights } from '../files/file-rights.js';
import { type Actor, isStaff } from '../platform/actor.js';
import { Database } from '../platform/db.js';

/** Who may see the files of a side conversation: the staff of its ticket. */
@Injectable()
export class SideFiles implements ConversationRights, OnModuleInit {
  constructor(private readonly db: Database, private readonly rights: FileRights) {}

  onModuleInit(): void {
    this.rights.registerConversations(this);
  }

  async mayRead(actor: Actor, ticketId: string, messageId: string): Promise<boolean> {
    if (!isStaff(actor)) return false;
    const message = await this.db.prisma.sideMessage.findFirst({ where: { id: messageId, conversation: { ticketId } }, select: { conversation: { select: { ticket: { select: { teamId: true, assigneeId: true } } } } } });
    return message !== null && inReach(actor, message.conversation.ticket);
  }
}
