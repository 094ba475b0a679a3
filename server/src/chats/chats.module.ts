import { Module } from '@nestjs/common';
import { ChannelsModule } from '../channels/channels.module.js';
import { CustomersModule } from '../customers/customers.module.js';
import { PromisesModule } from '../promises/promises.module.js';
import { SettingsModule } from '../settings/settings.module.js';
import { ProofsModule } from '../proofs/proofs.module.js';
import { TicketsModule } from '../tickets/tickets.module.js';
import { VisitsModule } from '../visits/visits.module.js';
import { AutomaticLinesReactions } from './automatic-lines.reactions.js';
import { AutomaticLinesService } from './automatic-lines.service.js';
import { AutomaticLinesJobs } from './automatic-lines.jobs.js';
import { AvailabilityService } from './availability.service.js';
import { AfterHoursService } from './after-hours.service.js';
import { AttendanceService } from './attendance.service.js';
import { ChatAcceptanceService } from './chat-acceptance.service.js';
import { ChatEndingService } from './chat-ending.service.js';
import { ChatLockService } from './chat-lock.service.js';
import { ChatQueueService } from './chat-queue.service.js';
import { ChatReservationService } from './chat-reservation.service.js';
import { ChatTransferService } from './chat-transfer.service.js';
import { ChatsController } from './chats.controller.js';
import { ChatsJobs } from './chats.jobs.js';
import { ChatsReactions } from './chats.reactions.js';
import { ChatsRooms } from './chats.rooms.js';
import { ConversationsService } from './conversations.service.js';
import { LiveBoardService } from './live-board.service.js';
import { QueuePositionService } from './queue-position.service.js';
import { WidgetController } from './widget.controller.js';
import { WidgetSessionService } from './widget-session.service.js';

@Module({
  imports: [SettingsModule, ChannelsModule, CustomersModule, TicketsModule, PromisesModule, VisitsModule, ProofsModule],
  controllers: [ChatsController, WidgetController],
  providers: [
    AutomaticLinesJobs, AutomaticLinesReactions, AutomaticLinesService,
    AfterHoursService, AvailabilityService, AttendanceService, ChatAcceptanceService, ChatEndingService, ChatLockService, ChatQueueService, ChatReservationService, ChatTransferService, ChatsJobs, ChatsReactions, ChatsRooms,
    ConversationsService, LiveBoardService, QueuePositionService, WidgetSessionService,
  ],
  exports: [AvailabilityService, ChatQueueService, WidgetSessionService],
})
export class ChatsModule {}
