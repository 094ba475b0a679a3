import { Module } from '@nestjs/common';
import { CustomFieldsModule } from '../custom-fields/custom-fields.module.js';
import { SpamModule } from '../spam/spam.module.js';
import { SubStatesModule } from '../sub-states/sub-states.module.js';
import { TicketsModule } from '../tickets/tickets.module.js';
import { MacroMeetingService } from './macro-meeting.service.js';
import { MacroPreviewService } from './macro-preview.service.js';
import { MacroRunService } from './macro-run.service.js';
import { MacroRunsController } from './macro-runs.controller.js';
import { MacroStepService } from './macro-step.service.js';
import { MacrosController } from './macros.controller.js';
import { MacrosRooms } from './macros.rooms.js';
import { MacrosService } from './macros.service.js';
import { TraitsService } from './traits.service.js';

@Module({
  imports: [TicketsModule, SpamModule, CustomFieldsModule, SubStatesModule],
  controllers: [MacrosController, MacroRunsController],
  providers: [MacroMeetingService, MacroPreviewService, MacroRunService, MacroStepService, MacrosRooms, MacrosService, TraitsService],
  exports: [MacroRunService, MacrosService, TraitsService],
})
export class MacrosModule {}
