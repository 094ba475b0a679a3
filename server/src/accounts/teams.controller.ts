import { Body, Controller, Delete, Get, Param, Patch, Post, UseInterceptors } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Team, TeamChange, TeamDraft, Teams } from '#contracts/accounts.js';
import { Done, Id } from '#contracts/common.js';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, Returns } from '../platform/edge/endpoint.decorators.js';
import { IfMatchGiven, VersionTag } from '../platform/edge/version.js';
import { TeamsService } from './teams.service.js';

@ApiTags('people')
@Controller('teams')
export class TeamsController {
  constructor(
    private readonly db: Database,
    private readonly teams: TeamsService,
  ) {}

  @Get()
  @Allow('account.read')
  @Returns(Teams)
  list(@Caller() actor: Actor) {
    return this.teams.list(actor);
  }

  @Post()
  @Allow('team.manage')
  @Returns(Team, 201)
  make(@Caller() actor: Actor, @Body({ schema: TeamDraft }) body: z.infer<typeof TeamDraft>) {
    return this.db.transaction((tx) => this.teams.make(tx, actor, body));
  }

  @Patch(':id')
  @Allow('team.manage')
  @UseInterceptors(VersionTag)
  @ApiHeader({ name: 'If-Match', required: false, description: 'The version that was read: refused when there is a newer one' })
  @Returns(Team)
  change(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string, @IfMatchGiven() version: number | null, @Body({ schema: TeamChange }) body: z.infer<typeof TeamChange>) {
    return this.db.transaction((tx) => this.teams.change(tx, actor, id, body, version));
  }

  @Delete(':id')
  @Allow('team.manage')
  @Returns(Done)
  remove(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.teams.remove(tx, actor, id));
  }
}
