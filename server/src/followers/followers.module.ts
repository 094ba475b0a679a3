import { Module } from '@nestjs/common';
import { TicketsModule } from '../tickets/tickets.module.js';
import { FollowersController } from './followers.controller.js';
import { FollowersJobs } from './followers.jobs.js';
import { FollowersReactions } from './followers.reactions.js';
import { FollowersRooms } from './followers.rooms.js';
import { FollowersService } from './followers.service.js';
import { GivenNotices } from './given-notices.service.js';
import { GivenReactions } from './given.reactions.js';
import { NoticesController } from './notices.controller.js';
import { NoticeSweep } from './notice-sweep.service.js';
import { NoticesService } from './notices.service.js';

@Module({
  imports: [TicketsModule],
  controllers: [FollowersController, NoticesController],
  providers: [FollowersJobs, FollowersReactions, FollowersRooms, FollowersService, GivenNotices, GivenReactions, NoticeSweep, NoticesService],
})
export class FollowersModule {}
