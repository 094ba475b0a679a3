import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Hints } from '../platform/events/hints.js';
import { rooms } from '../platform/sockets/rooms.js';
import { Sockets } from '../platform/sockets/sockets.js';
import { QueuePointers } from '../tickets/queue-pointers.js';

/** Both tickets of a merge are looked at anew by whoever has them open. */
@Injectable()
export class MergesRooms implements OnModuleInit {
  constructor(private readonly hints: Hints, private readonly sockets: Sockets, private readonly pointers: QueuePointers) {}

  onModuleInit(): void {
    for (const name of ['ticket.merged', 'ticket.joined', 'ticket.unmerged', 'ticket.parted'] as const)
      this.hints.on(name, (ticketId) => {
        this.sockets.push('/agent', rooms.conversation(ticketId), 'changed', { kind: 'ticket', id: ticketId, version: 0 });
        this.pointers.stirred(ticketId);
      });
  }
}
