import { Body, Controller, Delete, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Calendar, FeedDraft, IcsFile, IcsReading } from '#contracts/calendars.js';
import { Id } from '#contracts/common.js';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, Returns } from '../platform/edge/endpoint.decorators.js';
import { CalendarTrialService } from './calendar-trial.service.js';
import { CalendarsService } from './calendars.service.js';
import { FeedsService } from './feeds.service.js';

@ApiTags('calendars')
@Controller('calendars')
export class FeedsController {
  constructor(
    private readonly db: Database,
    private readonly feeds: FeedsService,
    private readonly trials: CalendarTrialService,
    private readonly calendars: CalendarsService,
  ) {}

  @Post('ics-readings')
  @Allow('calendar.manage')
  @Returns(IcsReading)
  read(@Body({ schema: IcsFile }) body: z.infer<typeof IcsFile>) {
    return this.trials.read(body.text);
  }

  @Post(':id/feeds')
  @Allow('calendar.manage')
  @Returns(Calendar, 201)
  subscribe(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string, @Body({ schema: FeedDraft }) body: z.infer<typeof FeedDraft>) {
    return this.db.transaction((tx) => this.feeds.subscribe(tx, actor, id, body.url)).then(() => this.calendars.one(actor, id));
  }

  @Delete(':id/feeds/:feedId')
  @Allow('calendar.manage')
  @Returns(Calendar)
  unsubscribe(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string, @Param('feedId', { schema: Id }) feedId: string) {
    return this.db.transaction((tx) => this.feeds.unsubscribe(tx, actor, id, feedId)).then(() => this.calendars.one(actor, id));
  }

  /** Reads the feed at once. What went wrong is told by the feed's own state. */
  @Post(':id/feeds/:feedId/reading')
  @Allow('calendar.manage')
  @Returns(Calendar)
  readNow(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string, @Param('feedId', { schema: Id }) feedId: string) {
    return this.feeds
      .fetch(feedId, id)
      .then((read) => this.db.transaction((tx) => this.feeds.keep(tx, actor, read)))
      .then(() => this.calendars.one(actor, id));
  }
}
