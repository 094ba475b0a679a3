import { Body, Controller, Delete, Get, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Done, Id } from '#contracts/common.js';
import { SideConversationDraft, SideConversations, SideMessageDraft, SideThread } from '#contracts/side-conversations.js';
import type { StaffActor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, Returns } from '../platform/edge/endpoint.decorators.js';
import { SideConversationsService } from './side-conversations.service.js';

@ApiTags('side conversations')
@Controller()
export class SideConversationsController {
  constructor(private readonly db: Database, private readonly sides: SideConversationsService) {}

  @Get('tickets/:id/side-conversations')
  @Allow('ticket.read')
  @Returns(SideConversations)
  list(@Caller() actor: StaffActor, @Param('id', { schema: Id }) id: string) {
    return this.sides.ofTicket(actor, id);
  }

  /** A mail to somebody outside, beside a ticket. */
  @Post('tickets/:id/side-conversations')
  @Allow('ticket.reply')
  @Returns(SideThread, 201)
  open(@Caller() actor: StaffActor, @Param('id', { schema: Id }) id: string, @Body({ schema: SideConversationDraft }) body: z.infer<typeof SideConversationDraft>) {
    return this.db.transaction((tx) => this.sides.open(tx, actor, id, body)).then((opened) => this.sides.one(actor, opened));
  }

  @Get('side-conversations/:id')
  @Allow('ticket.read')
  @Returns(SideThread)
  one(@Caller() actor: StaffActor, @Param('id', { schema: Id }) id: string) {
    return this.sides.one(actor, id);
  }

  @Post('side-conversations/:id/messages')
  @Allow('ticket.reply')
  @Returns(SideThread, 201)
  say(@Caller() actor: StaffActor, @Param('id', { schema: Id }) id: string, @Body({ schema: SideMessageDraft }) body: z.infer<typeof SideMessageDraft>) {
    return this.db.transaction((tx) => this.sides.say(tx, actor, id, body)).then(() => this.sides.one(actor, id));
  }

  @Put('side-conversations/:id/completion')
  @Allow('ticket.reply')
  @Returns(SideThread)
  complete(@Caller() actor: StaffActor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.sides.complete(tx, actor, id, true)).then(() => this.sides.one(actor, id));
  }

  @Delete('side-conversations/:id/completion')
  @Allow('ticket.reply')
  @Returns(SideThread)
  reopen(@Caller() actor: StaffActor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.sides.complete(tx, actor, id, false)).then(() => this.sides.one(actor, id));
  }

  @Put('side-conversations/:id/reading')
  @Allow('ticket.read')
  @Returns(Done)
  read(@Caller() actor: StaffActor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.sides.read(tx, actor, id));
  }
}
