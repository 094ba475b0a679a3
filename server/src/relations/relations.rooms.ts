import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Hints } from '../platform/events/hints.js';
import { rooms } from '../platform/sockets/rooms.js';
import { Sockets } from '../platform/sockets/sockets.js';

/** Whoever looks at either of two tickets sees what they are to each other, and where the other stands. */
@Injectable()
export class RelationsRooms implements OnModuleInit {
  constructor(private readonly hints: Hints, private readonly sockets: Sockets) {}

  onModuleInit(): void {
    for (const name of ['ticket.related', 'ticket.unrelated'] as const)
      this.hints.on(name, (ticketId) => this.sockets.push('/agent', rooms.conversation(ticketId), 'changed', { kind: 'ticket', id: ticketId, version: 0 }));
  }
}
