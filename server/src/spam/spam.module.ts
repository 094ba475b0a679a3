import { Module } from '@nestjs/common';
import { TicketsModule } from '../tickets/tickets.module.js';
import { SpamController } from './spam.controller.js';
import { SpamRooms } from './spam.rooms.js';
import { SpamService } from './spam.service.js';

@Module({
  imports: [TicketsModule],
  controllers: [SpamController],
  providers: [SpamRooms, SpamService],
  exports: [SpamService],
})
export class SpamModule {}
