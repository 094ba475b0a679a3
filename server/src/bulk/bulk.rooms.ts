import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Hints } from '../platform/events/hints.js';
import { rooms } from '../platform/sockets/rooms.js';
import { Sockets } from '../platform/sockets/sockets.js';

/** Whoever asked for a change hears when it is over, on every screen. */
@Injectable()
export class BulkRooms implements OnModuleInit {
  constructor(private readonly hints: Hints, private readonly sockets: Sockets) {}

  onModuleInit(): void {
    for (const name of ['bulk_change.asked', 'bulk_change.stopped', 'bulk_change.finished'] as const) {
      this.hints.on(name, (id, { accountId }) => this.sockets.push('/agent', rooms.account(accountId), 'changed', { kind: 'bulk_change', id, version: 0 }));
    }
  }
}
