import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Id } from '#contracts/common.js';
import { Delivery, DeliveryPage, DeliveryQuery } from '#contracts/notifications.js';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, Returns } from '../platform/edge/endpoint.decorators.js';
import { DeliveryBoardService } from './delivery-board.service.js';

@ApiTags('deliveries')
@Controller('deliveries')
export class DeliveriesController {
  constructor(private readonly db: Database, private readonly board: DeliveryBoardService) {}

  @Get()
  @Allow('delivery.manage')
  @Returns(DeliveryPage)
  list(@Query({ schema: DeliveryQuery }) query: z.infer<typeof DeliveryQuery>) {
    return this.board.list(query);
  }

  @Post(':id/attempt')
  @Allow('delivery.manage')
  @Returns(Delivery)
  retry(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.board.retry(tx, actor, id));
  }
}
