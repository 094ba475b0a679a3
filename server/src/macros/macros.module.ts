import { Module } from '@nestjs/common';
import { SpamModule } from '../spam/spam.module.js';
import { TicketsModule } from '../tickets/tickets.module.js';
import { MacroMeetingService } from './macro-meeting.service.js';
import { MacroPreviewService } from './macro-preview.service.js';
import { MacroRunService } from './macro-run.service.js';
import { MacroRunsController } from './macro-runs.controller.js';
import { MacroStepService } from './macro-step.service.js';
import { MacrosController } from './macros.controller.js';
import { MacrosRooms } from './macros.rooms.js';
import { MacrosService } from './macros.service.js';

@Module({
  imports: [TicketsModule, SpamModule],
  controllers: [MacrosController, MacroRunsController],
  providers: [MacroMeetingService, MacroPreviewService, MacroRunService, MacroStepService, MacrosRooms, MacrosService],
  exports: [MacroRunService, MacrosService],
})
export class MacrosModule {}
