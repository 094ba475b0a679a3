import { Body, Controller, Delete, Get, Param, Patch, Post, UseInterceptors } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Id } from '#contracts/common.js';
import { Outgoing, OutgoingChange, OutgoingDraft, TicketOutgoing } from '#contracts/outgoing.js';
import type { StaffActor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, Returns } from '../platform/edge/endpoint.decorators.js';
import { IfMatchGiven, VersionTag } from '../platform/edge/version.js';
import { OutgoingService } from './outgoing.service.js';

@ApiTags('tickets')
@Controller()
export class OutgoingController {
  constructor(private readonly db: Database, private readonly outgoing: OutgoingService) {}

  @Get('tickets/:id/outgoing')
  @Allow('ticket.read')
  @Returns(TicketOutgoing)
  list(@Caller() actor: StaffActor, @Param('id', { schema: Id }) id: string) {
    return this.outgoing.ofTicket(actor, id);
  }

  /** An answer that leaves in a moment, or at a chosen time. */
  @Post('tickets/:id/outgoing')
  @Allow('ticket.reply')
  @Returns(Outgoing, 201)
  hold(@Caller() actor: StaffActor, @Param('id', { schema: Id }) id: string, @Body({ schema: OutgoingDraft }) body: z.infer<typeof OutgoingDraft>) {
    return this.outgoing.standing(actor, id).then(({ undoSeconds }) => this.db.transaction((tx) => this.outgoing.hold(tx, actor, id, body, undoSeconds)));
  }

  @Patch('outgoing/:id')
  @Allow('ticket.reply')
  @UseInterceptors(VersionTag)
  @ApiHeader({ name: 'If-Match', required: false, description: 'The version that was read; without it the last change wins' })
  @Returns(Outgoing)
  change(@Caller() actor: StaffActor, @Param('id', { schema: Id }) id: string, @IfMatchGiven() version: number | null, @Body({ schema: OutgoingChange }) body: z.infer<typeof OutgoingChange>) {
    return this.db.transaction((tx) => this.outgoing.change(tx, actor, id, body, version));
  }

  /** Taken back before it leaves; of one that was returned, put aside. */
  @Delete('outgoing/:id')
  @Allow('ticket.read')
  @Returns(Outgoing)
  withdraw(@Caller() actor: StaffActor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.outgoing.withdraw(tx, actor, id));
  }

  @Post('outgoing/:id/release')
  @Allow('ticket.reply')
  @Returns(Outgoing)
  release(@Caller() actor: StaffActor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.outgoing.releaseNow(tx, actor, id));
  }
}
