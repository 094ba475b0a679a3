import { Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Done, Id } from '#contracts/common.js';
import { NoticeCounts, NoticePage, NoticeQuery, NoticeThrough } from '#contracts/followers.js';
import type { StaffActor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, Returns } from '../platform/edge/endpoint.decorators.js';
import { NoticesService } from './notices.service.js';

/** What colleagues pointed the caller to. */
@ApiTags('followers')
@Controller('notices')
export class NoticesController {
  constructor(private readonly db: Database, private readonly notices: NoticesService) {}

  @Get()
  @Allow('ticket.read')
  @Returns(NoticePage)
  list(@Caller() actor: StaffActor, @Query({ schema: NoticeQuery }) query: z.infer<typeof NoticeQuery>) {
    return this.notices.list(actor, query);
  }

  @Get('counts')
  @Allow('ticket.read')
  @Returns(NoticeCounts)
  counts(@Caller() actor: StaffActor) {
    return this.notices.counts(actor);
  }

  /** All of them up to one. */
  @Put('reading')
  @Allow('ticket.read')
  @Returns(Done)
  seeAll(@Caller() actor: StaffActor, @Query({ schema: NoticeThrough }) { throughId }: z.infer<typeof NoticeThrough>) {
    return this.db.transaction((tx) => this.notices.seeAll(tx, actor, throughId));
  }

  @Put(':id/reading')
  @Allow('ticket.read')
  @Returns(Done)
  see(@Caller() actor: StaffActor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.notices.see(tx, actor, id));
  }
}
