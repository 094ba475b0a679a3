import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { EventName } from '../events.js';
import { Hints } from '../platform/events/hints.js';
import { Log } from '../platform/log.js';
import { rooms } from '../platform/sockets/rooms.js';
import { Sockets } from '../platform/sockets/sockets.js';
import { QueuePointers } from '../tickets/queue-pointers.js';
import { QueuePositionService } from './queue-position.service.js';

const CHAT_EVENTS = ['chat.queued', 'chat.offered', 'chat.offer_passed', 'chat.reserved', 'chat.released', 'chat.accepted', 'chat.requeued', 'chat.transferred', 'chat.taken_over', 'chat.ended'] as const satisfies readonly EventName[];
/** Whom a waiting chat is offered to is the desk's business: to its customer nothing changed. */
const INTERNAL: ReadonlySet<EventName> = new Set(['chat.offered', 'chat.offer_passed', 'chat.reserved', 'chat.released']);
const REST_MS = 500;
const REPEAT_MS = 15_000;

/** Pointers for the desk and places for those who wait. */
@Injectable()
export class ChatsRooms implements OnModuleInit, OnApplicationShutdown {
  private readonly dirtyTeams = new Set<string | null>();
  private timer: NodeJS.Timeout | null = null;
  private repeat: NodeJS.Timeout | null = null;

  constructor(
    private readonly hints: Hints,
    private readonly sockets: Sockets,
    private readonly pointers: QueuePointers,
    private readonly positions: QueuePositionService,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    for (const name of CHAT_EVENTS) {
      this.hints.on(name, (chatId, payload) => {
        const pointer = { kind: 'chat' as const, id: payload.ticketId, version: 0 };
        if (!this.sockets.isOpen) return;
        this.sockets.push('/agent', rooms.conversation(payload.ticketId), 'changed', { kind: 'ticket', id: payload.ticketId, version: 0 });
        if (!INTERNAL.has(name)) this.sockets.push('/visitor', rooms.conversation(payload.ticketId), 'changed', pointer);
        if ('reservedForId' in payload) this.sockets.push('/agent', rooms.account(payload.reservedForId), 'changed', { kind: 'queue', id: 'tickets', version: 0 });
        if ('offeredToId' in payload) {
          const mine = rooms.account(payload.offeredToId);
          this.sockets.push('/agent', mine, 'changed', { kind: 'chat', id: chatId, version: 0 });
          // By its ticket too: whoever is just opening that has no chat yet to know the news by.
          this.sockets.push('/agent', mine, 'changed', { kind: 'ticket', id: payload.ticketId, version: 0 });
        }
        this.pointers.stirred(payload.ticketId);
        this.moved(payload.teamId);
      });
    }
    // Estimates age by themselves.
    this.repeat = setInterval(() => this.moved(...this.waitingTeams), REPEAT_MS);
  }

  private readonly waitingTeams = new Set<string | null>();

  private moved(...teamIds: (string | null)[]): void {
    for (const teamId of teamIds) this.dirtyTeams.add(teamId);
    if (this.dirtyTeams.size === 0) return;
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.flush().catch((fault: unknown) => this.log.warn({ fault }, 'queue places were not told this time'));
    }, REST_MS);
  }

  private async flush(): Promise<void> {
    const teams = [...this.dirtyTeams];
    this.dirtyTeams.clear();
    for (const teamId of teams) {
      const places = await this.positions.places(teamId);
      if (places.length > 0) this.waitingTeams.add(teamId);
      else this.waitingTeams.delete(teamId);
      for (const { ticketId, position, etaSeconds } of places) this.sockets.push('/visitor', rooms.conversation(ticketId), 'queue', { conversationId: ticketId, position, etaSeconds });
    }
  }

  onApplicationShutdown(): void {
    if (this.timer) clearTimeout(this.timer);
    if (this.repeat) clearInterval(this.repeat);
  }
}
