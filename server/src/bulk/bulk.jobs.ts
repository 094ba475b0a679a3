import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/db.js';
import { Every } from '../platform/jobs/every.decorator.js';
import { BulkWorkService } from './bulk-work.service.js';

const TURN_MS = 4_000;
const KEPT_MS = 30 * 24 * 3_600_000;

/** Changes of many tickets go on here, also those whose process was killed. */
@Injectable()
export class BulkJobs {
  constructor(private readonly db: Database, private readonly work: BulkWorkService, @Inject(Clock) private readonly clock: Clock) {}

  @Every(1_000)
  async workOff(): Promise<void> {
    await this.work.turn(TURN_MS);
  }

  /** Nobody undoes anything after a month. */
  @Every(3_600_000)
  async forget(): Promise<void> {
    await this.db.prisma.bulkChange.deleteMany({ where: { finishedAt: { lt: new Date(this.clock.now().getTime() - KEPT_MS) } } });
  }
}
