import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Hints } from '../platform/events/hints.js';
import { rooms } from '../platform/sockets/rooms.js';
import { Sockets } from '../platform/sockets/sockets.js';

/** Who looks at the ticket sees what came beside it. */
@Injectable()
export class SideConversationsRooms implements OnModuleInit {
  constructor(private readonly hints: Hints, private readonly sockets: Sockets) {}

  onModuleInit(): void {
    for (const name of ['side_conversation.opened', 'side_message.sent', 'side_conversation.answered', 'side_conversation.completed', 'side_conversation.reopened'] as const)
      this.hints.on(name, (_, { ticketId }) => this.sockets.push('/agent', rooms.conversation(ticketId), 'changed', { kind: 'ticket', id: ticketId, version: 0 }));
  }
}
