import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { type ConnectionOptions, createPostgresBackend, type JobsOptions, Queue, setDefaultBackendFactory, Worker } from 'bullmq';
import type { Env } from '../env.js';
import { Reactions } from '../events/reactions.js';
import { Log } from '../log.js';
import { Peers } from '../nodes/peers.js';
import { RedisLinks } from '../nodes/redis.js';
import { ENV } from '../tokens.js';

export interface ReactionJob {
  eventId: string;
  reaction: string;
}

const NAME = 'reactions';
const REST_MS = 1_000;
const CLOSING_MS = 4_000;
// Without these a connection that dies without a word is waited for without end, at the start even before we serve.
const PATIENCE = { connectionTimeoutMillis: 5_000, statement_timeout: 14_000, query_timeout: 15_000, idle_in_transaction_session_timeout: 20_000 };
// The worker's connections wait for jobs up to ten seconds at a time; a longer silence is a dead connection.
const BLOCKING = { maxRetriesPerRequest: null, connectTimeout: 5_000, commandTimeout: 15_000, socketTimeout: 15_000, retryStrategy: (times: number) => Math.min(100 * times, 1_000) };
const RETRIES: JobsOptions = { attempts: 10, backoff: { type: 'exponential', delay: 500 }, removeOnComplete: { age: 3600, count: 1000 }, removeOnFail: { age: 7 * 24 * 3600, count: 5000 } };
// The job of a worker that died is another's after this long; a reaction itself ends after 15 s in any case.
const LOCK_MS = 20_000;
const LOOK_FOR_DEAD_MS = 10_000;

interface Line {
  readonly queue: Queue<ReactionJob>;
  readonly worker: Worker<ReactionJob>;
}

/**
 * BullMQ, on PostgreSQL unless REDIS_URL is set. It only carries: whatever must happen is a row that a sweep or
 * the relay finds again, so a queue that loses everything costs time and nothing else.
 */
@Injectable()
export class Queues implements OnApplicationBootstrap, OnApplicationShutdown {
  private line: Line | null = null;
  private isReady = false;
  private resting: NodeJS.Timeout | null = null;
  private readonly ending = new AbortController();
  private opening: Promise<void> = Promise.resolve();

  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly reactions: Reactions,
    private readonly links: RedisLinks,
    private readonly peers: Peers,
    private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.env.roles.includes('worker')) return;
    if (this.env.REDIS_URL) this.opening = this.openOnRedis();
    else await this.openOnPostgres();
  }

  private async openOnPostgres(): Promise<void> {
    setDefaultBackendFactory(createPostgresBackend);
    const connection = { connectionString: this.env.DATABASE_URL, schema: 'bullmq', migrate: true, max: 4, ...PATIENCE };
    const queue = this.newQueue(connection);
    await queue.waitUntilReady();
    this.line = { queue, worker: this.newWorker(connection) };
    this.line.worker.on('error', () => this.rest());
    this.isReady = true;
  }

  // The start does not wait for Redis. While it is away the relay runs the reactions itself.
  private async openOnRedis(): Promise<void> {
    const [forQueue, forWorker] = [this.links.brisk('queue'), this.links.open('worker', BLOCKING)];
    if (!forQueue || !forWorker) return;
    while (!this.ending.signal.aborted) {
      setDefaultBackendFactory();
      const line = { queue: this.newQueue(forQueue), worker: this.newWorker(forWorker) };
      this.line = line;
      try {
        await Promise.all([line.queue.waitUntilReady(), line.worker.waitUntilReady()]);
        this.isReady = true;
        return;
      } catch (fault) {
        this.log.warn({ fault: String(fault) }, 'the job queue did not open; it will be tried again');
      }
      await this.close(line);
      await pause(REST_MS, undefined, { signal: this.ending.signal }).catch(() => undefined);
    }
  }

  private newQueue(connection: ConnectionOptions): Queue<ReactionJob> {
    const queue = new Queue<ReactionJob>(NAME, { connection, defaultJobOptions: RETRIES, ...this.prefix() });
    queue.on('error', (fault) => this.log.warn({ fault: fault.message }, 'the job queue is out of reach'));
    return queue;
  }

  private newWorker(connection: ConnectionOptions): Worker<ReactionJob> {
    const worker = new Worker<ReactionJob>(NAME, (job) => this.reactions.run(job.data.reaction, job.data.eventId), {
      connection, concurrency: 4, lockDuration: LOCK_MS, stalledInterval: LOOK_FOR_DEAD_MS, ...this.prefix(),
    });
    worker.on('error', (fault) => this.log.warn({ fault: fault.message }, 'the job worker is out of reach'));
    worker.on('failed', (job, fault) => this.log.error({ fault, job: job?.id, attempt: job?.attemptsMade }, 'a reaction failed'));
    return worker;
  }

  // Two desks may share one Redis. In PostgreSQL the desk's own database keeps them apart.
  private prefix(): { prefix?: string } {
    return this.env.REDIS_URL ? { prefix: `${this.peers.space}:jobs` } : {};
  }

  // The worker waits by itself only where Redis is away; for a database that is away it would ask again at once, for ever.
  private rest(): void {
    const worker = this.line?.worker;
    if (!worker || this.resting) return;
    this.resting = setTimeout(() => {
      this.resting = null;
      worker.resume().catch((fault: unknown) => this.log.warn({ fault }, 'the job worker did not resume'));
    }, REST_MS);
    worker.pause(true).catch((fault: unknown) => this.log.warn({ fault }, 'the job worker did not pause'));
  }

  /** @throws when the queue cannot be reached now; it may have taken them all the same */
  async addReactions(jobs: readonly ReactionJob[]): Promise<void> {
    if (!this.line || !this.isReady) throw new Error('the job queue is not ready');
    await this.line.queue.addBulk(jobs.map((data) => ({ name: data.reaction, data, opts: { jobId: `${data.eventId}.${data.reaction}` } })));
  }

  /** Jobs that gave up: shown to admins, retried by hand. */
  async failedCount(): Promise<number> {
    return (await this.line?.queue.getFailedCount()) ?? 0;
  }

  // What Redis does not answer is not waited for.
  private async close({ worker, queue }: Line): Promise<void> {
    const closed = worker.close().then(() => queue.close());
    await Promise.race([closed.catch((fault: unknown) => this.log.warn({ fault: String(fault) }, 'the job queue did not close')), pause(CLOSING_MS, undefined, { ref: false })]);
  }

  async onApplicationShutdown(): Promise<void> {
    this.ending.abort();
    if (this.resting) clearTimeout(this.resting);
    if (this.line) await this.close(this.line);
    await this.opening;
  }
}
