import { Module } from '@nestjs/common';
import { DeliveriesService } from './deliveries.service.js';
import { Letters } from './letters.js';
import { NotificationsReactions } from './notifications.reactions.js';

@Module({ providers: [DeliveriesService, Letters, NotificationsReactions] })
export class NotificationsModule {}
