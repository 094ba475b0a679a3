import { Body, Controller, Delete, Get, Param, Post, Put, Query, UseInterceptors } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import { CannedReplies, CannedReply, CannedReplyDraft, CannedReplyQuery } from '#contracts/canned-replies.js';
import { Done, Id } from '#contracts/common.js';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, Returns } from '../platform/edge/endpoint.decorators.js';
import { IfMatch, VersionTag } from '../platform/edge/version.js';
import { CannedRepliesService } from './canned-replies.service.js';

@ApiTags('canned replies')
@Controller('canned-replies')
export class CannedRepliesController {
  constructor(private readonly db: Database, private readonly replies: CannedRepliesService) {}

  @Get()
  @Allow('ticket.reply')
  @Returns(CannedReplies)
  list(@Caller() actor: Actor, @Query({ schema: CannedReplyQuery }) query: CannedReplyQuery) {
    return this.replies.list(actor, query);
  }

  @Post()
  @Allow('ticket.reply')
  @Returns(CannedReply, 201)
  make(@Caller() actor: Actor, @Body({ schema: CannedReplyDraft }) body: CannedReplyDraft) {
    return this.db.transaction((tx) => this.replies.make(tx, actor, body));
  }

  @Put(':id')
  @Allow('ticket.reply')
  @UseInterceptors(VersionTag)
  @ApiHeader({ name: 'If-Match', required: true, description: 'The version that was read' })
  @Returns(CannedReply)
  change(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string, @IfMatch() version: number, @Body({ schema: CannedReplyDraft }) body: CannedReplyDraft) {
    return this.db.transaction((tx) => this.replies.change(tx, actor, id, body, version));
  }

  @Delete(':id')
  @Allow('ticket.reply')
  @Returns(Done)
  remove(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.replies.remove(tx, actor, id));
  }

  @Post(':id/uses')
  @Allow('ticket.reply')
  @Returns(Done)
  use(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.replies.use(tx, actor, id));
  }
}
