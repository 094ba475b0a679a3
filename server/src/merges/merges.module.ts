import { Module } from '@nestjs/common';
import { CustomersModule } from '../customers/customers.module.js';
import { PromisesModule } from '../promises/promises.module.js';
import { SearchModule } from '../search/search.module.js';
import { TicketsModule } from '../tickets/tickets.module.js';
import { MergeCandidatesService } from './merge-candidates.service.js';
import { MergeUndoService } from './merge-undo.service.js';
import { MergesController } from './merges.controller.js';
import { MergesRooms } from './merges.rooms.js';
import { MergesService } from './merges.service.js';

@Module({
  imports: [CustomersModule, PromisesModule, SearchModule, TicketsModule],
  controllers: [MergesController],
  providers: [MergeCandidatesService, MergeUndoService, MergesRooms, MergesService],
  exports: [MergesService],
})
export class MergesModule {}
