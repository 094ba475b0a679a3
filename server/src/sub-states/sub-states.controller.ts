import { Body, Controller, Delete, Get, Param, Post, Put } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Done, Id } from '#contracts/common.js';
import { SubState, SubStateChange, SubStateChoice, SubStateDraft, SubStateOrder, SubStates } from '#contracts/sub-states.js';
import { TicketDetail } from '#contracts/tickets.js';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, Returns } from '../platform/edge/endpoint.decorators.js';
import { IfMatch } from '../platform/edge/version.js';
import { TicketDetailService } from '../tickets/ticket-detail.service.js';
import { SubStateChoiceService } from './sub-state-choice.service.js';
import { SubStatesService } from './sub-states.service.js';

@ApiTags('sub-states')
@Controller()
export class SubStatesController {
  constructor(private readonly db: Database, private readonly subStates: SubStatesService, private readonly choices: SubStateChoiceService, private readonly details: TicketDetailService) {}

  @Get('sub-states')
  @Allow('ticket.read')
  @Returns(SubStates)
  list(@Caller() actor: Actor) {
    return this.subStates.list(actor);
  }

  @Post('sub-states')
  @Allow('field.manage')
  @Returns(SubState, 201)
  make(@Caller() actor: Actor, @Body({ schema: SubStateDraft }) body: SubStateDraft) {
    return this.db.transaction((tx) => this.subStates.make(tx, actor, body));
  }

  @Put('sub-states/order')
  @Allow('field.manage')
  @Returns(Done)
  arrange(@Caller() actor: Actor, @Body({ schema: SubStateOrder }) body: z.infer<typeof SubStateOrder>) {
    return this.db.transaction((tx) => this.subStates.arrange(tx, actor, body.ids));
  }

  @Put('sub-states/:id')
  @Allow('field.manage')
  @ApiHeader({ name: 'If-Match', required: true, description: 'The version that was read' })
  @Returns(SubState)
  change(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string, @IfMatch() version: number, @Body({ schema: SubStateChange }) body: SubStateChange) {
    return this.db.transaction((tx) => this.subStates.change(tx, actor, id, body, version));
  }

  @Put('sub-states/:id/retirement')
  @Allow('field.manage')
  @Returns(SubState)
  retire(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.subStates.retire(tx, actor, id));
  }

  @Delete('sub-states/:id/retirement')
  @Allow('field.manage')
  @Returns(SubState)
  takeBack(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.subStates.takeBack(tx, actor, id));
  }

  @Put('tickets/:id/sub-state')
  @Allow('ticket.close')
  @Returns(TicketDetail)
  choose(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string, @Body({ schema: SubStateChoice }) body: SubStateChoice) {
    return this.db.transaction((tx) => this.choices.choose(tx, actor, id, body)).then(() => this.details.after(actor, id));
  }
}
