import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Database } from '../db.js';
import { Log } from '../log.js';
import { Peers } from './peers.js';

const LOOK_MS = 500;
const REPEAT_MS = 3_000;

/**
 * The row that says this process lives and whether it reaches the others. A process that is cut off cannot tell them
 * through Redis, of all things; its row does, and they look for themselves until it is back.
 */
@Injectable()
export class Census implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | null = null;
  private said: boolean | null = null;
  private saidAt = 0;
  private underWay: Promise<void> = Promise.resolve();

  constructor(private readonly peers: Peers, private readonly db: Database, private readonly log: Log) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.peers.isAlone) return;
    await this.db.pool.query(`DELETE FROM "Node" WHERE "seenAt" < clock_timestamp() - interval '1 day'`);
    this.timer = setInterval(() => this.look(), LOOK_MS);
  }

  private look(): void {
    const { isLinked } = this.peers;
    if (this.said === isLinked && performance.now() - this.saidAt < REPEAT_MS) return;
    this.said = isLinked;
    this.saidAt = performance.now();
    this.underWay = this.say(isLinked).catch((fault: unknown) => {
      this.said = null;
      this.log.warn({ fault: String(fault) }, 'the row of this process is not written');
    });
  }

  private async say(isLinked: boolean): Promise<void> {
    await this.db.pool.query({
      name: 'census',
      text: `INSERT INTO "Node" ("id", "isLinked") VALUES ($1, $2) ON CONFLICT ("id") DO UPDATE SET "isLinked" = $2, "seenAt" = clock_timestamp()`,
      values: [this.peers.id, isLinked],
    });
  }

  // Before the pool is closed.
  async beforeApplicationShutdown(): Promise<void> {
    if (!this.timer) return;
    clearInterval(this.timer);
    await this.underWay;
    await this.db.pool.query('DELETE FROM "Node" WHERE "id" = $1', [this.peers.id]).catch((fault: unknown) => this.log.warn({ fault: String(fault) }, 'the row of this process stays until it is a day old'));
  }
}
