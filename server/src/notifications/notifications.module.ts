import { Module } from '@nestjs/common';
import { ProofsModule } from '../proofs/proofs.module.js';
import { AnswerLetters } from './answer-letters.js';
import { CodeLetters } from './code-letters.js';
import { DeliveriesService } from './deliveries.service.js';
import { DeliveriesController } from './deliveries.controller.js';
import { DeliveryBoardService } from './delivery-board.service.js';
import { Letters } from './letters.js';
import { NotificationsReactions } from './notifications.reactions.js';
import { ShortTexts } from './short-texts.js';

@Module({
  imports: [ProofsModule],
  controllers: [DeliveriesController],
  providers: [AnswerLetters, CodeLetters, DeliveriesService, DeliveryBoardService, Letters, NotificationsReactions, ShortTexts],
})
export class NotificationsModule {}
