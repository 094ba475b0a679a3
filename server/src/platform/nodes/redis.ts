import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Redis, type RedisOptions } from 'ioredis';
import { type Env, EnvironmentFault } from '../env.js';
import { Log } from '../log.js';
import { ENV } from '../tokens.js';

const PING_MS = 1_000;
/** Without a word for so long after something was asked, a connection counts as dead, whatever TCP believes. */
const SILENT_MS = 2_500;
/** How long a start waits for Redis before it goes on without. */
const PATIENCE_MS = 2_000;

const BRISK: RedisOptions = {
  // Nothing may wait for Redis: what cannot be said now fails now.
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  autoResubscribe: false,
  maxRetriesPerRequest: 0,
  commandTimeout: SILENT_MS,
  socketTimeout: SILENT_MS,
  connectTimeout: SILENT_MS,
  retryStrategy: (times) => Math.min(100 * times, 1_000),
};

/** The connections to Redis, if REDIS_URL names one. It carries what may get lost, and nobody waits for it. */
@Injectable()
export class RedisLinks implements OnModuleInit, OnApplicationShutdown {
  private readonly links: Redis[] = [];
  private readonly pings: NodeJS.Timeout[] = [];
  /** For short commands; null when there is no Redis to use. */
  readonly commands: Redis | null;

  constructor(private readonly log: Log, @Inject(ENV) private readonly env: Env) {
    this.commands = this.brisk('commands');
  }

  /** A connection that fails at once while Redis is away, and finds out within seconds that it is. */
  brisk(purpose: string): Redis | null {
    const link = this.open(purpose, BRISK);
    if (!link) return null;
    // An answer is what the connection's own clock waits for; that there is none shows as its end.
    this.pings.push(setInterval(() => void (link.status === 'ready' && link.ping().catch(() => undefined)), PING_MS));
    return link;
  }

  /** A connection of its own with other habits. */
  open(purpose: string, habits: RedisOptions): Redis | null {
    if (!this.env.REDIS_URL) return null;
    const link = new Redis(this.env.REDIS_URL, { ...habits, connectionName: `aftercare-${purpose}` });
    let said = '';
    link.on('ready', () => {
      said = '';
    });
    link.on('error', (fault: Error) => {
      if (said !== fault.message) this.log.warn({ fault: fault.message, purpose }, 'Redis is out of reach');
      said = fault.message;
    });
    this.links.push(link);
    return link;
  }

  /** @throws EnvironmentFault for a Redis that would throw jobs away */
  async onModuleInit(): Promise<void> {
    const { commands } = this;
    if (!commands) return;
    if (await this.answers(commands)) return this.requireNoEviction(commands);
    // Whatever is lost meanwhile is found again; a node must be able to come back while Redis is away.
    this.log.warn({}, 'Redis does not answer; starting without it until it does');
    return undefined;
  }

  private answers(link: Redis): Promise<boolean> {
    if (link.status === 'ready') return Promise.resolve(true);
    return new Promise((resolve) => {
      const late = setTimeout(() => resolve(false), PATIENCE_MS);
      link.once('ready', () => {
        clearTimeout(late);
        resolve(true);
      });
    });
  }

  private async requireNoEviction(link: Redis): Promise<void> {
    const policy = /^maxmemory_policy:(\S+)/m.exec(await link.info('memory'))?.[1];
    if (policy === 'noeviction') return;
    this.onApplicationShutdown();
    throw new EnvironmentFault(`REDIS_URL: this Redis has maxmemory-policy ${policy ?? 'unknown'} and would throw jobs away when it is full; set it to noeviction`);
  }

  onApplicationShutdown(): void {
    for (const ping of this.pings) clearInterval(ping);
    for (const link of this.links) link.disconnect();
  }
}
