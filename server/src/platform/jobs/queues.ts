import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { createPostgresBackend, type JobsOptions, Queue, setDefaultBackendFactory, Worker } from 'bullmq';
import type { Env } from '../env.js';
import { Log } from '../log.js';
import { Reactions } from '../events/reactions.js';
import { ENV } from '../tokens.js';

export interface ReactionJob {
  eventId: string;
  reaction: string;
}

const NAME = 'reactions';
const REST_MS = 1_000;
// Without these a connection that dies without a word is waited for without end, at the start even before we serve.
const PATIENCE = { connectionTimeoutMillis: 5_000, statement_timeout: 14_000, query_timeout: 15_000, idle_in_transaction_session_timeout: 20_000 };
const RETRIES: JobsOptions = { attempts: 10, backoff: { type: 'exponential', delay: 500 }, removeOnComplete: { age: 3600, count: 1000 }, removeOnFail: { age: 7 * 24 * 3600, count: 5000 } };

/**
 * BullMQ, on PostgreSQL unless REDIS_URL is set. It only carries: whatever must happen is a row that a sweep or
 * the relay finds again, so a queue that loses everything costs time and nothing else.
 */
@Injectable()
export class Queues implements OnApplicationBootstrap, OnApplicationShutdown {
  private queue: Queue<ReactionJob> | null = null;
  private worker: Worker<ReactionJob> | null = null;
  private resting: NodeJS.Timeout | null = null;

  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly reactions: Reactions,
    private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.env.roles.includes('worker')) return;
    if (!this.env.REDIS_URL) setDefaultBackendFactory(createPostgresBackend);
    const queue = new Queue<ReactionJob>(NAME, { connection: this.connection(), defaultJobOptions: RETRIES });
    queue.on('error', (fault) => this.log.warn({ fault: fault.message }, 'the job queue is out of reach'));
    await queue.waitUntilReady();
    this.queue = queue;
    this.worker = new Worker<ReactionJob>(NAME, (job) => this.reactions.run(job.data.reaction, job.data.eventId), {
      connection: this.connection(),
      concurrency: 4,
    });
    this.worker.on('error', (fault) => {
      this.log.warn({ fault: fault.message }, 'the job worker is out of reach');
      this.rest();
    });
    this.worker.on('failed', (job, fault) => this.log.error({ fault, job: job?.id, attempt: job?.attemptsMade }, 'a reaction failed'));
  }

  // The worker waits by itself only where Redis is away; for a database that is away it would ask again at once, for ever.
  private rest(): void {
    const { worker } = this;
    if (!worker || this.resting) return;
    this.resting = setTimeout(() => {
      this.resting = null;
      worker.resume().catch((fault: unknown) => this.log.warn({ fault }, 'the job worker did not resume'));
    }, REST_MS);
    worker.pause(true).catch((fault: unknown) => this.log.warn({ fault }, 'the job worker did not pause'));
  }

  private connection() {
    if (this.env.REDIS_URL) return { url: this.env.REDIS_URL, maxRetriesPerRequest: null };
    return { connectionString: this.env.DATABASE_URL, schema: 'bullmq', migrate: true, max: 4, ...PATIENCE };
  }

  async addReactions(jobs: readonly ReactionJob[]): Promise<void> {
    if (!this.queue) throw new Error('the job queue is not ready');
    await this.queue.addBulk(jobs.map((data) => ({ name: data.reaction, data, opts: { jobId: `${data.eventId}.${data.reaction}` } })));
  }

  /** Jobs that gave up: shown to admins, retried by hand. */
  async failedCount(): Promise<number> {
    return (await this.queue?.getFailedCount()) ?? 0;
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.resting) clearTimeout(this.resting);
    await this.worker?.close();
    await this.queue?.close();
  }
}
