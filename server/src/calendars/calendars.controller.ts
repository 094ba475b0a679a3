import { Body, Controller, Delete, Get, Param, Post, Put, UseInterceptors } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Calendar, CalendarDraft, CalendarPreview, Calendars, CalendarTrial, CalendarVersions } from '#contracts/calendars.js';
import { Done, Id } from '#contracts/common.js';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, Returns } from '../platform/edge/endpoint.decorators.js';
import { IfMatch, VersionTag } from '../platform/edge/version.js';
import { CalendarTrialService } from './calendar-trial.service.js';
import { CalendarsService } from './calendars.service.js';

@ApiTags('calendars')
@Controller('calendars')
export class CalendarsController {
  constructor(
    private readonly db: Database,
    private readonly calendars: CalendarsService,
    private readonly trials: CalendarTrialService,
  ) {}

  @Get()
  @Allow('account.read')
  @Returns(Calendars)
  list(@Caller() actor: Actor) {
    return this.calendars.list(actor);
  }

  @Get(':id')
  @Allow('account.read')
  @UseInterceptors(VersionTag)
  @Returns(Calendar)
  one(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.calendars.one(actor, id);
  }

  @Get(':id/versions')
  @Allow('calendar.manage')
  @Returns(CalendarVersions)
  versions(@Param('id', { schema: Id }) id: string) {
    return this.trials.versions(id);
  }

  /** Changes nothing: the next 14 days as a draft would have them. */
  @Post('previews')
  @Allow('calendar.manage')
  @Returns(CalendarPreview)
  preview(@Body({ schema: CalendarTrial }) body: z.infer<typeof CalendarTrial>) {
    return this.trials.preview(body);
  }

  @Post()
  @Allow('calendar.manage')
  @Returns(Calendar, 201)
  make(@Caller() actor: Actor, @Body({ schema: CalendarDraft }) body: CalendarDraft) {
    return this.db.transaction((tx) => this.calendars.make(tx, actor, body));
  }

  @Put(':id')
  @Allow('calendar.manage')
  @UseInterceptors(VersionTag)
  @ApiHeader({ name: 'If-Match', required: true, description: 'The version that was read, as in its ETag' })
  @Returns(Calendar)
  change(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string, @IfMatch() version: number, @Body({ schema: CalendarDraft }) body: CalendarDraft) {
    return this.db.transaction((tx) => this.calendars.change(tx, actor, id, version, body));
  }

  @Delete(':id')
  @Allow('calendar.manage')
  @Returns(Done)
  remove(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.calendars.remove(tx, actor, id));
  }
}
