import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/db.js';
import { Every } from '../platform/jobs/every.decorator.js';
import { KEPT_MS } from './proof.rules.js';

/** What a proof leaves behind is kept only for as long as it is counted. */
@Injectable()
export class ProofsJobs {
  constructor(private readonly db: Database, @Inject(Clock) private readonly clock: Clock) {}

  /** Codes that are over long since, and addresses that nobody proved: somebody else's may have been typed. */
  @Every(15 * 60_000)
  async forgetOld(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEPT_MS);
    await this.db.prisma.proofCode.deleteMany({ where: { createdAt: { lt: before } } });
    await this.db.prisma.addressProof.updateMany({ where: { state: { in: ['withdrawn', 'replaced'] }, endedAt: { lt: before }, address: { not: null } }, data: { address: null } });
  }
}
