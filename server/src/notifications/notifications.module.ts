import { Module } from '@nestjs/common';
import { AnswerLetters } from './answer-letters.js';
import { DeliveriesService } from './deliveries.service.js';
import { DeliveriesController } from './deliveries.controller.js';
import { DeliveryBoardService } from './delivery-board.service.js';
import { Letters } from './letters.js';
import { NotificationsReactions } from './notifications.reactions.js';

@Module({ controllers: [DeliveriesController], providers: [AnswerLetters, DeliveriesService, DeliveryBoardService, Letters, NotificationsReactions] })
export class NotificationsModule {}
