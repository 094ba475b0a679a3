import { Injectable } from '@nestjs/common';
import { afterCommit, type Tx } from '../platform/db.js';
import { rooms } from '../platform/sockets/rooms.js';
import { Sockets } from '../platform/sockets/sockets.js';
import { present, type StoredMessage } from './message.rules.js';
import { QueuePointers } from './queue-pointers.js';
import { Receipts } from './receipts.js';

export interface PostedMessage {
  readonly message: StoredMessage;
  /** Whether somebody began or ceased to wait: the lists must know. */
  readonly stirred: boolean;
  readonly fromSocketId: string | undefined;
}

/** Tells the sockets of this process what was committed. Only a hint: a client that misses it asks by number. */
@Injectable()
export class MessagePublisher {
  constructor(
    private readonly sockets: Sockets,
    private readonly receipts: Receipts,
    private readonly pointers: QueuePointers,
  ) {}

  publishAfterCommit(tx: Tx, posted: readonly PostedMessage[]): void {
    if (posted.length > 0) afterCommit(tx, () => this.publish(posted));
  }

  publish(posted: readonly PostedMessage[]): void {
    for (const entry of posted) this.publishOne(entry);
  }

  private publishOne({ message, stirred, fromSocketId }: PostedMessage): void {
    const room = rooms.conversation(message.ticketId);
    const forStaff = present(message, 'staff');
    if (forStaff) this.sockets.push('/agent', room, 'message', { conversationId: message.ticketId, message: forStaff }, fromSocketId);
    const forCustomer = present(message, 'public');
    if (forCustomer) this.sockets.push('/visitor', room, 'message', { conversationId: message.ticketId, message: forCustomer }, fromSocketId);
    this.receipts.delivered(message);
    if (stirred) this.pointers.stirred(message.ticketId);
  }
}
