import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { type Prisma, PrismaClient } from '#prisma/generated/client.js';
import { onceByKey, takeKey } from './edge/idempotency.js';
import { asProblem } from './problem.js';
import { ENV } from './tokens.js';
import type { Env } from './env.js';
import { Log } from './log.js';

export type Tx = Prisma.TransactionClient;
type Hook = () => void;
/** The event whose reaction this transaction is; its own events carry it on. */
export interface Cause {
  readonly id: string;
  readonly depth: number;
}
interface Context {
  readonly hooks: Hook[];
  readonly cause: Cause | null;
}

const contexts = new WeakMap<Tx, Context>();

function contextOf(tx: Tx): Context {
  const context = contexts.get(tx);
  if (!context) throw new Error('not a transaction of Database.transaction');
  return context;
}

/** Runs `hook` once the transaction has committed; never when it rolls back. For hints, never for obligations. */
export function afterCommit(tx: Tx, hook: Hook): void {
  contextOf(tx).hooks.push(hook);
}

export const causeOf = (tx: Tx): Cause | null => contextOf(tx).cause;

const RETRIES = 3;

/** Connections that notice by their own clock that the other side is gone. */
export function newPool(env: Env, max: number): pg.Pool {
  return new pg.Pool({
    connectionString: env.DATABASE_URL,
    max,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    statement_timeout: 5_000,
    // A connection can die without a word (a router that forgets it, a machine that is gone): only our own clock notices.
    // Longer than the database's limit, so that a merely slow statement is ended there and its outcome is known.
    query_timeout: 6_000,
    idle_in_transaction_session_timeout: 20_000,
    keepAlive: true,
    application_name: 'aftercare',
  });
}

/** PostgreSQL: one pool, Prisma's client on it, and `pool` itself for the few hot statements. */
@Injectable()
export class Database implements OnApplicationShutdown {
  readonly pool: pg.Pool;
  readonly prisma: PrismaClient;

  constructor(@Inject(ENV) env: Env, private readonly log: Log) {
    this.pool = newPool(env, env.DATABASE_POOL);
    // An idle connection that breaks (database restart) must not end the process; the pool replaces it.
    this.pool.on('error', (fault) => this.log.warn({ fault: fault.message }, 'an idle database connection broke'));
    this.prisma = new PrismaClient({ adapter: new PrismaPg(this.pool, { disposeExternalPool: false }), errorFormat: 'minimal' });
  }

  /** One transaction, opened at the edge. A deadlock or serialisation failure repeats it: verbs touch rows only. */
  async transaction<T>(verb: (tx: Tx) => Promise<T>, cause: Cause | null = null, timeout = 15_000): Promise<T> {
    const key = takeKey();
    for (let attempt = 1; ; attempt += 1) {
      const hooks: Hook[] = [];
      try {
        const result = await this.prisma.$transaction(
          (tx) => {
            contexts.set(tx, { hooks, cause });
            return onceByKey(tx, key, verb);
          },
          { maxWait: 5_000, timeout },
        );
        for (const hook of hooks) this.runHook(hook);
        return result;
      } catch (fault) {
        if (attempt >= RETRIES || !isContention(fault)) throw fault;
      }
    }
  }

  /**
   * Does `deed` for every due row, each in a transaction of its own. A row whose deed fails stays due and holds up none of
   * those behind it; where the database itself is away, the rest is left for the next turn.
   * @throws the one fault, or an AggregateError of all, when every row had its turn: a sweep that failed in part says so
   */
  async eachDue(ids: readonly string[], deed: (tx: Tx, id: string) => Promise<unknown>): Promise<void> {
    const faults: unknown[] = [];
    for (const id of ids) {
      try {
        await this.transaction((tx) => deed(tx, id));
      } catch (fault) {
        if (asProblem(fault).code === 'server/unavailable') throw fault;
        faults.push(fault);
      }
    }
    if (faults.length > 1) throw new AggregateError(faults, `${faults.length} due rows failed`);
    if (faults.length > 0) throw faults[0];
  }

  private runHook(hook: Hook): void {
    try {
      hook();
    } catch (fault) {
      this.log.error({ fault }, 'a hint after commit failed');
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.prisma.$disconnect();
    await this.pool.end();
  }
}

function isContention(fault: unknown): boolean {
  if (!(fault instanceof Error)) return false;
  const code: unknown = Reflect.get(fault, 'code');
  return code === 'P2034' || code === '40001' || code === '40P01' || /deadlock detected|could not serialize/.test(fault.message);
}
