import { setTimeout as pause } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/db.js';
import { Every } from '../platform/jobs/every.decorator.js';
import { Log } from '../platform/log.js';
import { type Taken, WebhookWorkService } from './webhook-work.service.js';

/** The sweep goes on to other endpoints after this long, whatever is still on its way. */
const TURN_MS = 800;
const KEPT_MS = 30 * 24 * 3_600_000;
const PER_STEP = 500;
/** More than an hour's worth of a busy desk; what is beyond waits a minute. */
const MOST_STEPS = 40;

/** Sends what is due. Each endpoint has lanes of its own, so that a slow one holds up nobody but itself. */
@Injectable()
export class WebhooksJobs implements BeforeApplicationShutdown {
  private readonly underWay = new Map<string, Set<Promise<void>>>();
  private readonly ending = new AbortController();

  constructor(private readonly db: Database, private readonly work: WebhookWorkService, private readonly log: Log, @Inject(Clock) private readonly clock: Clock) {}

  @Every(1_000)
  async send(): Promise<void> {
    if (this.ending.signal.aborted) return;
    for (const { id, width } of await this.work.lanes()) {
      const lanes = this.underWay.get(id) ?? new Set();
      this.underWay.set(id, lanes);
      while (lanes.size < width) this.open(id, lanes);
    }
    const over = new AbortController();
    await Promise.race([this.idle(), pause(TURN_MS, undefined, { signal: over.signal }).catch(() => undefined)]);
    over.abort();
  }

  /** When nothing is on its way any more. */
  async idle(): Promise<void> {
    await Promise.all([...this.underWay.values()].flatMap((lanes) => [...lanes]));
  }

  private open(endpointId: string, lanes: Set<Promise<void>>): void {
    const lane = this.walk(endpointId)
      .catch((fault: unknown) => this.log.warn({ fault, webhook: endpointId }, 'a webhook will be sent later'))
      .finally(() => {
        lanes.delete(lane);
        if (lanes.size === 0) this.underWay.delete(endpointId);
      });
    lanes.add(lane);
  }

  private async walk(endpointId: string): Promise<void> {
    while (!this.ending.signal.aborted) {
      const taken = await this.work.take(endpointId);
      if (!taken) return;
      // After a failure the endpoint is asked anew how many lanes it gets.
      if (!(await this.deliver(taken))) return;
    }
  }

  private async deliver(taken: Taken): Promise<boolean> {
    try {
      const tally = await this.work.send(taken, this.ending.signal);
      if (!tally) return false;
      await this.db.transaction((tx) => this.work.finish(tx, taken, tally));
      return tally.called.fault === null;
    } catch (fault) {
      if (!this.ending.signal.aborted) throw fault;
      await this.work.giveBack(taken.id);
      return false;
    }
  }

  @Every(60_000)
  async forget(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEPT_MS);
    for (let step = 0; step < MOST_STEPS && !this.ending.signal.aborted; step += 1) {
      const { rowCount } = await this.db.pool.query(`DELETE FROM "WebhookDelivery" WHERE "id" IN (SELECT "id" FROM "WebhookDelivery" WHERE "createdAt" < $1 ORDER BY "createdAt" LIMIT ${PER_STEP})`, [before]);
      if ((rowCount ?? 0) < PER_STEP) return;
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.ending.abort();
    await this.idle();
  }
}
