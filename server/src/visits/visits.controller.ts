import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { Id } from '#contracts/common.js';
import { InviteRequest, TicketVisit, Visits, VisitTrail } from '#contracts/visits.js';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, Returns } from '../platform/edge/endpoint.decorators.js';
import { InvitesService } from './invites.service.js';
import { VisitListService } from './visit-list.service.js';

@Controller()
export class VisitsController {
  constructor(
    private readonly db: Database,
    private readonly list: VisitListService,
    private readonly invites: InvitesService,
  ) {}

  @Get('visits')
  @Allow('visit.read')
  @Returns(Visits)
  here(@Caller() actor: Actor) {
    return this.list.here(actor);
  }

  @Get('visits/:id')
  @Allow('visit.read')
  @Returns(VisitTrail)
  one(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.list.one(actor, id);
  }

  @Post('visits/:id/invites')
  @Allow('visit.invite', { machines: false })
  @Returns(VisitTrail, 201)
  invite(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string, @Body({ schema: InviteRequest }) body: z.infer<typeof InviteRequest>) {
    return this.db.transaction((tx) => this.invites.invite(tx, actor, id, body.text)).then(() => this.list.one(actor, id));
  }

  @Get('tickets/:id/visit')
  @Allow('ticket.read')
  @Returns(TicketVisit)
  ofTicket(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.list.ofTicket(actor, id);
  }
}
