import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Hints } from '../platform/events/hints.js';
import { rooms } from '../platform/sockets/rooms.js';
import { Sockets } from '../platform/sockets/sockets.js';

/** Who looks at a ticket hears that one of its mails came back. */
@Injectable()
export class MailRooms implements OnModuleInit {
  constructor(private readonly hints: Hints, private readonly sockets: Sockets) {}

  onModuleInit(): void {
    for (const name of ['mail.received', 'mail.put', 'mail.bounced', 'participant.named', 'participant.included', 'participant.removed'] as const)
      this.hints.on(name, (_, { ticketId }) => this.sockets.push('/agent', rooms.conversation(ticketId), 'changed', { kind: 'ticket', id: ticketId, version: 0 }));
  }
}
