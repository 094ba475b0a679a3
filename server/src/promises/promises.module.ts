import { Module } from '@nestjs/common';
import { CalendarsModule } from '../calendars/calendars.module.js';
import { CustomFieldsModule } from '../custom-fields/custom-fields.module.js';
import { TicketsModule } from '../tickets/tickets.module.js';
import { CallbackOwner } from './callback-owner.service.js';
import { LeavingLimit } from './leaving.limits.js';
import { LeavingService } from './leaving.service.js';
import { PromiseCarryingService } from './promise-carrying.service.js';
import { PromiseFiguresService } from './promise-figures.service.js';
import { PromiseKeepingService } from './promise-keeping.service.js';
import { PromiseLockService } from './promise-lock.service.js';
import { PromiseMakingService } from './promise-making.service.js';
import { PromiseRenewalService } from './promise-renewal.service.js';
import { PromiseTimesService } from './promise-times.service.js';
import { PromiseWithdrawalService } from './promise-withdrawal.service.js';
import { PromisesController } from './promises.controller.js';
import { PromisesJobs } from './promises.jobs.js';
import { PromisesReactions } from './promises.reactions.js';
import { PromisesRooms } from './promises.rooms.js';
import { PromisesService } from './promises.service.js';
import { WidgetPromisesController } from './promises.widget.controller.js';

@Module({
  imports: [CalendarsModule, CustomFieldsModule, TicketsModule],
  controllers: [PromisesController, WidgetPromisesController],
  providers: [
    CallbackOwner, LeavingLimit, LeavingService, PromiseCarryingService, PromiseFiguresService, PromiseKeepingService, PromiseLockService, PromiseMakingService, PromiseRenewalService, PromiseTimesService,
    PromiseWithdrawalService, PromisesJobs, PromisesReactions, PromisesRooms, PromisesService,
  ],
  exports: [CallbackOwner, PromiseCarryingService, PromiseKeepingService, PromiseLockService, PromiseMakingService, PromiseRenewalService, PromisesService, PromiseWithdrawalService],
})
export class PromisesModule {}
