import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Every } from '../platform/jobs/every.decorator.js';
import { Log } from '../platform/log.js';
import { FeedsService } from './feeds.service.js';

/** Subscribed calendars are read again twice a day, and an hour after it went wrong. */
@Injectable()
export class FeedsJobs {
  constructor(
    private readonly db: Database,
    private readonly feeds: FeedsService,
    private readonly log: Log,
  ) {}

  /** All at once: each may take ten seconds. */
  @Every(60_000)
  async readDueFeeds(): Promise<void> {
    await Promise.all((await this.feeds.due()).map((id) => this.readOne(id)));
  }

  // One that cannot be kept, or was removed meanwhile, is nobody else's business.
  private async readOne(id: string): Promise<void> {
    try {
      const read = await this.feeds.fetch(id);
      await this.db.transaction((tx) => this.feeds.keep(tx, SYSTEM, read));
    } catch (fault) {
      this.log.warn({ fault, feed: id }, 'a calendar elsewhere will be read again');
    }
  }
}
