import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Hints } from '../platform/events/hints.js';
import { rooms } from '../platform/sockets/rooms.js';
import { Sockets } from '../platform/sockets/sockets.js';

/** A rating reaches who did the work wherever they are, who looks at the ticket, and the customer's other windows. The pointer names the ticket. */
@Injectable()
export class RatingsRooms implements OnModuleInit {
  constructor(private readonly hints: Hints, private readonly sockets: Sockets) {}

  onModuleInit(): void {
    for (const name of ['rating.given', 'rating.changed'] as const) {
      this.hints.on(name, (_, { ticketId, agentIds }) => {
        const pointer = { kind: 'rating' as const, id: ticketId, version: 0 };
        this.sockets.push('/agent', rooms.conversation(ticketId), 'changed', pointer);
        for (const agentId of agentIds) this.sockets.push('/agent', rooms.account(agentId), 'changed', pointer);
        this.sockets.push('/visitor', rooms.conversation(ticketId), 'changed', pointer);
      });
    }
    this.hints.on('rating.dismissed', (_, { ticketId }) => this.sockets.push('/visitor', rooms.conversation(ticketId), 'changed', { kind: 'rating', id: ticketId, version: 0 }));
  }
}
