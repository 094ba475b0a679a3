import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../clock.js';
import { Database } from '../db.js';
import { Every } from '../jobs/every.decorator.js';
import type { Env } from '../env.js';
import { Log } from '../log.js';
import { Peers } from '../nodes/peers.js';
import { ENV } from '../tokens.js';
import { MAX_DEPTH, Reactions } from './reactions.js';

const AFTER_MS = 60_000;
const WITHIN_MS = 24 * 3_600_000;
const MOST = 20;
/** After Redis was away: it may have come back empty, and what it had is missed now and not in a minute. */
const AFTER_REUNION_MS = 3_000;

/**
 * Finds reactions that were handed to the queue and never ran to their end: the queue lost the job, or gave it up.
 * A day long each is tried again about once a minute; its receipt makes a second run do nothing.
 */
@Injectable()
export class OverdueReactions implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly reactions: Reactions,
    private readonly log: Log,
    private readonly peers: Peers,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(ENV) private readonly env: Env,
  ) {}

  onModuleInit(): void {
    if (!this.env.roles.includes('worker')) return;
    this.peers.onReunion(() => {
      const soon = setTimeout(() => {
        this.runOlderThan(AFTER_REUNION_MS).catch((fault: unknown) => this.log.warn({ fault }, 'overdue reactions are looked for within a minute'));
      }, AFTER_REUNION_MS);
      soon.unref();
    });
  }

  @Every(60_000)
  async runAgain(): Promise<void> {
    await this.runOlderThan(AFTER_MS);
  }

  private async runOlderThan(ms: number): Promise<void> {
    for (const { name, event } of this.reactions.all()) {
      for (const id of await this.without(name, event, ms)) {
        await this.reactions.run(name, id).catch((fault: unknown) => this.log.error({ fault, reaction: name, eventId: id }, 'an overdue reaction failed again'));
      }
    }
  }

  // In no order, so that a few that always fail cannot stand before the rest.
  private async without(reaction: string, event: string, olderThanMs: number): Promise<string[]> {
    const now = this.clock.now().getTime();
    const { rows } = await this.db.pool.query<{ id: string }>({
      name: 'overdue-reactions',
      text: `SELECT e."id" FROM "Event" e
             WHERE e."name" = $1 AND e."createdAt" > $2 AND e."relayedAt" < $3 AND e."depth" < $4
               AND NOT EXISTS (SELECT 1 FROM "Receipt" r WHERE r."eventId" = e."id" AND r."reaction" = $5)
             ORDER BY random() LIMIT ${MOST}`,
      values: [event, new Date(now - WITHIN_MS), new Date(now - olderThanMs), MAX_DEPTH, reaction],
    });
    return rows.map((row) => row.id);
  }
}
