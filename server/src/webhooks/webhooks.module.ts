import { Module } from '@nestjs/common';
import { TicketsModule } from '../tickets/tickets.module.js';
import { WebhookBoardService } from './webhook-board.service.js';
import { WebhookCall } from './webhook-call.js';
import { WebhookDeliveriesController } from './webhook-deliveries.controller.js';
import { WebhookListening } from './webhook-listening.js';
import { WebhookNoticeService } from './webhook-notice.service.js';
import { WebhookQueueService } from './webhook-queue.service.js';
import { WebhookWordsService } from './webhook-words.service.js';
import { WebhookWorkService } from './webhook-work.service.js';
import { WebhooksController } from './webhooks.controller.js';
import { WebhooksJobs } from './webhooks.jobs.js';
import { WebhooksReactions } from './webhooks.reactions.js';
import { WebhooksService } from './webhooks.service.js';

@Module({
  imports: [TicketsModule],
  controllers: [WebhooksController, WebhookDeliveriesController],
  providers: [WebhookBoardService, WebhookCall, WebhookListening, WebhookNoticeService, WebhookQueueService, WebhookWordsService, WebhookWorkService, WebhooksJobs, WebhooksReactions, WebhooksService],
  exports: [WebhookQueueService],
})
export class WebhooksModule {}
