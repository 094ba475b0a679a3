import { Module } from '@nestjs/common';
import { CustomersModule } from '../customers/customers.module.js';
import { FilesModule } from '../files/files.module.js';
import { TicketsModule } from '../tickets/tickets.module.js';
import { PartnersController } from './partners.controller.js';
import { PartnersService } from './partners.service.js';
import { SideAnswers } from './side-answers.service.js';
import { SideConversationsController } from './side-conversations.controller.js';
import { SideConversationsRooms } from './side-conversations.rooms.js';
import { SideConversationsService } from './side-conversations.service.js';
import { SideFiles } from './side-files.js';

@Module({
  imports: [CustomersModule, FilesModule, TicketsModule],
  controllers: [PartnersController, SideConversationsController],
  providers: [PartnersService, SideAnswers, SideConversationsRooms, SideConversationsService, SideFiles],
  exports: [SideAnswers],
})
export class SideConversationsModule {}
