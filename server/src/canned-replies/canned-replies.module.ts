import { Module } from '@nestjs/common';
import { CannedRepliesController } from './canned-replies.controller.js';
import { CannedRepliesRooms } from './canned-replies.rooms.js';
import { CannedRepliesService } from './canned-replies.service.js';

@Module({ controllers: [CannedRepliesController], providers: [CannedRepliesRooms, CannedRepliesService], exports: [CannedRepliesService] })
export class CannedRepliesModule {}
