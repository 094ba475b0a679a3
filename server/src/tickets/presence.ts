import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { isStaff } from '../platform/actor.js';
import { rooms } from '../platform/sockets/rooms.js';
import { Sockets } from '../platform/sockets/sockets.js';

const REST_MS = 250;

/** Who looks at a conversation: told to the staff who look too, at most four times a second each. Never an event. */
@Injectable()
export class Presence implements OnModuleInit, OnModuleDestroy {
  private readonly dirty = new Set<string>();
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly sockets: Sockets) {}

  onModuleInit(): void {
    this.sockets.onDisconnect((client) => {
      for (const ticketId of client.open) this.changed(ticketId);
    });
  }

  changed(ticketId: string): void {
    this.dirty.add(ticketId);
    this.timer ??= setTimeout(() => this.flush(), REST_MS);
  }

  private flush(): void {
    this.timer = null;
    for (const ticketId of this.dirty) {
      const room = rooms.conversation(ticketId);
      const people = new Map<string, { id: string; name: string; kind: 'customer' | 'agent'; online: boolean }>();
      // The assignee's sockets are in the room without looking at it.
      for (const { actor, open } of this.sockets.inRoom('/agent', room)) if (isStaff(actor) && open.has(ticketId)) people.set(actor.id, { id: actor.id, name: actor.name, kind: 'agent', online: true });
      for (const { actor } of this.sockets.inRoom('/visitor', room)) if (actor.id) people.set(actor.id, { id: actor.id, name: actor.name, kind: 'customer', online: true });
      this.sockets.push('/agent', room, 'presence', { conversationId: ticketId, people: [...people.values()] });
    }
    this.dirty.clear();
  }

  onModuleDestroy(): void {
    if (this.timer) clearTimeout(this.timer);
  }
}
