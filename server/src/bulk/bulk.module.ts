import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { CustomFieldsModule } from '../custom-fields/custom-fields.module.js';
import { MacrosModule } from '../macros/macros.module.js';
import { SpamModule } from '../spam/spam.module.js';
import { SubStatesModule } from '../sub-states/sub-states.module.js';
import { TicketsModule } from '../tickets/tickets.module.js';
import { BulkAskingService } from './bulk-asking.service.js';
import { BulkFactsService } from './bulk-facts.service.js';
import { BulkItemService } from './bulk-item.service.js';
import { BulkUndoService } from './bulk-undo.service.js';
import { BulkWorkService } from './bulk-work.service.js';
import { BulkController } from './bulk.controller.js';
import { BulkJobs } from './bulk.jobs.js';
import { BulkRooms } from './bulk.rooms.js';
import { BulkService } from './bulk.service.js';

@Module({
  imports: [AccountsModule, MacrosModule, TicketsModule, SpamModule, CustomFieldsModule, SubStatesModule],
  controllers: [BulkController],
  providers: [BulkAskingService, BulkFactsService, BulkItemService, BulkJobs, BulkRooms, BulkService, BulkUndoService, BulkWorkService],
})
export class BulkModule {}
