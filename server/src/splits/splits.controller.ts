import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Id } from '#contracts/common.js';
import { SplitDraft, Splits } from '#contracts/splits.js';
import { TicketDetail } from '#contracts/tickets.js';
import type { StaffActor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, Returns } from '../platform/edge/endpoint.decorators.js';
import { TicketDetailService } from '../tickets/ticket-detail.service.js';
import { SplitReading } from './split-reading.service.js';
import { SplitsService } from './splits.service.js';

@ApiTags('splits')
@Controller('tickets')
export class SplitsController {
  constructor(private readonly db: Database, private readonly splits: SplitsService, private readonly reading: SplitReading, private readonly details: TicketDetailService) {}

  @Get(':id/splits')
  @Allow('ticket.read')
  @Returns(Splits)
  list(@Caller() actor: StaffActor, @Param('id', { schema: Id }) id: string) {
    return this.reading.of(actor, id);
  }

  /** The answer is the new ticket. */
  @Post(':id/splits')
  @Allow('ticket.edit')
  @Returns(TicketDetail, 201)
  split(@Caller() actor: StaffActor, @Param('id', { schema: Id }) id: string, @Body({ schema: SplitDraft }) body: SplitDraft) {
    return this.db.transaction((tx) => this.splits.split(tx, actor, id, body)).then((made) => this.details.after(actor, made));
  }
}
