import { Injectable, type OnModuleInit } from '@nestjs/common';
import { afterCommit, type Tx } from '../platform/db.js';
import { EventWatch } from '../platform/events/watch.js';
import { Peers, type Topic } from '../platform/nodes/peers.js';
import { rooms } from '../platform/sockets/rooms.js';
import { type SocketNamespace, Sockets } from '../platform/sockets/sockets.js';
import { present, type StoredMessage, type Stream } from './message.rules.js';
import { QueuePointers } from './queue-pointers.js';
import { Receipts } from './receipts.js';
import { TicketPlaces } from './ticket-places.js';

export interface PostedMessage {
  readonly message: StoredMessage;
  /** Whether somebody began or ceased to wait: the lists must know. */
  readonly stirred: boolean;
  readonly fromSocketId: string | undefined;
}

/** The same as another node hears of it: JSON knows no dates. */
type Told = Omit<PostedMessage, 'message'> & { readonly message: Omit<StoredMessage, 'createdAt' | 'recalledAt'> & { readonly createdAt: string } };

/** Tells the sockets of every node what was committed. Only a hint: a client that misses it asks by number. */
@Injectable()
export class MessagePublisher implements OnModuleInit {
  private readonly elsewhere: Topic<readonly PostedMessage[], readonly Told[]>;

  constructor(
    private readonly sockets: Sockets,
    private readonly receipts: Receipts,
    private readonly pointers: QueuePointers,
    private readonly watch: EventWatch,
    private readonly places: TicketPlaces,
    peers: Peers,
  ) {
    this.elsewhere = peers.topic('messages');
  }

  onModuleInit(): void {
    this.elsewhere.hear((told) => this.show(told.map(({ message, stirred }) => ({ message: { ...message, createdAt: new Date(message.createdAt), recalledAt: null }, stirred, fromSocketId: undefined }))));
  }

  publishAfterCommit(tx: Tx, posted: readonly PostedMessage[]): void {
    if (posted.length > 0) afterCommit(tx, () => this.publish(posted));
  }

  publish(posted: readonly PostedMessage[]): void {
    for (const { message } of posted) this.places.note(message.ticketId);
    this.show(posted);
    this.elsewhere.tell(posted);
  }

  private show(posted: readonly PostedMessage[]): void {
    if (!this.watch.isFresh()) return this.watch.withhold();
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
