import { setTimeout as rest } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Every } from '../platform/jobs/every.decorator.js';
import { ImportReading } from './import-reading.service.js';
import { ImportRemoval } from './import-removal.service.js';
import { ImportWalk } from './import-walk.service.js';

const TURN_MS = 4_000;

interface Work {
  /** One portion. @returns whether there is more to do */
  step(): Promise<boolean>;
}

/** Imports go on here, also those whose process was killed: rows say how far each got. */
@Injectable()
export class ImportsJobs {
  constructor(private readonly reading: ImportReading, private readonly walk: ImportWalk, private readonly removal: ImportRemoval) {}

  /** A portion of each kind of work after the other, and after each as much rest as it took: whoever works by hand waits for nothing. */
  @Every(1_000)
  async workOff(): Promise<void> {
    const until = performance.now() + TURN_MS;
    const works = new Set<Work>([this.reading, this.walk, this.removal]);
    const faults: unknown[] = [];
    for (let more = true; more && performance.now() < until; ) {
      const began = performance.now();
      more = false;
      for (const work of works) {
        try {
          more = (await work.step()) || more;
        } catch (fault) {
          // What one kind of work stumbles over is tried again in the next turn, and holds up neither of the others.
          works.delete(work);
          faults.push(fault);
        }
      }
      if (more) await rest(performance.now() - began);
    }
    if (faults.length > 0) throw faults[0];
  }

  @Every(30_000)
  async forget(): Promise<void> {
    await this.removal.forget();
    await this.removal.forgetBytes();
  }
}
