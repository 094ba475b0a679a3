import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Hints } from '../platform/events/hints.js';
import { rooms } from '../platform/sockets/rooms.js';
import { Sockets } from '../platform/sockets/sockets.js';

/** Who looks at the ticket and the customer's windows learn that a proof was asked for, sent, given or put aside. */
@Injectable()
export class ProofsRooms implements OnModuleInit {
  constructor(private readonly hints: Hints, private readonly sockets: Sockets) {}

  onModuleInit(): void {
    for (const name of ['address.proof_asked', 'address.code_asked', 'address.confirmed', 'address.proof_withdrawn'] as const) {
      this.hints.on(name, (_, { ticketId }) => {
        const pointer = { kind: 'ticket' as const, id: ticketId, version: 0 };
        for (const place of ['/agent', '/visitor'] as const) this.sockets.push(place, rooms.conversation(ticketId), 'changed', pointer);
      });
    }
  }
}
