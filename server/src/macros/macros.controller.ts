import { Body, Controller, Delete, Get, Param, Post, Put, Query, UseInterceptors } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import { Done, Id } from '#contracts/common.js';
import { Macro, MacroDraft, MacroPreview, MacroPreviewQuery, MacroQuery, Macros } from '#contracts/macros.js';
import type { z } from 'zod';
import type { Actor, StaffActor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, Returns } from '../platform/edge/endpoint.decorators.js';
import { IfMatch, VersionTag } from '../platform/edge/version.js';
import { MacroPreviewService } from './macro-preview.service.js';
import { MacrosService } from './macros.service.js';

@ApiTags('macros')
@Controller('macros')
export class MacrosController {
  constructor(private readonly db: Database, private readonly macros: MacrosService, private readonly previews: MacroPreviewService) {}

  @Get()
  @Allow('ticket.read')
  @Returns(Macros)
  list(@Caller() actor: Actor, @Query({ schema: MacroQuery }) query: MacroQuery) {
    return this.macros.list(actor, query);
  }

  @Post()
  @Allow('ticket.reply')
  @Returns(Macro, 201)
  make(@Caller() actor: Actor, @Body({ schema: MacroDraft }) body: MacroDraft) {
    return this.db.transaction((tx) => this.macros.make(tx, actor, body));
  }

  @Get(':id/preview')
  @Allow('ticket.read')
  @Returns(MacroPreview)
  preview(@Caller() actor: StaffActor, @Param('id', { schema: Id }) id: string, @Query({ schema: MacroPreviewQuery }) query: z.infer<typeof MacroPreviewQuery>) {
    return this.db.transaction((tx) => this.previews.of(tx, actor, id, query));
  }

  @Put(':id')
  @Allow('ticket.reply')
  @UseInterceptors(VersionTag)
  @ApiHeader({ name: 'If-Match', required: true, description: 'The version that was read' })
  @Returns(Macro)
  change(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string, @IfMatch() version: number, @Body({ schema: MacroDraft }) body: MacroDraft) {
    return this.db.transaction((tx) => this.macros.change(tx, actor, id, body, version));
  }

  @Delete(':id')
  @Allow('ticket.reply')
  @Returns(Done)
  remove(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.macros.remove(tx, actor, id));
  }
}
