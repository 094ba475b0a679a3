import { Module } from '@nestjs/common';
import { ChatsModule } from '../chats/chats.module.js';
import { RoutingReactions } from './routing.reactions.js';
import { RoutingService } from './routing.service.js';

@Module({ imports: [ChatsModule], providers: [RoutingReactions, RoutingService] })
export class RoutingModule {}
