import { Body, Controller, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Appointment, CallbackDrop } from '#contracts/calls.js';
import { Id } from '#contracts/common.js';
import { CallRecord, TicketPromises } from '#contracts/promises.js';
import type { StaffActor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, Returns } from '../platform/edge/endpoint.decorators.js';
import { PromisesService } from '../promises/promises.service.js';
import { CallRecordingService } from './call-recording.service.js';
import { CallbackCareService } from './callback-care.service.js';

/** Callbacks that are owed: tried, moved, dropped. */
@ApiTags('calls')
@Controller('promises/:id')
export class CallbacksController {
  constructor(private readonly db: Database, private readonly recording: CallRecordingService, private readonly care: CallbackCareService, private readonly promises: PromisesService) {}

  @Post('calls')
  @Allow('ticket.reply')
  @Returns(TicketPromises, 201)
  recordCall(@Caller() actor: StaffActor, @Param('id', { schema: Id }) id: string, @Body({ schema: CallRecord }) body: z.infer<typeof CallRecord>) {
    return this.db.transaction((tx) => this.recording.onCallback(tx, actor, id, body)).then((ticketId) => this.promises.after(actor, ticketId));
  }

  @Put('appointment')
  @Allow('ticket.reply')
  @Returns(TicketPromises)
  move(@Caller() actor: StaffActor, @Param('id', { schema: Id }) id: string, @Body({ schema: Appointment }) body: z.infer<typeof Appointment>) {
    return this.db.transaction((tx) => this.care.move(tx, actor, id, body)).then((ticketId) => this.promises.after(actor, ticketId));
  }

  @Post('withdrawal')
  @Allow('ticket.reply')
  @Returns(TicketPromises, 201)
  drop(@Caller() actor: StaffActor, @Param('id', { schema: Id }) id: string, @Body({ schema: CallbackDrop }) body: z.infer<typeof CallbackDrop>) {
    return this.db.transaction((tx) => this.care.drop(tx, actor, id, body)).then((ticketId) => this.promises.after(actor, ticketId));
  }
}
