import { Module } from '@nestjs/common';
import { CustomFieldsModule } from '../custom-fields/custom-fields.module.js';
import { TicketsModule } from '../tickets/tickets.module.js';
import { TemplateOpeningService } from './template-opening.service.js';
import { TicketTemplatesController } from './ticket-templates.controller.js';
import { TicketTemplatesService } from './ticket-templates.service.js';

@Module({ imports: [CustomFieldsModule, TicketsModule], controllers: [TicketTemplatesController], providers: [TemplateOpeningService, TicketTemplatesService], exports: [TemplateOpeningService] })
export class TicketTemplatesModule {}
