import { Module } from '@nestjs/common';
import { ChatsModule } from '../chats/chats.module.js';
import { TicketsModule } from '../tickets/tickets.module.js';
import { ChatWishes } from './chat-wishes.service.js';
import { GivingBack } from './giving-back.service.js';
import { RoutingController } from './routing.controller.js';
import { RoutingPeople } from './routing-people.service.js';
import { RoutingProfilesService } from './routing-profiles.service.js';
import { RoutingReactions } from './routing.reactions.js';
import { RoutingRooms } from './routing.rooms.js';
import { RoutingService } from './routing.service.js';
import { SkillsService } from './skills.service.js';
import { TeamRoutingsService } from './team-routings.service.js';
import { TicketAsking } from './ticket-asking.service.js';
import { TicketNeedsService } from './ticket-needs.service.js';
import { TicketRoutingController } from './ticket-routing.controller.js';
import { TicketRoutingJobs } from './ticket-routing.jobs.js';
import { TicketRoutingReactions } from './ticket-routing.reactions.js';
import { TicketRoutingService } from './ticket-routing.service.js';
import { TicketRoutingView } from './ticket-routing-view.service.js';

@Module({
  imports: [ChatsModule, TicketsModule],
  controllers: [RoutingController, TicketRoutingController],
  providers: [ChatWishes, GivingBack, RoutingPeople, RoutingProfilesService, RoutingReactions, RoutingRooms, RoutingService, SkillsService, TeamRoutingsService, TicketAsking, TicketNeedsService, TicketRoutingJobs, TicketRoutingReactions, TicketRoutingService, TicketRoutingView],
  exports: [TicketNeedsService],
})
export class RoutingModule {}
