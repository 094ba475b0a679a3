import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Attachment } from '#contracts/files.js';
import { inReach } from '../accounts/reach.policy.js';
import { presentAttachment } from '../files/file.present.js';
import { type ConversationRights, FileRights } from '../files/file-rights.js';
import { FilesService } from '../files/files.service.js';
import { type Actor, isStaff, isVisitor } from '../platform/actor.js';
import { Database, type Tx } from '../platform/db.js';
import { Problem } from '../platform/problem.js';
import { MessageWriter, type NewMessage, type Written } from './message-writer.service.js';
import { ownsConversation } from './tickets.policy.js';

interface Place {
  teamId: string | null;
  assigneeId: string | null;
  visitorId: string | null;
  customerId: string | null;
}

/** Messages that bring files: the one way files get into a conversation, and who may then see them. */
@Injectable()
export class MessageFiles implements ConversationRights, OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly writer: MessageWriter,
    private readonly files: FilesService,
    private readonly rights: FileRights,
  ) {}

  onModuleInit(): void {
    this.rights.registerConversations(this);
  }

  /**
   * Writes a message and gives it the sender's own unsent files in one commit. A repeat changes nothing.
   * @throws Problem file/not_found, file/not_scanned, file/quota_reached; message/id_reused for other files under one id
   */
  async write(tx: Tx, actor: Actor, message: NewMessage, fileIds: readonly string[]): Promise<Written | undefined> {
    const files = await this.files.reserve(tx, actor, fileIds);
    const attachments = files.map(presentAttachment);
    const [written] = await this.writer.writeIn(tx, [{ ...message, attachments }]);
    if (!written || !('message' in written)) return written;
    const { id, ticketId } = written.message;
    if (written.outcome === 'repeat') {
      if (files.some((file) => file.messageId !== id) || (await tx.file.count({ where: { messageId: id } })) !== files.length) throw new Problem('message/id_reused');
      return written;
    }
    await this.files.attach(tx, files, { ticketId, messageId: id });
    await tx.message.update({ where: { id }, data: { attachments } });
    if (!message.internal) await tx.timeline.update({ where: { ticketId }, data: { previewFiles: kindOf(attachments) } });
    return written;
  }

  /** Nobody sees what was taken back, customers see no notes, and everybody sees only conversations that are his today. */
  async mayRead(actor: Actor, ticketId: string, messageId: string): Promise<boolean> {
    const message = await this.db.prisma.message.findFirst({ where: { id: messageId, ticketId }, select: { internal: true, recalledAt: true } });
    if (!message || message.recalledAt !== null) return false;
    const place: Place | null = await this.db.prisma.ticket.findUnique({ where: { id: ticketId }, select: { teamId: true, assigneeId: true, visitorId: true, customerId: true } });
    if (!place) return false;
    if (isStaff(actor)) return inReach(actor, place);
    return isVisitor(actor) && !message.internal && ownsConversation(actor, place);
  }
}

const kindOf = (attachments: readonly Attachment[]): 'picture' | 'file' => (attachments.every((one) => one.width !== null) ? 'picture' : 'file');
