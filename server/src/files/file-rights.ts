import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/actor.js';

interface Standing {
  readonly ownerKind: string;
  readonly ownerId: string;
  readonly ticketId: string | null;
  readonly messageId: string | null;
  readonly state: string;
}
/** Whether somebody may see what a message of a ticket brought, as things stand now. */
export interface ConversationRights {
  mayRead(actor: Actor, ticketId: string, messageId: string): Promise<boolean>;
}

/** Who may see a file. Until a message takes it, its uploader; then whoever may read that message. */
@Injectable()
export class FileRights {
  private readonly conversations: ConversationRights[] = [];

  /** Every slice that knows talks tells here what it knows. */
  registerConversations(conversations: ConversationRights): void {
    this.conversations.push(conversations);
  }

  async mayRead(actor: Actor, file: Standing): Promise<boolean> {
    if (file.state === 'refused') return false;
    if (file.messageId === null || file.ticketId === null) return file.state !== 'attached' && file.ownerKind === actor.kind && file.ownerId === actor.id;
    for (const known of this.conversations) if (await known.mayRead(actor, file.ticketId, file.messageId)) return true;
    return false;
  }
}
