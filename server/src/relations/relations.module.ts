import { Module } from '@nestjs/common';
import { SearchModule } from '../search/search.module.js';
import { TicketsModule } from '../tickets/tickets.module.js';
import { RelationReading } from './relation-reading.service.js';
import { RelationsController } from './relations.controller.js';
import { RelationsRooms } from './relations.rooms.js';
import { RelationsService } from './relations.service.js';

@Module({
  imports: [SearchModule, TicketsModule],
  controllers: [RelationsController],
  providers: [RelationReading, RelationsRooms, RelationsService],
  exports: [RelationsService],
})
export class RelationsModule {}
