import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Hints } from '../platform/events/hints.js';
import { rooms } from '../platform/sockets/rooms.js';
import { Sockets } from '../platform/sockets/sockets.js';

/** Who looks at a ticket sees what is held there; its writer hears of it wherever he is. */
@Injectable()
export class OutgoingRooms implements OnModuleInit {
  constructor(private readonly hints: Hints, private readonly sockets: Sockets) {}

  onModuleInit(): void {
    for (const name of ['outgoing.held', 'outgoing.changed', 'outgoing.withdrawn', 'outgoing.released', 'outgoing.returned'] as const)
      this.hints.on(name, (_, { ticketId, accountId }) => {
        this.sockets.push('/agent', rooms.conversation(ticketId), 'changed', { kind: 'ticket', id: ticketId, version: 0 });
        if (name === 'outgoing.returned') this.sockets.push('/agent', rooms.account(accountId), 'changed', { kind: 'outgoing', id: ticketId, version: 0 });
      });
  }
}
