import { Module } from '@nestjs/common';
import { TicketsModule } from '../tickets/tickets.module.js';
import { PageReader } from './page-reader.js';
import { PreviewAddresses } from './preview-addresses.service.js';
import { PreviewFetching } from './preview-fetching.service.js';
import { PreviewsController } from './previews.controller.js';
import { PreviewsJobs } from './previews.jobs.js';
import { PreviewsService } from './previews.service.js';

@Module({
  imports: [TicketsModule],
  controllers: [PreviewsController],
  providers: [PageReader, PreviewAddresses, PreviewFetching, PreviewsJobs, PreviewsService],
})
export class PreviewsModule {}
