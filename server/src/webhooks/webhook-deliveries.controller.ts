import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Id } from '#contracts/common.js';
import { WebhookDelivery, WebhookDeliveryDetail, WebhookDeliveryPage, WebhookDeliveryQuery, WebhookRedelivered, WebhookRedelivery } from '#contracts/webhooks.js';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, Returns } from '../platform/edge/endpoint.decorators.js';
import { WebhookBoardService } from './webhook-board.service.js';

/** The log of one endpoint. */
@ApiTags('webhooks')
@Controller('webhooks/:id')
export class WebhookDeliveriesController {
  constructor(private readonly db: Database, private readonly board: WebhookBoardService) {}

  @Get('deliveries')
  @Allow('webhook.manage')
  @Returns(WebhookDeliveryPage)
  list(@Param('id', { schema: Id }) id: string, @Query({ schema: WebhookDeliveryQuery }) query: WebhookDeliveryQuery) {
    return this.board.list(id, query);
  }

  @Get('deliveries/:deliveryId')
  @Allow('webhook.manage')
  @Returns(WebhookDeliveryDetail)
  one(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string, @Param('deliveryId', { schema: Id }) deliveryId: string) {
    return this.board.one(actor, id, deliveryId);
  }

  @Post('deliveries/:deliveryId/attempt')
  @Allow('webhook.manage')
  @Returns(WebhookDelivery)
  redeliver(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string, @Param('deliveryId', { schema: Id }) deliveryId: string) {
    return this.db.transaction((tx) => this.board.redeliver(tx, actor, id, deliveryId));
  }

  @Post('redeliveries')
  @Allow('webhook.manage')
  @Returns(WebhookRedelivered)
  redeliverFailed(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string, @Body({ schema: WebhookRedelivery }) body: z.infer<typeof WebhookRedelivery>) {
    return this.db.transaction((tx) => this.board.redeliverFailed(tx, actor, id, body.since));
  }

  @Post('test')
  @Allow('webhook.manage')
  @Returns(WebhookDelivery, 201)
  test(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.board.test(tx, actor, id));
  }
}
