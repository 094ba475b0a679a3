import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Hints } from '../platform/events/hints.js';
import { rooms } from '../platform/sockets/rooms.js';
import { Sockets } from '../platform/sockets/sockets.js';
import { QueuePointers } from '../tickets/queue-pointers.js';

/** Who looks at the ticket sees what a call has made of it; who owes a call hears of it wherever he is. */
@Injectable()
export class CallsRooms implements OnModuleInit {
  constructor(private readonly hints: Hints, private readonly sockets: Sockets, private readonly pointers: QueuePointers) {}

  onModuleInit(): void {
    for (const name of ['call.recorded', 'callback.handed'] as const)
      this.hints.on(name, (_, { ticketId }) => this.sockets.push('/agent', rooms.conversation(ticketId), 'changed', { kind: 'ticket', id: ticketId, version: 0 }));
    // Out of one list of what is to be called, and into another.
    this.hints.on('callback.handed', (_, { ticketId, ownerId, previousId }) => this.pointers.stirred(ticketId, [ownerId, ...(previousId ? [previousId] : [])]));
    this.hints.on('callback.warned', (_, { ticketId, accountId }) => this.sockets.push('/agent', rooms.account(accountId), 'changed', { kind: 'callback', id: ticketId, version: 0 }));
  }
}
