import { Controller, Delete, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Done, Id } from '#contracts/common.js';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, Returns } from '../platform/edge/endpoint.decorators.js';
import { VisitorBlocks } from './visitor-block.service.js';

@ApiTags('visitors')
@Controller('visitors')
export class VisitorsController {
  constructor(private readonly db: Database, private readonly blocks: VisitorBlocks) {}

  @Post(':id/block')
  @Allow('visitor.block')
  @Returns(Done)
  block(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.blocks.block(tx, actor, id));
  }

  @Delete(':id/block')
  @Allow('visitor.block')
  @Returns(Done)
  unblock(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.blocks.unblock(tx, actor, id));
  }
}
