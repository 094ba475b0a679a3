import { Module } from '@nestjs/common';
import { CalendarsModule } from '../calendars/calendars.module.js';
import { MacrosModule } from '../macros/macros.module.js';
import { RoutingModule } from '../routing/routing.module.js';
import { TicketsModule } from '../tickets/tickets.module.js';
import { WebhooksModule } from '../webhooks/webhooks.module.js';
import { AutomationJobs } from './automation.jobs.js';
import { AutomationReactions } from './automation.reactions.js';
import { RuleMeetings } from './meeting.service.js';
import { RuleClocks } from './rule-clocks.service.js';
import { RuleRunsService } from './rule-runs.service.js';
import { RuleSteps } from './rule-step.service.js';
import { RuleTrialService } from './rule-trial.service.js';
import { RuleWork } from './rule-work.service.js';
import { RulesController } from './rules.controller.js';
import { RulesService } from './rules.service.js';
import { WordsHeard } from './words-heard.js';

@Module({
  imports: [CalendarsModule, MacrosModule, RoutingModule, TicketsModule, WebhooksModule],
  controllers: [RulesController],
  providers: [AutomationJobs, AutomationReactions, RuleClocks, RuleMeetings, RuleRunsService, RuleSteps, RuleTrialService, RuleWork, RulesService, WordsHeard],
  exports: [RulesService],
})
export class AutomationModule {}
