import { Module } from '@nestjs/common';
import { CustomFieldsModule } from '../custom-fields/custom-fields.module.js';
import { SearchModule } from '../search/search.module.js';
import { TicketsModule } from '../tickets/tickets.module.js';
import { ImportPortions } from './import-portion.service.js';
import { ImportReading } from './import-reading.service.js';
import { ImportRemoval } from './import-removal.service.js';
import { ImportReport } from './import-report.js';
import { ImportUploads } from './import-uploads.service.js';
import { ImportWalk } from './import-walk.service.js';
import { ImportWriting } from './import-writing.service.js';
import { ImportsController } from './imports.controller.js';
import { ImportsJobs } from './imports.jobs.js';
import { ImportsService } from './imports.service.js';

@Module({
  imports: [CustomFieldsModule, SearchModule, TicketsModule],
  controllers: [ImportsController],
  providers: [ImportPortions, ImportReading, ImportRemoval, ImportReport, ImportUploads, ImportWalk, ImportWriting, ImportsJobs, ImportsService],
  exports: [ImportWriting],
})
export class ImportsModule {}
