import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Hints } from '../platform/events/hints.js';
import { rooms } from '../platform/sockets/rooms.js';
import { Sockets } from '../platform/sockets/sockets.js';

/** Pointers for the desk. Who has a ticket is told with its assignment. */
@Injectable()
export class RoutingRooms implements OnModuleInit {
  constructor(private readonly hints: Hints, private readonly sockets: Sockets) {}

  onModuleInit(): void {
    for (const name of ['ticket.needs_changed', 'ticket.routing_asked'] as const) {
      this.hints.on(name, (ticketId) => this.sockets.push('/agent', rooms.conversation(ticketId), 'changed', { kind: 'ticket', id: ticketId, version: 0 }));
    }
  }
}
