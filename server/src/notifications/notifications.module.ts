import { Module } from '@nestjs/common';
import { AnswerLetters } from './answer-letters.js';
import { DeliveriesService } from './deliveries.service.js';
import { Letters } from './letters.js';
import { NotificationsReactions } from './notifications.reactions.js';

@Module({ providers: [AnswerLetters, DeliveriesService, Letters, NotificationsReactions] })
export class NotificationsModule {}
