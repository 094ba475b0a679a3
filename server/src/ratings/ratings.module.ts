import { Module } from '@nestjs/common';
import { TicketsModule } from '../tickets/tickets.module.js';
import { RatingBoardService } from './rating-board.service.js';
import { RatingsController } from './ratings.controller.js';
import { RatingsRooms } from './ratings.rooms.js';
import { RatingsService } from './ratings.service.js';
import { RatingsWidgetController } from './ratings.widget.controller.js';

@Module({
  imports: [TicketsModule],
  controllers: [RatingsWidgetController, RatingsController],
  providers: [RatingsService, RatingBoardService, RatingsRooms],
})
export class RatingsModule {}
