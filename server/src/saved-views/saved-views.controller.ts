import { Body, Controller, Delete, Get, Param, Post, Put, UseInterceptors } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import { Done, Id } from '#contracts/common.js';
import { SavedView, SavedViewDraft, SavedViews } from '#contracts/saved-views.js';
import type { StaffActor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, Returns } from '../platform/edge/endpoint.decorators.js';
import { IfMatch, VersionTag } from '../platform/edge/version.js';
import { SavedViewsService } from './saved-views.service.js';

@ApiTags('saved views')
@Controller('saved-views')
export class SavedViewsController {
  constructor(private readonly db: Database, private readonly views: SavedViewsService) {}

  @Get()
  @Allow('ticket.read')
  @Returns(SavedViews)
  list(@Caller() actor: StaffActor) {
    return this.views.list(actor);
  }

  @Post()
  @Allow('ticket.read')
  @Returns(SavedView, 201)
  make(@Caller() actor: StaffActor, @Body({ schema: SavedViewDraft }) body: SavedViewDraft) {
    return this.db.transaction((tx) => this.views.make(tx, actor, body)).then((id) => this.views.after(actor, id));
  }

  @Put(':id')
  @Allow('ticket.read')
  @UseInterceptors(VersionTag)
  @ApiHeader({ name: 'If-Match', required: true, description: 'The version that was read' })
  @Returns(SavedView)
  change(@Caller() actor: StaffActor, @Param('id', { schema: Id }) id: string, @IfMatch() version: number, @Body({ schema: SavedViewDraft }) body: SavedViewDraft) {
    return this.db.transaction((tx) => this.views.change(tx, actor, id, body, version)).then(() => this.views.after(actor, id));
  }

  @Delete(':id')
  @Allow('ticket.read')
  @Returns(Done)
  remove(@Caller() actor: StaffActor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.views.remove(tx, actor, id));
  }
}
