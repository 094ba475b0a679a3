import { Module } from '@nestjs/common';
import { CustomFieldsModule } from '../custom-fields/custom-fields.module.js';
import { TicketsModule } from '../tickets/tickets.module.js';
import { ExportDownloads } from './export-downloads.js';
import { TicketExportsController } from './ticket-exports.controller.js';
import { TicketExportsService } from './ticket-exports.service.js';
import { TicketRows } from './ticket-rows.js';

@Module({ imports: [TicketsModule, CustomFieldsModule], controllers: [TicketExportsController], providers: [ExportDownloads, TicketExportsService, TicketRows] })
export class ExportsModule {}
