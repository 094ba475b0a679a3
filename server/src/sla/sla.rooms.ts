import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EventName } from '../events.js';
import { Hints } from '../platform/events/hints.js';
import { rooms } from '../platform/sockets/rooms.js';
import { Sockets } from '../platform/sockets/sockets.js';
import { QueuePointers } from '../tickets/queue-pointers.js';

const DUE_EVENTS = ['due.warned', 'due.breached', 'due.met', 'due.moved'] as const satisfies readonly EventName[];

/** Pointers for the desk. Customers hear nothing of it. */
@Injectable()
export class SlaRooms implements OnModuleInit {
  constructor(private readonly hints: Hints, private readonly sockets: Sockets, private readonly pointers: QueuePointers) {}

  onModuleInit(): void {
    for (const name of DUE_EVENTS) {
      this.hints.on(name, (ticketId) => {
        this.sockets.push('/agent', rooms.conversation(ticketId), 'changed', { kind: 'ticket', id: ticketId, version: 0 });
        this.pointers.stirred(ticketId);
      });
    }
  }
}
