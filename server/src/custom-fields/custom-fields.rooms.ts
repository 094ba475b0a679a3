import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Hints } from '../platform/events/hints.js';
import { rooms } from '../platform/sockets/rooms.js';
import { Sockets } from '../platform/sockets/sockets.js';
import { QueuePointers } from '../tickets/queue-pointers.js';

/** Pointers for the desk: whoever looks at the ticket reads it anew, and lists are told that something stirred. */
@Injectable()
export class CustomFieldsRooms implements OnModuleInit {
  constructor(private readonly hints: Hints, private readonly sockets: Sockets, private readonly pointers: QueuePointers) {}

  onModuleInit(): void {
    this.hints.on('ticket.fields_changed', (ticketId) => {
      this.sockets.push('/agent', rooms.conversation(ticketId), 'changed', { kind: 'ticket', id: ticketId, version: 0 });
      this.pointers.stirred(ticketId);
    });
  }
}
