import { Body, Controller, Delete, Get, Param, Post, Put, UseInterceptors } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import { Calendar, CalendarDraft, Calendars } from '#contracts/calendars.js';
import { Done, Id } from '#contracts/common.js';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, Returns } from '../platform/edge/endpoint.decorators.js';
import { IfMatch, VersionTag } from '../platform/edge/version.js';
import { CalendarsService } from './calendars.service.js';

@ApiTags('calendars')
@Controller('calendars')
export class CalendarsController {
  constructor(
    private readonly db: Database,
    private readonly calendars: CalendarsService,
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
