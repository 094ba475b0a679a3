import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Id } from '#contracts/common.js';
import { RatingAnswers, RatingDismissal, RatingQuery, RatingRequest } from '#contracts/ratings.js';
import type { VisitorActor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Caller, ForVisitors, Returns } from '../platform/edge/endpoint.decorators.js';
import { RatingsService } from './ratings.service.js';

type Asked = z.infer<typeof RatingQuery>;

@Controller('widget/conversations/:id/rating')
export class RatingsWidgetController {
  constructor(private readonly db: Database, private readonly ratings: RatingsService) {}

  @Get()
  @ForVisitors()
  @Returns(RatingRequest)
  read(@Caller() actor: VisitorActor, @Param('id', { schema: Id }) id: string, @Query({ schema: RatingQuery }) { locale }: Asked) {
    return this.ratings.request(actor, id, locale);
  }

  @Put()
  @ForVisitors()
  @Returns(RatingRequest)
  answer(@Caller() actor: VisitorActor, @Param('id', { schema: Id }) id: string, @Query({ schema: RatingQuery }) { locale }: Asked, @Body({ schema: RatingAnswers }) body: RatingAnswers) {
    return this.db.transaction((tx) => this.ratings.answer(tx, actor, id, body)).then(() => this.ratings.request(actor, id, locale));
  }

  @Post('dismissal')
  @ForVisitors()
  @Returns(RatingRequest)
  dismiss(@Caller() actor: VisitorActor, @Param('id', { schema: Id }) id: string, @Query({ schema: RatingQuery }) { locale }: Asked, @Body({ schema: RatingDismissal }) body: z.infer<typeof RatingDismissal>) {
    return this.db.transaction((tx) => this.ratings.dismiss(tx, actor, id, body.chatId)).then(() => this.ratings.request(actor, id, locale));
  }
}
