import { Body, Controller, Delete, Get, Param, Post, Put, UseInterceptors } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Done, Id } from '#contracts/common.js';
import { Partner, PartnerDraft, Partners } from '#contracts/side-conversations.js';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, Returns } from '../platform/edge/endpoint.decorators.js';
import { IfMatchGiven, VersionTag } from '../platform/edge/version.js';
import { PartnersService } from './partners.service.js';

@ApiTags('partners')
@Controller('partners')
export class PartnersController {
  constructor(private readonly db: Database, private readonly partners: PartnersService) {}

  @Get()
  @Allow('ticket.read')
  @Returns(Partners)
  list() {
    return this.partners.list();
  }

  @Post()
  @Allow('channel.manage')
  @Returns(Partner, 201)
  add(@Caller() actor: Actor, @Body({ schema: PartnerDraft }) body: z.infer<typeof PartnerDraft>) {
    return this.db.transaction((tx) => this.partners.add(tx, actor, body));
  }

  @Put(':id')
  @Allow('channel.manage')
  @UseInterceptors(VersionTag)
  @ApiHeader({ name: 'If-Match', required: false, description: 'The version that was read; without it the last change wins' })
  @Returns(Partner)
  change(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string, @IfMatchGiven() version: number | null, @Body({ schema: PartnerDraft }) body: z.infer<typeof PartnerDraft>) {
    return this.db.transaction((tx) => this.partners.change(tx, actor, id, body, version));
  }

  @Delete(':id')
  @Allow('channel.manage')
  @Returns(Done)
  remove(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.partners.remove(tx, actor, id));
  }
}
