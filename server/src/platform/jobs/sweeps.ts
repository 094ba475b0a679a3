import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { Pool } from 'pg';
import { newPool } from '../db.js';
import type { Env } from '../env.js';
import { Log } from '../log.js';
import { ENV } from '../tokens.js';
import { SWEEPS, type SweepMark } from './every.decorator.js';

interface Sweep {
  readonly name: string;
  readonly everyMs: number;
  readonly run: () => Promise<void>;
}

/** So many run at once in this process; the others wait for their turn. */
const MOST_AT_ONCE = 16;
/** The database ends a transaction that says nothing for 20 s: how a process that hangs or is cut off loses its turn. */
const AWAKE_EVERY_MS = 5_000;

/** Finds every `@Every` at boot and runs them on the scheduler, one process at a time per sweep. */
@Injectable()
export class Sweeps implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly sweeps: Sweep[] = [];
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly underWay = new Map<Sweep, Promise<void>>();
  /** Locks are held on connections of their own: a sweep needs one of the common ones for what it does, and must not find them all taken by its like. */
  private readonly locks: Pool;

  constructor(private readonly discovery: DiscoveryService, private readonly log: Log, @Inject(ENV) private readonly env: Env) {
    this.locks = newPool(env, MOST_AT_ONCE);
    this.locks.on('error', (fault) => this.log.warn({ fault: fault.message }, 'an idle connection for locks broke'));
  }

  onApplicationBootstrap(): void {
    for (const { instance } of this.discovery.getProviders()) {
      if (typeof instance !== 'object' || instance === null) continue;
      const marks: SweepMark[] = Reflect.getMetadata(SWEEPS, Object.getPrototypeOf(instance) ?? instance) ?? [];
      for (const { everyMs, method } of marks) {
        const run: unknown = Reflect.get(instance, method);
        if (typeof run !== 'function') throw new Error(`${instance.constructor.name}.${method} is not a method`);
        this.sweeps.push({ name: `${instance.constructor.name}.${method}`, everyMs, run: () => run.call(instance) });
      }
    }
    if (!this.env.roles.includes('scheduler')) return;
    for (const sweep of this.sweeps) this.timers.add(setInterval(() => this.start(sweep), sweep.everyMs));
  }

  private start(sweep: Sweep): void {
    if (this.underWay.has(sweep)) return;
    const turn = this.alone(sweep).catch((fault: unknown) => this.log.warn({ fault, sweep: sweep.name }, 'a sweep will try again'));
    this.underWay.set(sweep, turn);
    void turn.finally(() => this.underWay.delete(sweep));
  }

  // The lock lives as long as its transaction, so a killed process holds nothing; a sweep that takes its time keeps it awake.
  private async alone(sweep: Sweep): Promise<void> {
    const client = await this.locks.connect();
    // The pool listens only to idle connections: a busy one that breaks (database restart) would end the process.
    const broken = (fault: Error) => this.log.warn({ fault: fault.message, sweep: sweep.name }, 'the database went away during a sweep');
    client.on('error', broken);
    const awake = setInterval(() => void client.query('SELECT 1').catch(broken), AWAKE_EVERY_MS);
    try {
      await client.query('BEGIN');
      const { rows } = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS mine', [sweep.name]);
      if (rows[0]?.mine) await sweep.run();
    } finally {
      clearInterval(awake);
      await client.query('ROLLBACK').then(() => client.release(), (fault: unknown) => client.release(fault instanceof Error ? fault : true));
      client.off('error', broken);
    }
  }

  /** Every sweep once, in order: what `settle()` of the tests does after setting the clock. */
  async runAll(): Promise<void> {
    for (const sweep of this.sweeps) await sweep.run();
  }

  async onApplicationShutdown(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    await Promise.all(this.underWay.values());
    await this.locks.end();
  }
}
