import { Module } from '@nestjs/common';
import { CalendarsModule } from '../calendars/calendars.module.js';
import { TicketsModule } from '../tickets/tickets.module.js';
import { DueFactsService } from './due-facts.service.js';
import { DuePoliciesService } from './due-policies.service.js';
import { DueRecountService } from './due-recount.service.js';
import { DueRulebooks } from './due-rulebook.service.js';
import { DueTimesService } from './due-times.service.js';
import { SlaController } from './sla.controller.js';
import { SlaJobs } from './sla.jobs.js';
import { SlaReactions } from './sla.reactions.js';
import { SlaRooms } from './sla.rooms.js';
import { SlaService } from './sla.service.js';
import { TalkMarks } from './talk-marks.js';

@Module({
  imports: [CalendarsModule, TicketsModule],
  controllers: [SlaController],
  providers: [DueFactsService, DuePoliciesService, DueRecountService, DueRulebooks, DueTimesService, SlaJobs, SlaReactions, SlaRooms, SlaService, TalkMarks],
  exports: [DuePoliciesService, DueTimesService],
})
export class SlaModule {}
