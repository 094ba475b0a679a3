import { Inject, Injectable } from '@nestjs/common';
import { SYSTEM } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/db.js';
import { Every } from '../platform/jobs/every.decorator.js';
import { KEPT_MS } from './notice.rules.js';
import { NoticesService } from './notices.service.js';

/** Notices that nobody looked at, and those that are over. */
@Injectable()
export class FollowersJobs {
  constructor(private readonly db: Database, private readonly notices: NoticesService, @Inject(Clock) private readonly clock: Clock) {}

  @Every(10_000)
  async tellUnseen(): Promise<void> {
    await this.notices.keep();
    await this.db.eachDue(await this.notices.due(), (tx, id) => this.notices.tellUnseen(tx, SYSTEM, id));
  }

  @Every(60_000)
  async forget(): Promise<void> {
    await this.notices.forget(new Date(this.clock.now().getTime() - KEPT_MS));
  }
}
