import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Rule, RuleDraft, RuleOrder, RuleRuns, RuleRunsQuery, Rules, RuleTrial, RuleTrialRequest, RuleVersions } from '#contracts/automation.js';
import { Done, Id } from '#contracts/common.js';
import type { Actor, StaffActor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, Returns } from '../platform/edge/endpoint.decorators.js';
import { IfMatch } from '../platform/edge/version.js';
import { RuleRunsService } from './rule-runs.service.js';
import { RuleTrialService } from './rule-trial.service.js';
import { RulesService } from './rules.service.js';

@ApiTags('rules')
@Controller()
export class RulesController {
  constructor(private readonly db: Database, private readonly rules: RulesService, private readonly runs: RuleRunsService, private readonly trials: RuleTrialService) {}

  @Get('rules')
  @Allow('rule.manage')
  @Returns(Rules)
  list() {
    return this.rules.list();
  }

  @Post('rules')
  @Allow('rule.manage')
  @Returns(Rule, 201)
  make(@Caller() actor: Actor, @Body({ schema: RuleDraft }) body: RuleDraft) {
    return this.db.transaction((tx) => this.rules.make(tx, actor, body));
  }

  @Put('rules/order')
  @Allow('rule.manage')
  @Returns(Done)
  arrange(@Caller() actor: Actor, @Body({ schema: RuleOrder }) body: z.infer<typeof RuleOrder>) {
    return this.db.transaction((tx) => this.rules.arrange(tx, actor, body.ids));
  }

  /** What a rule would have met and done; reads only. */
  @Post('rules/trial')
  @HttpCode(200)
  @Allow('rule.manage')
  @Returns(RuleTrial)
  tryOut(@Caller() actor: StaffActor, @Body({ schema: RuleTrialRequest }) body: RuleTrialRequest) {
    return this.trials.run(actor, body);
  }

  @Put('rules/:id')
  @Allow('rule.manage')
  @ApiHeader({ name: 'If-Match', required: true, description: 'The version that was read' })
  @Returns(Rule)
  change(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string, @IfMatch() version: number, @Body({ schema: RuleDraft }) body: RuleDraft) {
    return this.db.transaction((tx) => this.rules.change(tx, actor, id, version, body));
  }

  @Put('rules/:id/activity')
  @Allow('rule.manage')
  @Returns(Rule)
  switchOn(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.rules.turn(tx, actor, id, true));
  }

  @Delete('rules/:id/activity')
  @Allow('rule.manage')
  @Returns(Rule)
  switchOff(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.rules.turn(tx, actor, id, false));
  }

  @Delete('rules/:id')
  @Allow('rule.manage')
  @Returns(Done)
  remove(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.rules.remove(tx, actor, id));
  }

  @Get('rules/:id/versions')
  @Allow('rule.manage')
  @Returns(RuleVersions)
  versions(@Param('id', { schema: Id }) id: string) {
    return this.rules.versions(id);
  }

  @Get('rules/:id/runs')
  @Allow('rule.manage')
  @Returns(RuleRuns)
  runsOf(@Caller() actor: StaffActor, @Param('id', { schema: Id }) id: string, @Query({ schema: RuleRunsQuery }) query: z.infer<typeof RuleRunsQuery>) {
    return this.runs.ofRule(actor, id, query);
  }

  @Get('tickets/:id/rule-runs')
  @Allow('ticket.read')
  @Returns(RuleRuns)
  runsOn(@Caller() actor: StaffActor, @Param('id', { schema: Id }) id: string, @Query({ schema: RuleRunsQuery }) query: z.infer<typeof RuleRunsQuery>) {
    return this.runs.ofTicket(actor, id, query);
  }
}
