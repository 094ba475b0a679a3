import { Global, Module } from '@nestjs/common';
import { FileAddresses } from './file-addresses.service.js';
import { FileDownloads } from './file-downloads.service.js';
import { FileQuota } from './file-quota.service.js';
import { FileRights } from './file-rights.js';
import { FilesController } from './files.controller.js';
import { FilesJobs } from './files.jobs.js';
import { FilesService } from './files.service.js';
import { LogosService } from './logos.service.js';
import { PortraitsService } from './portraits.service.js';
import { UploadsService } from './uploads.service.js';

@Global()
@Module({
  controllers: [FilesController],
  providers: [FileAddresses, FileDownloads, FileQuota, FileRights, FilesJobs, FilesService, LogosService, PortraitsService, UploadsService],
  exports: [FileRights, FilesService, UploadsService],
})
export class FilesModule {}
