import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Done, Id } from '#contracts/common.js';
import { Delivery, DeliveryPage, DeliveryQuery } from '#contracts/notifications.js';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, Returns } from '../platform/edge/endpoint.decorators.js';
import { DeliveryBoardService } from './delivery-board.service.js';

@ApiTags('deliveries')
@Controller()
export class DeliveriesController {
  constructor(private readonly db: Database, private readonly board: DeliveryBoardService) {}

  @Get('deliveries')
  @Allow('delivery.manage')
  @Returns(DeliveryPage)
  list(@Query({ schema: DeliveryQuery }) query: z.infer<typeof DeliveryQuery>) {
    return this.board.list(query);
  }

  @Post('deliveries/:id/attempt')
  @Allow('delivery.manage')
  @Returns(Delivery)
  retry(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.board.retry(tx, actor, id));
  }

  /** Somebody who may answer has an answer sent once more that could not be delivered. */
  @Post('tickets/:id/mails/:mailId/attempt')
  @Allow('ticket.reply')
  @Returns(Done)
  sendAgain(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string, @Param('mailId', { schema: Id }) mailId: string) {
    return this.db.transaction((tx) => this.board.sendAgain(tx, actor, id, mailId));
  }
}
