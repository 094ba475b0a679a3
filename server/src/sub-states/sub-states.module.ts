import { Module } from '@nestjs/common';
import { TicketsModule } from '../tickets/tickets.module.js';
import { SubStateChoiceService } from './sub-state-choice.service.js';
import { SubStatesController } from './sub-states.controller.js';
import { SubStatesRooms } from './sub-states.rooms.js';
import { SubStatesService } from './sub-states.service.js';

@Module({ imports: [TicketsModule], controllers: [SubStatesController], providers: [SubStateChoiceService, SubStatesRooms, SubStatesService], exports: [SubStateChoiceService] })
export class SubStatesModule {}
