import { Module } from '@nestjs/common';
import { TicketsModule } from '../tickets/tickets.module.js';
import { SearchController } from './search.controller.js';
import { SearchIndexService } from './search-index.service.js';
import { SearchJobs } from './search.jobs.js';
import { SearchReactions } from './search.reactions.js';
import { SearchService } from './search.service.js';

@Module({
  imports: [TicketsModule],
  controllers: [SearchController],
  providers: [SearchIndexService, SearchJobs, SearchReactions, SearchService],
  exports: [SearchIndexService, SearchService],
})
export class SearchModule {}
