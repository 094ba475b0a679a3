import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Id } from '#contracts/common.js';
import { TicketNeeds, TicketRouting } from '#contracts/routing.js';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, Returns } from '../platform/edge/endpoint.decorators.js';
import { TicketNeedsService } from './ticket-needs.service.js';
import { TicketRoutingView } from './ticket-routing-view.service.js';

@ApiTags('routing')
@Controller('tickets')
export class TicketRoutingController {
  constructor(private readonly db: Database, private readonly needs: TicketNeedsService, private readonly view: TicketRoutingView) {}

  @Get(':id/routing')
  @Allow('ticket.read')
  @Returns(TicketRouting)
  show(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.view.of(actor, id);
  }

  @Put(':id/routing')
  @Allow('ticket.assign')
  @Returns(TicketRouting)
  ask(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.needs.ask(tx, actor, id)).then(() => this.view.of(actor, id));
  }

  @Put(':id/needs')
  @Allow('ticket.edit')
  @Returns(TicketRouting)
  put(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string, @Body({ schema: TicketNeeds }) body: TicketNeeds) {
    return this.db.transaction((tx) => this.needs.put(tx, actor, id, body)).then(() => this.view.of(actor, id));
  }
}
