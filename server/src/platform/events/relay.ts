import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '../clock.js';
import { Database } from '../db.js';
import type { Env } from '../env.js';
import { Queues, type ReactionJob } from '../jobs/queues.js';
import { Log } from '../log.js';
import { ENV } from '../tokens.js';
import { Hints } from './hints.js';
import { Reactions } from './reactions.js';

const LEASE_MS = 30_000;
const POLL_MS = 1_000;
const BATCH = 200;
// Long enough that others pass by, short enough that nobody waits for it.
const AFTER_FAULT_MS = 2_000;
// Coalesced events are frequent by nature: a short rest lets many messages ride on one.
const REST_MS = 150;

interface LeasedEvent {
  id: string;
  name: string;
  subject: string;
}
type LeaseHook = (subjects: readonly string[]) => Promise<void>;

/**
 * Carries committed events to the queue, one job per reaction. Leases rows, enqueues outside any transaction,
 * then marks them. A crash in between repeats the enqueueing; job ids and receipts make that harmless.
 */
@Injectable()
export class Relay implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly leaseHooks: { readonly name: string; readonly hook: LeaseHook }[] = [];
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;
  private again = false;
  private stopped = false;

  constructor(
    private readonly db: Database,
    private readonly reactions: Reactions,
    private readonly queues: Queues,
    private readonly hints: Hints,
    private readonly log: Log,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** Called with the subjects of leased events of that name before any reaction can run: a coalesced event closes here. */
  onLease(name: string, hook: LeaseHook): void {
    this.leaseHooks.push({ name, hook });
  }

  onApplicationBootstrap(): void {
    if (!this.env.roles.includes('worker')) return;
    this.hints.onAny(() => this.nudge());
    this.nudge();
  }

  /** Something has committed: relay it now, or right after the turn that is under way. */
  nudge(): void {
    if (this.running) this.again = true;
    else this.schedule(0);
  }

  private schedule(ms: number): void {
    if (this.stopped) return;
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = null;
      this.running = this.turn();
    }, ms);
  }

  private async turn(): Promise<void> {
    let next = POLL_MS;
    this.again = false;
    try {
      if ((await this.drain()) > 0) next = REST_MS;
    } catch (fault) {
      this.log.warn({ fault }, 'the relay will try again');
    }
    this.running = null;
    this.schedule(this.again ? 0 : next);
  }

  /** Relays what is committed now. @returns how many events */
  async drain(): Promise<number> {
    const leased = await this.lease();
    if (leased.length === 0) return 0;
    const jobs = leased.flatMap((event) => this.reactions.of(event.name).map((reaction) => ({ eventId: event.id, reaction })));
    try {
      if (jobs.length > 0) await this.hand(jobs);
      await this.mark(leased);
    } catch (fault) {
      // Given back at once where that is possible: else they would rest until the lease runs out.
      await this.giveBack(leased, null);
      throw fault;
    }
    return leased.length;
  }

  // A queue in Redis may be out of reach while the database is not. Then what it would carry is done here and now.
  private async hand(jobs: readonly ReactionJob[]): Promise<void> {
    try {
      return await this.queues.addReactions(jobs);
    } catch (fault) {
      if (!this.env.REDIS_URL) throw fault;
      this.log.warn({ fault: String(fault), jobs: jobs.length }, 'the job queue is out of reach; the relay runs the reactions itself');
    }
    for (const { reaction, eventId } of jobs) {
      await this.reactions.run(reaction, eventId).catch((fault: unknown) => this.log.error({ fault, reaction, eventId }, 'a reaction failed; it is overdue now'));
    }
  }

  async lease(): Promise<LeasedEvent[]> {
    const now = this.clock.now();
    const { rows } = await this.db.pool.query<LeasedEvent>({
      name: 'relay-lease',
      text: `UPDATE "Event" SET "leasedUntil" = $2
             WHERE "id" IN (SELECT "id" FROM "Event" WHERE "relayedAt" IS NULL AND ("leasedUntil" IS NULL OR "leasedUntil" < $1)
                            ORDER BY "id" LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
             RETURNING "id", "name", "subject"`,
      values: [now, new Date(now.getTime() + LEASE_MS)],
    });
    const closed = await this.close(rows);
    return closed.sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  // A hook that fails holds up the events of its name alone, and those only for a moment.
  private async close(leased: readonly LeasedEvent[]): Promise<LeasedEvent[]> {
    const failed = new Set<string>();
    for (const { name, hook } of this.leaseHooks) {
      const subjects = leased.filter((event) => event.name === name).map((event) => event.subject);
      if (subjects.length === 0 || failed.has(name)) continue;
      try {
        await hook(subjects);
      } catch (fault) {
        this.log.error({ fault, event: name }, 'what an event brings before its reactions has failed; it will be tried again');
        failed.add(name);
      }
    }
    if (failed.size > 0) await this.giveBack(leased.filter((event) => failed.has(event.name)), new Date(this.clock.now().getTime() + AFTER_FAULT_MS));
    return leased.filter((event) => !failed.has(event.name));
  }

  private async giveBack(events: readonly LeasedEvent[], until: Date | null): Promise<void> {
    await this.db.pool.query('UPDATE "Event" SET "leasedUntil" = $2 WHERE "id" = ANY($1::uuid[]) AND "relayedAt" IS NULL', [events.map((event) => event.id), until]);
  }

  async mark(events: readonly LeasedEvent[]): Promise<void> {
    await this.db.pool.query({
      name: 'relay-mark',
      text: 'UPDATE "Event" SET "relayedAt" = $2 WHERE "id" = ANY($1::uuid[])',
      values: [events.map((event) => event.id), this.clock.now()],
    });
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
    await this.running;
  }
}
