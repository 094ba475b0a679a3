import { Injectable } from '@nestjs/common';
import { afterCommit, type Tx } from '../platform/db.js';
import { rooms } from '../platform/sockets/rooms.js';
import { type SocketNamespace, Sockets } from '../platform/sockets/sockets.js';
import { present, type StoredMessage, type Stream } from './message.rules.js';
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
    this.tell('/agent', 'staff', message, fromSocketId);
    this.tell('/visitor', 'public', message, fromSocketId);
    this.receipts.delivered(message);
    if (stirred) this.pointers.stirred(message.ticketId);
  }

  private tell(namespace: SocketNamespace, stream: Stream, message: StoredMessage, fromSocketId: string | undefined): void {
    const room = rooms.conversation(message.ticketId);
    if (!this.sockets.isHeard(namespace, room, fromSocketId)) return;
    const shown = present(message, stream);
    if (shown) this.sockets.push(namespace, room, 'message', { conversationId: message.ticketId, message: shown }, fromSocketId);
  }
}
