import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Id } from '#contracts/common.js';
import { MacroRun } from '#contracts/macros.js';
import { TicketDetail } from '#contracts/tickets.js';
import type { StaffActor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, Returns } from '../platform/edge/endpoint.decorators.js';
import { TicketDetailService } from '../tickets/ticket-detail.service.js';
import { MacroRunService } from './macro-run.service.js';

@ApiTags('macros')
@Controller('tickets/:id/macro-runs')
export class MacroRunsController {
  constructor(private readonly db: Database, private readonly runs: MacroRunService, private readonly details: TicketDetailService) {}

  @Post()
  @Allow('ticket.read')
  @Returns(TicketDetail, 201)
  run(@Caller() actor: StaffActor, @Param('id', { schema: Id }) id: string, @Body({ schema: MacroRun }) body: MacroRun) {
    return this.db.transaction((tx) => this.runs.run(tx, actor, id, body)).then(() => this.details.after(actor, id));
  }
}
