import { Body, Controller, Get, Param, Patch, UseInterceptors } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { WidgetChannel, WidgetChannelChange, WidgetChannels, WidgetHistory, WidgetSecret } from '#contracts/channels.js';
import { Id } from '#contracts/common.js';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, Returns } from '../platform/edge/endpoint.decorators.js';
import { IfMatchGiven, VersionTag } from '../platform/edge/version.js';
import { ChannelsService } from './channels.service.js';

@ApiTags('widgets')
@Controller('widgets')
export class ChannelsController {
  constructor(private readonly db: Database, private readonly channels: ChannelsService) {}

  @Get()
  @Allow('channel.manage')
  @Returns(WidgetChannels)
  list(@Caller() actor: Actor) {
    return this.channels.list(actor);
  }

  @Patch(':id')
  @Allow('channel.manage')
  @UseInterceptors(VersionTag)
  @ApiHeader({ name: 'If-Match', required: false, description: 'The version that was read; without it the last change wins' })
  @Returns(WidgetChannel)
  change(
    @Caller() actor: Actor,
    @Param('id', { schema: Id }) id: string,
    @IfMatchGiven() version: number | null,
    @Body({ schema: WidgetChannelChange }) body: z.infer<typeof WidgetChannelChange>,
  ) {
    return this.db.transaction((tx) => this.channels.change(tx, actor, id, body, version));
  }

  @Get(':id/history')
  @Allow('channel.manage')
  @Returns(WidgetHistory)
  history(@Param('id', { schema: Id }) id: string) {
    return this.channels.changes(id);
  }

  @Get(':id/secret')
  @Allow('channel.manage')
  @Returns(WidgetSecret)
  secret(@Param('id', { schema: Id }) id: string) {
    return this.channels.secret(id);
  }
}
