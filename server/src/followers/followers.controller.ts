import { Controller, Delete, Get, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Id } from '#contracts/common.js';
import { Followers, Readers } from '#contracts/followers.js';
import type { StaffActor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, Returns } from '../platform/edge/endpoint.decorators.js';
import { FollowersService } from './followers.service.js';

@ApiTags('followers')
@Controller('tickets')
export class FollowersController {
  constructor(private readonly db: Database, private readonly followers: FollowersService) {}

  @Get(':id/readers')
  @Allow('ticket.read')
  @Returns(Readers)
  readers(@Caller() actor: StaffActor, @Param('id', { schema: Id }) id: string) {
    return this.followers.readers(actor, id);
  }

  @Get(':id/followers')
  @Allow('ticket.read')
  @Returns(Followers)
  list(@Caller() actor: StaffActor, @Param('id', { schema: Id }) id: string) {
    return this.followers.ofTicket(actor, id);
  }

  /** Oneself; a colleague with `ticket.note`. */
  @Put(':id/followers/:accountId')
  @Allow('ticket.read')
  @Returns(Followers)
  follow(@Caller() actor: StaffActor, @Param('id', { schema: Id }) id: string, @Param('accountId', { schema: Id }) accountId: string) {
    return this.db.transaction((tx) => this.followers.follow(tx, actor, id, accountId)).then(() => this.followers.ofTicket(actor, id));
  }

  /** Oneself; a colleague with `ticket.edit`. */
  @Delete(':id/followers/:accountId')
  @Allow('ticket.read')
  @Returns(Followers)
  unfollow(@Caller() actor: StaffActor, @Param('id', { schema: Id }) id: string, @Param('accountId', { schema: Id }) accountId: string) {
    return this.db.transaction((tx) => this.followers.unfollow(tx, actor, id, accountId)).then(() => this.followers.ofTicket(actor, id));
  }
}
