import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Env } from '../platform/env.js';
import { EventWatch } from '../platform/events/watch.js';
import { Log } from '../platform/log.js';
import { Sockets } from '../platform/sockets/sockets.js';
import { ENV } from '../platform/tokens.js';
import { Receipts } from './receipts.js';
import { TimelineService } from './timeline.service.js';

// Promised: at least every 15 s.
const EVERY_MS = 10_000;
/** While some node is cut off: its messages are announced to nobody, so this is how the others learn of them. */
const STRAINED_MS = 2_000;
const CHUNK = 1_000;

/** Repeats the heads of open conversations: a lost last event leaves no gap a client could see. */
@Injectable()
export class HeadsHeartbeat implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | null = null;
  private beatAt = 0;
  private underWay: Promise<void> | null = null;

  constructor(
    private readonly sockets: Sockets,
    private readonly timelines: TimelineService,
    private readonly receipts: Receipts,
    private readonly watch: EventWatch,
    private readonly log: Log,
    @Inject(ENV) private readonly env: Env,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.env.roles.includes('sockets')) return;
    this.beatAt = performance.now();
    this.timer = setInterval(() => {
      if (performance.now() - this.beatAt >= (this.watch.isStrained ? STRAINED_MS : EVERY_MS)) this.start();
    }, STRAINED_MS / 2);
    this.watch.onLapse(() => this.start());
  }

  private start(): void {
    // One that is under way may have read before what this one is to tell.
    const before = this.underWay ?? Promise.resolve();
    const beat = before
      .then(() => this.beat())
      .catch((fault: unknown) => this.log.warn({ fault }, 'heads were not repeated this time'))
      .finally(() => {
        if (this.underWay === beat) this.underWay = null;
      });
    this.underWay = beat;
    this.beatAt = performance.now();
  }

  async beat(): Promise<void> {
    const open = new Set<string>();
    for (const client of this.sockets.all()) for (const id of client.open) open.add(id);
    this.receipts.keepOnly(open);
    const heads = new Map<string, { publicHead: number; staffHead: number }>();
    const ids = [...open];
    for (let at = 0; at < ids.length; at += CHUNK) {
      for (const row of await this.timelines.headsOf(ids.slice(at, at + CHUNK))) heads.set(row.ticketId, row);
    }
    for (const client of this.sockets.all()) {
      if (client.open.size === 0) continue;
      const mine = [...client.open].flatMap((id) => {
        const head = heads.get(id);
        return head ? [{ conversationId: id, head: client.isStaff() ? head.staffHead : head.publicHead }] : [];
      });
      client.emit('heads', mine);
    }
  }

  onApplicationShutdown(): void {
    if (this.timer) clearInterval(this.timer);
  }
}
