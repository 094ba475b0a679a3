import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { CustomFieldsModule } from '../custom-fields/custom-fields.module.js';
import { MergesModule } from '../merges/merges.module.js';
import { SpamModule } from '../spam/spam.module.js';
import { RelationsModule } from '../relations/relations.module.js';
import { SplitsModule } from '../splits/splits.module.js';
import { SlaModule } from '../sla/sla.module.js';
import { TicketsModule } from '../tickets/tickets.module.js';
import { DemoController } from './demo.controller.js';
import { DemoJobs } from './demo.jobs.js';
import { DemoCallsService } from './demo-calls.service.js';
import { DemoEntranceService } from './demo-entrance.service.js';
import { DemoFileService } from './demo-file.service.js';
import { DemoIdentities } from './demo-identities.js';
import { DemoDueTimesService } from './demo-due-times.service.js';
import { DemoFieldsService } from './demo-fields.service.js';
import { DemoFollowersService } from './demo-followers.service.js';
import { DemoHoursService } from './demo-hours.service.js';
import { DemoViewsService } from './demo-views.service.js';
import { WebhooksModule } from '../webhooks/webhooks.module.js';
import { DemoWebhooksService } from './demo-webhooks.service.js';
import { ImportsModule } from '../imports/imports.module.js';
import { DemoImportsService } from './demo-imports.service.js';
import { DemoMacrosService } from './demo-macros.service.js';
import { DemoLettersService } from './demo-letters.service.js';
import { DemoMailsService } from './demo-mails.service.js';
import { DemoMarksService } from './demo-marks.service.js';
import { DemoPicturesService } from './demo-pictures.service.js';
import { DemoRecord } from './demo-record.js';
import { DemoRepliesService } from './demo-replies.service.js';
import { DemoRemovalService } from './demo-removal.service.js';
import { DemoRoutingService } from './demo-routing.service.js';
import { DemoRulesService } from './demo-rules.service.js';
import { DemoShopService } from './demo-shop.service.js';
import { DemoPromisesService } from './demo-promises.service.js';
import { DemoProofsService } from './demo-proofs.service.js';
import { DemoSubStatesService } from './demo-sub-states.service.js';
import { DemoStandingsService } from './demo-standings.service.js';
import { DemoTemplatesService } from './demo-templates.service.js';
import { DemoTicketsService } from './demo-tickets.service.js';
import { VisitsModule } from '../visits/visits.module.js';
import { DemoVisitsService } from './demo-visits.service.js';
import { DemoVisitorService } from './demo-visitor.service.js';

/** The demo shop. Does nothing unless DEMO is on. */
@Module({
  imports: [AccountsModule, CustomFieldsModule, ImportsModule, MergesModule, RelationsModule, SlaModule, SpamModule, SplitsModule, TicketsModule, VisitsModule, WebhooksModule],
  controllers: [DemoController],
  providers: [DemoPicturesService, DemoRecord, DemoDueTimesService, DemoFieldsService, DemoSubStatesService, DemoStandingsService, DemoFollowersService, DemoHoursService, DemoMarksService, DemoRemovalService, DemoIdentities, DemoFileService, DemoLettersService, DemoMailsService, DemoImportsService, DemoMacrosService, DemoViewsService, DemoWebhooksService, DemoRepliesService, DemoRoutingService, DemoRulesService, DemoCallsService, DemoPromisesService, DemoProofsService, DemoTemplatesService, DemoTicketsService, DemoShopService, DemoEntranceService, DemoVisitorService, DemoVisitsService, DemoJobs],
})
export class DemoModule {}
