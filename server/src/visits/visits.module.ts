import { Module } from '@nestjs/common';
import { CalendarsModule } from '../calendars/calendars.module.js';
import { ChannelsModule } from '../channels/channels.module.js';
import { TicketsModule } from '../tickets/tickets.module.js';
import { InviteStandingService } from './invite-standing.service.js';
import { InvitesService } from './invites.service.js';
import { VisitListService } from './visit-list.service.js';
import { VisitLimit } from './visit.limits.js';
import { VisitsController } from './visits.controller.js';
import { VisitsJobs } from './visits.jobs.js';
import { VisitsService } from './visits.service.js';
import { WidgetVisitsController } from './visits.widget.controller.js';

@Module({
  imports: [CalendarsModule, ChannelsModule, TicketsModule],
  controllers: [VisitsController, WidgetVisitsController],
  providers: [InviteStandingService, InvitesService, VisitLimit, VisitListService, VisitsJobs, VisitsService],
  exports: [InvitesService, VisitsService],
})
export class VisitsModule {}
