import { Inject, Injectable } from '@nestjs/common';
import { SYSTEM } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/db.js';
import { Every } from '../platform/jobs/every.decorator.js';
import { KEPT_MS } from './notice.rules.js';
import { NoticeSweep } from './notice-sweep.service.js';
import { NoticesService } from './notices.service.js';

const PAGE = 50;
/** So many pages in a turn; what is left is due in the next, the longest due first. */
const PAGES = 20;

/** Notices that nobody looked at, and those that are over. */
@Injectable()
export class FollowersJobs {
  constructor(private readonly db: Database, private readonly sweep: NoticeSweep, private readonly notices: NoticesService, @Inject(Clock) private readonly clock: Clock) {}

  @Every(10_000)
  async tellUnseen(): Promise<void> {
    for (let page = 0; page < PAGES; page += 1) {
      const found = await this.db.transaction((tx) => this.sweep.look(tx, SYSTEM, PAGE));
      if (found < PAGE) return;
    }
  }

  @Every(60_000)
  async forget(): Promise<void> {
    await this.notices.forget(new Date(this.clock.now().getTime() - KEPT_MS));
  }
}
