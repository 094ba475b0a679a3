import { Global, Module } from '@nestjs/common';
import { AdmissionLimit } from './admission-limit.js';
import { Correspondents } from './correspondents.service.js';
import { CustomerIdentities } from './customer-identity.service.js';
import { IdentityTokens } from './identity-token.js';
import { SightingsController } from './sightings.controller.js';
import { SightingsService } from './sightings.service.js';
import { TokenVisitorAuthenticator } from './visitor-authenticator.js';
import { VisitorBlocks } from './visitor-block.service.js';
import { VisitorsController } from './visitors.controller.js';
import { VisitorsService } from './visitors.service.js';
import { WidgetVisitorController } from './visitors.widget.controller.js';

@Global()
@Module({
  controllers: [SightingsController, VisitorsController, WidgetVisitorController],
  providers: [SightingsService, IdentityTokens, Correspondents, CustomerIdentities, VisitorsService, VisitorBlocks, TokenVisitorAuthenticator, AdmissionLimit],
  exports: [Correspondents, VisitorsService, AdmissionLimit, CustomerIdentities],
})
export class CustomersModule {}
