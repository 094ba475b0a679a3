import { Module } from '@nestjs/common';
import { PromisesModule } from '../promises/promises.module.js';
import { TicketTemplatesModule } from '../ticket-templates/ticket-templates.module.js';
import { TicketsModule } from '../tickets/tickets.module.js';
import { CallEntries } from './call-entries.service.js';
import { CallOpeningService } from './call-opening.service.js';
import { CallRecordingService } from './call-recording.service.js';
import { CallbackCareService } from './callback-care.service.js';
import { CallbackDebts } from './callback-debts.service.js';
import { CallbacksController } from './callbacks.controller.js';
import { CallersService } from './callers.service.js';
import { CallsController } from './calls.controller.js';
import { CallsReactions } from './calls.reactions.js';
import { CallsRooms } from './calls.rooms.js';
import { CallsService } from './calls.service.js';

@Module({
  imports: [PromisesModule, TicketsModule, TicketTemplatesModule],
  controllers: [CallsController, CallbacksController],
  providers: [CallEntries, CallOpeningService, CallRecordingService, CallbackCareService, CallbackDebts, CallersService, CallsReactions, CallsRooms, CallsService],
})
export class CallsModule {}
