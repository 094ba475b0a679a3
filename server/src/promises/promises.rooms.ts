import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EventName } from '../events.js';
import { Hints } from '../platform/events/hints.js';
import { rooms } from '../platform/sockets/rooms.js';
import { Sockets } from '../platform/sockets/sockets.js';
import { QueuePointers } from '../tickets/queue-pointers.js';

const PROMISE_EVENTS = ['promise.made', 'promise.warned', 'promise.broken', 'promise.kept', 'promise.made_good', 'promise.renewed', 'promise.withdrawn'] as const satisfies readonly EventName[];

/** Pointers for the desk and for the customer's own page. */
@Injectable()
export class PromisesRooms implements OnModuleInit {
  constructor(private readonly hints: Hints, private readonly sockets: Sockets, private readonly pointers: QueuePointers) {}

  onModuleInit(): void {
    for (const name of PROMISE_EVENTS) {
      this.hints.on(name, (_, { ticketId }) => {
        this.sockets.push('/agent', rooms.conversation(ticketId), 'changed', { kind: 'ticket', id: ticketId, version: 0 });
        if (name !== 'promise.warned') this.sockets.push('/visitor', rooms.conversation(ticketId), 'changed', { kind: 'chat', id: ticketId, version: 0 });
        this.pointers.stirred(ticketId);
      });
    }
  }
}
