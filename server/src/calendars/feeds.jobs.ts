import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Every } from '../platform/jobs/every.decorator.js';
import { FeedsService } from './feeds.service.js';

/** Subscribed calendars are read again twice a day, and an hour after it went wrong. */
@Injectable()
export class FeedsJobs {
  constructor(
    private readonly db: Database,
    private readonly feeds: FeedsService,
  ) {}

  @Every(60_000)
  async readDueFeeds(): Promise<void> {
    for (const id of await this.feeds.due()) {
      const read = await this.feeds.fetch(id);
      await this.db.transaction((tx) => this.feeds.keep(tx, SYSTEM, read));
    }
  }
}
