import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Hints } from '../platform/events/hints.js';
import { rooms } from '../platform/sockets/rooms.js';
import { Sockets } from '../platform/sockets/sockets.js';

/** Consoles that hold the list read it anew. It is short and changes seldom: what is shared is told to everybody. */
@Injectable()
export class MacrosRooms implements OnModuleInit {
  constructor(private readonly hints: Hints, private readonly sockets: Sockets) {}

  onModuleInit(): void {
    for (const name of ['macro.made', 'macro.changed', 'macro.removed'] as const) {
      this.hints.on(name, (id, { ownerId }) => {
        // One that was shared and is now somebody's own has to go from everybody's list.
        const room = ownerId !== null && name !== 'macro.changed' ? rooms.account(ownerId) : rooms.staff();
        this.sockets.push('/agent', room, 'changed', { kind: 'macro', id, version: 0 });
      });
    }
  }
}
