import { Controller, Get, Param, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Id } from '#contracts/common.js';
import { Ratings, RatingSummary, RatingSummaryQuery } from '#contracts/ratings.js';
import type { Actor } from '../platform/actor.js';
import { Allow, Caller, Returns } from '../platform/edge/endpoint.decorators.js';
import { RatingBoardService } from './rating-board.service.js';

@Controller()
export class RatingsController {
  constructor(private readonly board: RatingBoardService) {}

  @Get('tickets/:id/ratings')
  @Allow('ticket.read')
  @Returns(Ratings)
  ofTicket(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.board.ofTicket(actor, id);
  }

  @Get('ratings/summary')
  @Allow('rating.read')
  @Returns(RatingSummary)
  summary(@Caller() actor: Actor, @Query({ schema: RatingSummaryQuery }) query: z.infer<typeof RatingSummaryQuery>) {
    return this.board.summary(actor, query.days);
  }
}
