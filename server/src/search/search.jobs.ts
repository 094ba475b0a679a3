import { Injectable } from '@nestjs/common';
import { Database } from '../platform/db.js';
import { Every } from '../platform/jobs/every.decorator.js';
import { SearchIndexService } from './search-index.service.js';

/** So many in a turn: while everybody writes, being found waits. */
const MOST = 300;

/** Makes found what was said, a few seconds after it; on the first start of this version also what was said before. */
@Injectable()
export class SearchJobs {
  constructor(private readonly db: Database, private readonly index: SearchIndexService) {}

  @Every(2_000)
  async follow(): Promise<void> {
    await this.db.transaction((tx) => this.index.follow(tx, MOST));
  }
}
