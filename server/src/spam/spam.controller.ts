import { Controller, Delete, Param, Put } from '@nestjs/common';
import { Id } from '#contracts/common.js';
import { TicketDetail } from '#contracts/tickets.js';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, Returns } from '../platform/edge/endpoint.decorators.js';
import { TicketDetailService } from '../tickets/ticket-detail.service.js';
import { SpamService } from './spam.service.js';

@Controller('tickets')
export class SpamController {
  constructor(private readonly db: Database, private readonly spam: SpamService, private readonly details: TicketDetailService) {}

  @Put(':id/spam')
  @Allow('ticket.edit')
  @Returns(TicketDetail)
  mark(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.spam.mark(tx, actor, id)).then(() => this.details.after(actor, id));
  }

  @Delete(':id/spam')
  @Allow('ticket.edit')
  @Returns(TicketDetail)
  lift(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.spam.lift(tx, actor, id)).then(() => this.details.after(actor, id));
  }
}
