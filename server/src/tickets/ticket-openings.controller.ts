import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { SimilarQuery, SimilarTickets, TicketDetail, TicketOpening } from '#contracts/tickets.js';
import type { Actor, StaffActor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, Returns } from '../platform/edge/endpoint.decorators.js';
import { TicketDetailService } from './ticket-detail.service.js';
import { TicketOpeningService } from './ticket-opening.service.js';

@Controller('tickets')
export class TicketOpeningsController {
  constructor(private readonly db: Database, private readonly openings: TicketOpeningService, private readonly details: TicketDetailService) {}

  @Post()
  @Allow('ticket.read')
  @Returns(TicketDetail, 201)
  open(@Caller() actor: StaffActor, @Body({ schema: TicketOpening }) body: z.infer<typeof TicketOpening>) {
    return this.db.transaction((tx) => this.openings.open(tx, actor, body)).then((id) => this.details.after(actor, id));
  }

  @Get('similar')
  @Allow('ticket.read')
  @Returns(SimilarTickets)
  similar(@Caller() actor: Actor, @Query({ schema: SimilarQuery }) query: z.infer<typeof SimilarQuery>) {
    return this.openings.similar(actor, query);
  }
}
