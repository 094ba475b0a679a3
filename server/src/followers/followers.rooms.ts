import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Hints } from '../platform/events/hints.js';
import { rooms } from '../platform/sockets/rooms.js';
import { Sockets } from '../platform/sockets/sockets.js';
import { QueuePointers } from '../tickets/queue-pointers.js';

/** Who looks at the ticket sees its followers change, and so do lists of followed tickets; who is pointed to one hears of it wherever he is. */
@Injectable()
export class FollowersRooms implements OnModuleInit {
  constructor(private readonly hints: Hints, private readonly sockets: Sockets, private readonly pointers: QueuePointers) {}

  onModuleInit(): void {
    for (const name of ['ticket.followed', 'ticket.unfollowed'] as const)
      this.hints.on(name, (ticketId, { accountId }) => {
        this.sockets.push('/agent', rooms.conversation(ticketId), 'changed', { kind: 'ticket', id: ticketId, version: 0 });
        this.sockets.push('/agent', rooms.account(accountId), 'changed', { kind: 'notice', id: ticketId, version: 0 });
        this.pointers.stirred(ticketId, [accountId]);
      });
    this.hints.on('notice.put', (_, { accountId, ticketId }) => this.sockets.push('/agent', rooms.account(accountId), 'changed', { kind: 'notice', id: ticketId, version: 0 }));
  }
}
