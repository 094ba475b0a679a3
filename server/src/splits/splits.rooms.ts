import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Hints } from '../platform/events/hints.js';
import { rooms } from '../platform/sockets/rooms.js';
import { Sockets } from '../platform/sockets/sockets.js';

/** Who looks at the source sees what was split off it. */
@Injectable()
export class SplitsRooms implements OnModuleInit {
  constructor(private readonly hints: Hints, private readonly sockets: Sockets) {}

  onModuleInit(): void {
    this.hints.on('ticket.divided', (ticketId) => this.sockets.push('/agent', rooms.conversation(ticketId), 'changed', { kind: 'ticket', id: ticketId, version: 0 }));
  }
}
