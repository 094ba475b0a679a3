import { Body, Controller, Delete, Get, Param, Post, Put } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import { Done, Id } from '#contracts/common.js';
import { RoutingProfile, RoutingProfileChange, RoutingProfiles, Skill, SkillDraft, Skills, TeamRouting, TeamRoutingChange, TeamRoutings } from '#contracts/routing.js';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, Returns } from '../platform/edge/endpoint.decorators.js';
import { IfMatch } from '../platform/edge/version.js';
import { RoutingProfilesService } from './routing-profiles.service.js';
import { SkillsService } from './skills.service.js';
import { TeamRoutingsService } from './team-routings.service.js';

const VERSION = { name: 'If-Match', required: true, description: 'The version that was read; 0 where nothing was said yet' } as const;

@ApiTags('routing')
@Controller()
export class RoutingController {
  constructor(private readonly db: Database, private readonly skills: SkillsService, private readonly profiles: RoutingProfilesService, private readonly teams: TeamRoutingsService) {}

  @Get('skills')
  @Allow('account.read')
  @Returns(Skills)
  listSkills(@Caller() actor: Actor) {
    return this.skills.list(actor);
  }

  @Post('skills')
  @Allow('routing.manage')
  @Returns(Skill, 201)
  makeSkill(@Caller() actor: Actor, @Body({ schema: SkillDraft }) body: SkillDraft) {
    return this.db.transaction((tx) => this.skills.make(tx, actor, body));
  }

  @Put('skills/:id')
  @Allow('routing.manage')
  @ApiHeader(VERSION)
  @Returns(Skill)
  renameSkill(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string, @IfMatch() version: number, @Body({ schema: SkillDraft }) body: SkillDraft) {
    return this.db.transaction((tx) => this.skills.rename(tx, actor, id, body, version));
  }

  @Delete('skills/:id')
  @Allow('routing.manage')
  @Returns(Done)
  removeSkill(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.skills.remove(tx, actor, id));
  }

  @Get('routing-profiles')
  @Allow('account.read')
  @Returns(RoutingProfiles)
  listProfiles() {
    return this.profiles.list();
  }

  @Put('accounts/:id/routing-profile')
  @Allow('routing.manage')
  @ApiHeader(VERSION)
  @Returns(RoutingProfile)
  changeProfile(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string, @IfMatch() version: number, @Body({ schema: RoutingProfileChange }) body: RoutingProfileChange) {
    return this.db.transaction((tx) => this.profiles.change(tx, actor, id, body, version));
  }

  @Get('team-routings')
  @Allow('account.read')
  @Returns(TeamRoutings)
  listTeams() {
    return this.teams.list();
  }

  @Put('teams/:id/routing')
  @Allow('routing.manage')
  @ApiHeader(VERSION)
  @Returns(TeamRouting)
  changeTeam(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string, @IfMatch() version: number, @Body({ schema: TeamRoutingChange }) body: TeamRoutingChange) {
    return this.db.transaction((tx) => this.teams.change(tx, actor, id, body, version));
  }
}
