import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import type { Env } from '../env.js';
import { Log } from '../log.js';
import { Peers } from '../nodes/peers.js';
import { ENV } from '../tokens.js';
import { Hints, type Told } from './hints.js';

const POLL_MS = 600;
/** What was promised: nobody gets anything two seconds after a right of his is gone. */
const FRESH_MS = 1_900;
/** After a lapse everything is looked for, not only what must be certain. */
const WIDE_MS = 5_000;

// A transaction lasts 15 s at most, so nothing commits that is recorded longer ago than this.
const RECENT = `SELECT "id", "name", "subject", "payload" FROM "Event"
  WHERE "recordedAt" > clock_timestamp() - interval '30 seconds' AND "name" <> 'message.posted' AND "name" = ANY($1) ORDER BY "id"`;
const UNLINKED = `SELECT EXISTS (SELECT 1 FROM "Node" WHERE "id" <> $1 AND NOT "isLinked" AND "seenAt" > clock_timestamp() - interval '10 seconds') AS "any"`;

/**
 * Finds what other processes committed and this one was not told. While all nodes are linked only what rights hang
 * on, otherwise everything that would be told. Asks on a connection of its own, because a busy pool would make it late.
 */
@Injectable()
export class EventWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private pool: pg.Pool | null = null;
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;
  private freshAt = Number.NEGATIVE_INFINITY;
  private wideUntil = 0;
  private strained = false;
  private withheld = false;
  private readonly watchers: (() => void)[] = [];

  constructor(private readonly hints: Hints, private readonly peers: Peers, private readonly log: Log, @Inject(ENV) private readonly env: Env) {}

  /** False when somebody may have lost a right without this process knowing yet: then nothing may be handed out. */
  isFresh(): boolean {
    return this.pool === null || performance.now() - this.freshAt < FRESH_MS;
  }

  /** Some process is cut off from the others: what one does the other learns only by asking. */
  get isStrained(): boolean {
    return this.strained;
  }

  /** Something was not handed out because nobody could tell who may have it; watchers are called when that is over. */
  withhold(): void {
    this.withheld = true;
  }

  /** Called when something may have been missed and can be had again. */
  onLapse(watcher: () => void): void {
    this.watchers.push(watcher);
  }

  async onApplicationBootstrap(): Promise<void> {
    if (this.peers.isAlone || !this.env.roles.includes('sockets')) return;
    this.pool = new pg.Pool({
      connectionString: this.env.DATABASE_URL, max: 1, connectionTimeoutMillis: 1_500, statement_timeout: 1_000, query_timeout: 1_200,
      idleTimeoutMillis: 0, application_name: 'aftercare-watch',
    });
    this.pool.on('error', (fault) => this.log.warn({ fault: fault.message }, 'the watch over events lost its connection'));
    this.strained = !this.peers.isLinked;
    this.peers.onReunion(() => this.lapsed());
    // Nobody is connected yet, so what was before concerns nobody.
    await this.turn((told) => this.hints.skip(told.id));
  }

  private async turn(meet: (told: Told) => void): Promise<void> {
    const began = performance.now();
    try {
      await this.look(meet);
      this.freshAt = began;
      if (this.withheld) this.lapsed();
      this.withheld = false;
    } catch (fault) {
      this.log.warn({ fault: String(fault) }, 'what other processes did is not known at the moment');
    }
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.running = this.turn((known) => this.meet(known));
    }, POLL_MS);
  }

  private async look(meet: (told: Told) => void): Promise<void> {
    const { pool } = this;
    if (!pool) return;
    const { rows: [unlinked] } = await pool.query<{ any: boolean }>({ name: 'watch-nodes', text: UNLINKED, values: [this.peers.id] });
    const strained = !this.peers.isLinked || unlinked?.any === true;
    const wide = strained || this.strained || performance.now() < this.wideUntil;
    const { rows } = await pool.query<Told>({ name: 'watch-events', text: RECENT, values: [this.hints.names(wide ? 'everywhere' : 'certainly')] });
    for (const row of rows) meet(row);
    const isOver = this.strained && !strained;
    this.strained = strained;
    if (isOver) this.lapsed();
  }

  private meet(told: Told): void {
    try {
      this.hints.found(told);
    } catch (fault) {
      this.log.error({ fault, event: told.name }, 'a hint that was found failed');
    }
  }

  private lapsed(): void {
    this.wideUntil = performance.now() + WIDE_MS;
    for (const watcher of this.watchers) watcher();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
    await this.running;
    await this.pool?.end();
  }
}
