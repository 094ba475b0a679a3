import { Injectable } from '@nestjs/common';
import { Database } from '../platform/db.js';
import { Every } from '../platform/jobs/every.decorator.js';
import { SearchIndexService } from './search-index.service.js';

/** So many at once: to tell words apart stops the process for that long. */
const MOST = 40;
/** So many times in a turn: while everybody writes, being found waits. */
const OFTEN = 8;

/** Makes found what was said, a few seconds after it; on the first start of this version also what was said before. */
@Injectable()
export class SearchJobs {
  constructor(private readonly db: Database, private readonly index: SearchIndexService) {}

  @Every(2_000)
  async follow(): Promise<void> {
    for (let turn = 0; turn < OFTEN; turn += 1) {
      const found = await this.db.transaction((tx) => this.index.follow(tx, MOST));
      if (found < MOST) return;
    }
  }
}
