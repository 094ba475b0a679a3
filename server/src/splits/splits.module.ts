import { Module } from '@nestjs/common';
import { RelationsModule } from '../relations/relations.module.js';
import { TicketsModule } from '../tickets/tickets.module.js';
import { SplitReading } from './split-reading.service.js';
import { SplitsController } from './splits.controller.js';
import { SplitsRooms } from './splits.rooms.js';
import { SplitsService } from './splits.service.js';

@Module({
  imports: [RelationsModule, TicketsModule],
  controllers: [SplitsController],
  providers: [SplitReading, SplitsRooms, SplitsService],
  exports: [SplitsService],
})
export class SplitsModule {}
