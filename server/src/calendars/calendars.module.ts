import { Global, Module } from '@nestjs/common';
import { CalendarTrialService } from './calendar-trial.service.js';
import { CalendarsController } from './calendars.controller.js';
import { CalendarsService } from './calendars.service.js';
import { FeedReader } from './feed-reader.js';
import { FeedsController } from './feeds.controller.js';
import { FeedsJobs } from './feeds.jobs.js';
import { FeedsService } from './feeds.service.js';

@Global()
@Module({
  controllers: [CalendarsController, FeedsController],
  providers: [CalendarTrialService, CalendarsService, FeedReader, FeedsJobs, FeedsService],
  exports: [CalendarsService],
})
export class CalendarsModule {}
