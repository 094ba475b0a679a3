import { Module } from '@nestjs/common';
import { MailModule } from '../mail/mail.module.js';
import { PromisesModule } from '../promises/promises.module.js';
import { ProofsModule } from '../proofs/proofs.module.js';
import { TranscriptsModule } from '../transcripts/transcripts.module.js';
import { AnswerLetters } from './answer-letters.js';
import { CallbackLetters } from './callback-letters.js';
import { CodeLetters } from './code-letters.js';
import { DeliveriesService } from './deliveries.service.js';
import { DeliveriesController } from './deliveries.controller.js';
import { DeliveryBoardService } from './delivery-board.service.js';
import { Letters } from './letters.js';
import { NoticeLetters } from './notice-letters.js';
import { NotificationsReactions } from './notifications.reactions.js';
import { RuleLetters } from './rule-letters.js';
import { ShortTexts } from './short-texts.js';
import { TicketsModule } from '../tickets/tickets.module.js';
import { TranscriptLetters } from './transcript-letters.js';
import { WebhookLetters } from './webhook-letters.js';

@Module({
  imports: [MailModule, PromisesModule, TicketsModule, ProofsModule, TranscriptsModule],
  controllers: [DeliveriesController],
  providers: [AnswerLetters, CallbackLetters, CodeLetters, DeliveriesService, DeliveryBoardService, Letters, NoticeLetters, NotificationsReactions, RuleLetters, ShortTexts, TranscriptLetters, WebhookLetters],
})
export class NotificationsModule {}
