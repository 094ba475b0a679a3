import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/db.js';
import { Every } from '../platform/jobs/every.decorator.js';
import { SESSION_IDLE_MS } from './session.rules.js';

const HOUR = 3_600_000;
/** Used and expired links, and leases of processes long gone, are kept a while for whoever has to look into something. */
const KEPT_MS = 30 * 24 * HOUR;

/** Clears away what is over; it has no effect any more long before. */
@Injectable()
export class AccountsJobs {
  constructor(
    private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Every(HOUR)
  async clear(): Promise<void> {
    const now = this.clock.now();
    const ago = (ms: number) => new Date(now.getTime() - ms);
    await this.db.prisma.session.deleteMany({ where: { OR: [{ expiresAt: { lt: now } }, { lastSeenAt: { lt: ago(SESSION_IDLE_MS) } }] } });
    await this.db.prisma.accountLink.deleteMany({ where: { expiresAt: { lt: ago(KEPT_MS) } } });
    await this.db.prisma.socketLease.deleteMany({ where: { seenAt: { lt: ago(KEPT_MS) } } });
  }
}
