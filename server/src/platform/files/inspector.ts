import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Log } from '../log.js';
import { Problem } from '../problem.js';
import { SideProcess } from '../side-process.js';
import type { Inspection, InspectionAnswer, InspectionOrder } from './inspection.types.js';

const MOST_WAITING = 30;
const PROGRAM = { path: 'files/inspector.main.js', patienceMs: 20_000, idleMs: 30_000, heapMb: 192 };

/** Looks into files in a process of its own, one at a time. */
@Injectable()
export class Inspector implements OnApplicationShutdown {
  private readonly process: SideProcess<Omit<InspectionOrder, 'job'>, InspectionAnswer>;

  constructor(log: Log) {
    this.process = new SideProcess(PROGRAM, (why) => log.warn({ why }, 'a file could not be inspected'));
  }

  /** @throws Problem request/too_many while too many wait */
  async inspect(order: Omit<InspectionOrder, 'job'>): Promise<Inspection> {
    if (this.process.queued >= MOST_WAITING) throw new Problem('request/too_many', undefined, { retryAfterMs: 5_000 });
    return (await this.process.ask(order)) ?? { outcome: 'unreadable' };
  }

  onApplicationShutdown(): void {
    this.process.end();
  }
}
