import { Database } from '../../server/src/platform/db.js';
import { SearchIndexService } from '../../server/src/search/search-index.service.js';
import type { TestApp } from './app.js';

/** What is known of these tickets can be found, as it is soon after they come to be. */
export const indexed = (app: TestApp, tickets: readonly { readonly id: string }[]): Promise<void> =>
  app.nest.get(Database).transaction((tx) => app.nest.get(SearchIndexService).know(tx, tickets.map(({ id }) => id)));
