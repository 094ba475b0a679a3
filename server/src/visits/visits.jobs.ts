import { Inject, Injectable } from '@nestjs/common';
import { SYSTEM } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/db.js';
import { Every } from '../platform/jobs/every.decorator.js';
import { InvitesService } from './invites.service.js';
import { KEPT_DAYS, OPEN_INVITE } from './visit.rules.js';

const MOST = 200;
const DAY_MS = 24 * 3_600_000;

/** What the clock does to visits and invites. */
@Injectable()
export class VisitsJobs {
  constructor(private readonly db: Database, private readonly invites: InvitesService, @Inject(Clock) private readonly clock: Clock) {}

  @Every(5_000)
  async expireInvites(): Promise<void> {
    const due = await this.db.prisma.invite.findMany({ where: { state: { in: [...OPEN_INVITE] }, expiresAt: { lte: this.clock.now() } }, select: { id: true }, orderBy: { id: 'asc' }, take: MOST });
    await this.db.eachDue(
      due.map(({ id }) => id),
      (tx, id) => this.invites.expire(tx, SYSTEM, id),
    );
  }

  @Every(15 * 60_000)
  async forgetOldVisits(): Promise<void> {
    await this.db.prisma.visit.deleteMany({ where: { seenAt: { lt: new Date(this.clock.now().getTime() - KEPT_DAYS * DAY_MS) } } });
  }
}
