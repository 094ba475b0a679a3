import { Body, Controller, Delete, Get, Param, Post, Put, UseInterceptors } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Done, Id } from '#contracts/common.js';
import { Webhook, WebhookChange, WebhookDraft, WebhookMade, WebhookRotation, Webhooks } from '#contracts/webhooks.js';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, Returns } from '../platform/edge/endpoint.decorators.js';
import { IfMatch, VersionTag } from '../platform/edge/version.js';
import { WebhooksService } from './webhooks.service.js';

@ApiTags('webhooks')
@Controller('webhooks')
export class WebhooksController {
  constructor(private readonly db: Database, private readonly webhooks: WebhooksService) {}

  @Get()
  @Allow('webhook.manage')
  @Returns(Webhooks)
  list() {
    return this.webhooks.list();
  }

  @Post()
  @Allow('webhook.manage')
  @Returns(WebhookMade, 201)
  make(@Caller() actor: Actor, @Body({ schema: WebhookDraft }) body: WebhookDraft) {
    return this.db.transaction((tx) => this.webhooks.make(tx, actor, body));
  }

  @Put(':id')
  @Allow('webhook.manage')
  @UseInterceptors(VersionTag)
  @ApiHeader({ name: 'If-Match', required: true, description: 'The version that was read' })
  @Returns(Webhook)
  change(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string, @IfMatch() version: number, @Body({ schema: WebhookChange }) body: WebhookChange) {
    return this.db.transaction((tx) => this.webhooks.change(tx, actor, id, body, version));
  }

  @Delete(':id')
  @Allow('webhook.manage')
  @Returns(Done)
  remove(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.webhooks.remove(tx, actor, id));
  }

  @Post(':id/secret')
  @Allow('webhook.manage')
  @Returns(WebhookMade)
  rotate(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string, @Body({ schema: WebhookRotation }) body: z.infer<typeof WebhookRotation>) {
    return this.db.transaction((tx) => this.webhooks.rotate(tx, actor, id, body.keepHours));
  }
}
