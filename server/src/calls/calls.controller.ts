import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Callers, CallersQuery, CallOnTicket, CallOpening, TicketCalls } from '#contracts/calls.js';
import { Id } from '#contracts/common.js';
import { TicketDetail } from '#contracts/tickets.js';
import type { Actor, StaffActor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, Returns } from '../platform/edge/endpoint.decorators.js';
import { TicketDetailService } from '../tickets/ticket-detail.service.js';
import { CallOpeningService } from './call-opening.service.js';
import { CallRecordingService } from './call-recording.service.js';
import { CallersService } from './callers.service.js';
import { CallsService } from './calls.service.js';

/** Telephone calls: whose number it is, and what came of the call. */
@ApiTags('calls')
@Controller()
export class CallsController {
  constructor(
    private readonly db: Database,
    private readonly calls: CallsService,
    private readonly callers: CallersService,
    private readonly recording: CallRecordingService,
    private readonly openings: CallOpeningService,
    private readonly details: TicketDetailService,
  ) {}

  @Get('callers')
  @Allow('ticket.read')
  @Returns(Callers)
  whose(@Caller() actor: Actor, @Query({ schema: CallersQuery }) query: z.infer<typeof CallersQuery>) {
    return this.callers.of(actor, query);
  }

  /** A ticket that begins with a call. */
  @Post('calls')
  @Allow('ticket.reply')
  @Returns(TicketDetail, 201)
  open(@Caller() actor: StaffActor, @Body({ schema: CallOpening }) body: z.infer<typeof CallOpening>) {
    return this.db.transaction((tx) => this.openings.open(tx, actor, body)).then((id) => this.details.after(actor, id));
  }

  @Get('tickets/:id/calls')
  @Allow('ticket.read')
  @Returns(TicketCalls)
  list(@Caller() actor: StaffActor, @Param('id', { schema: Id }) id: string) {
    return this.calls.ofTicket(actor, id);
  }

  @Post('tickets/:id/calls')
  @Allow('ticket.reply')
  @Returns(TicketCalls, 201)
  record(@Caller() actor: StaffActor, @Param('id', { schema: Id }) id: string, @Body({ schema: CallOnTicket }) body: z.infer<typeof CallOnTicket>) {
    return this.db.transaction((tx) => this.recording.onTicket(tx, actor, id, body)).then(() => this.calls.after(actor, id));
  }
}
