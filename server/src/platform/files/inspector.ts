import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Log } from '../log.js';
import { Problem } from '../problem.js';
import type { Inspection, InspectionAnswer, InspectionOrder } from './inspection.types.js';

// Beside this file when built; the built one when this runs from source.
const PROGRAM = ['./inspector.main.js', '../../../../dist/server/src/platform/files/inspector.main.js'].map((place) => fileURLToPath(new URL(place, import.meta.url))).find((file) => existsSync(file));
const PATIENCE_MS = 20_000;
const IDLE_MS = 30_000;
const MOST_WAITING = 30;
const HEAP_MB = 192;

interface Job {
  readonly order: InspectionOrder;
  readonly done: (inspection: Inspection) => void;
}

/**
 * Looks into files in a process of its own, one at a time: it starts with the first file, ends when there is nothing
 * to do, is killed when a file keeps it too long, and takes nothing but itself with it when a file crashes it.
 */
@Injectable()
export class Inspector implements OnApplicationShutdown {
  private readonly waiting: Job[] = [];
  private current: Job | null = null;
  private child: ChildProcess | null = null;
  private timer: NodeJS.Timeout | null = null;
  private jobs = 0;

  constructor(private readonly log: Log) {}

  /** @throws Problem request/too_many while too many wait */
  inspect(order: Omit<InspectionOrder, 'job'>): Promise<Inspection> {
    if (this.waiting.length >= MOST_WAITING) return Promise.reject(new Problem('request/too_many', undefined, { retryAfterMs: 5_000 }));
    this.jobs += 1;
    const job = this.jobs;
    return new Promise((done) => {
      this.waiting.push({ order: { ...order, job }, done });
      this.next();
    });
  }

  private next(): void {
    if (this.current) return;
    const job = this.waiting.shift();
    this.restartTimer(job ? PATIENCE_MS : IDLE_MS);
    if (!job) return;
    this.current = job;
    const child = this.child ?? this.start();
    child.send(job.order, (fault) => {
      if (fault) this.lose(child, fault.message);
    });
  }

  private start(): ChildProcess {
    if (!PROGRAM) throw new Error('the inspector is not built');
    // Nothing of our environment: no secret, no address of the database.
    const child = fork(PROGRAM, [], { env: {}, execArgv: [`--max-old-space-size=${HEAP_MB}`], stdio: ['ignore', 'ignore', 'ignore', 'ipc'], serialization: 'json' });
    child.on('message', (answer: InspectionAnswer) => {
      if (answer.job === this.current?.order.job) this.finish(answer);
    });
    child.on('error', (fault) => this.lose(child, fault.message));
    child.on('exit', (code, signal) => this.lose(child, `ended with ${signal ?? code}`));
    // Idle, it keeps nobody from ending.
    child.unref();
    child.channel?.unref();
    this.child = child;
    return child;
  }

  private finish(inspection: Inspection): void {
    const done = this.current?.done;
    this.current = null;
    done?.(inspection);
    this.next();
  }

  private lose(child: ChildProcess, why: string): void {
    if (this.child !== child) return;
    this.child = null;
    child.kill('SIGKILL');
    if (!this.current) return;
    this.log.warn({ why }, 'a file could not be inspected');
    this.finish({ outcome: 'unreadable' });
  }

  private restartTimer(ms: number): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (this.child) this.lose(this.child, 'took too long');
    }, ms);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    if (this.timer) clearTimeout(this.timer);
    const { child } = this;
    this.child = null;
    child?.kill('SIGKILL');
  }
}
