import { Module } from '@nestjs/common';
import { ConversationAccess } from './conversation-access.service.js';
import { ConversationService } from './conversation.service.js';
import { DraftsService } from './drafts.service.js';
import { HeadsHeartbeat } from './heads.js';
import { IncomingWords } from './incoming-word.service.js';
import { LastWordService } from './last-word.service.js';
import { MessageCrossing } from './message-crossing.service.js';
import { MergedTalk } from './merged-talk.service.js';
import { MessageFiles } from './message-files.service.js';
import { MessagePublisher } from './message-publisher.js';
import { MessageQuotes } from './message-quotes.service.js';
import { MessageRecallService } from './message-recall.service.js';
import { MessageWriter } from './message-writer.service.js';
import { NoteMentions } from './note-mentions.service.js';
import { Presence } from './presence.js';
import { QueuePointers } from './queue-pointers.js';
import { Receipts } from './receipts.js';
import { SolveGates } from './solve-gates.js';
import { SpamBirths } from './spam-birth.service.js';
import { TicketAssignmentService } from './ticket-assignment.service.js';
import { TicketClosureService } from './ticket-closure.service.js';
import { TicketCountsService } from './ticket-counts.service.js';
import { TicketDetailService } from './ticket-detail.service.js';
import { TicketFactsService } from './ticket-facts.service.js';
import { TicketHistoryService } from './ticket-history.service.js';
import { TicketLifeController } from './ticket-life.controller.js';
import { TicketListService } from './ticket-list.service.js';
import { TicketLockService } from './ticket-lock.service.js';
import { TicketMoves } from './ticket-moves.service.js';
import { TicketOpeningService } from './ticket-opening.service.js';
import { TicketOpeningsController } from './ticket-openings.controller.js';
import { TicketPlaces } from './ticket-places.js';
import { TicketSnoozeService } from './ticket-snooze.service.js';
import { TicketStateService } from './ticket-state.service.js';
import { TicketsController } from './tickets.controller.js';
import { TicketsJobs } from './tickets.jobs.js';
import { TicketsReactions } from './tickets.reactions.js';
import { TicketsRooms } from './tickets.rooms.js';
import { TimelineService } from './timeline.service.js';
import { TimelineWalkService } from './timeline-walk.service.js';
import { TimelineSockets } from './timeline.sockets.js';
import { UnreadMarks } from './unread-marks.service.js';
import { WatchersElsewhere } from './watchers-elsewhere.js';

@Module({
  controllers: [TicketOpeningsController, TicketsController, TicketLifeController],
  providers: [
    MessageCrossing, MessageFiles,
    MergedTalk,
    SpamBirths,
    NoteMentions,
    ConversationAccess, ConversationService, DraftsService, HeadsHeartbeat, IncomingWords, LastWordService, MessagePublisher, MessageQuotes, MessageRecallService, MessageWriter, Presence, QueuePointers,
    Receipts, SolveGates, TicketAssignmentService, TicketClosureService, TicketCountsService, TicketDetailService, TicketFactsService, TicketHistoryService, TicketListService, TicketLockService, TicketMoves, TicketOpeningService, TicketPlaces, TicketSnoozeService, TicketStateService, TicketsJobs, TicketsReactions, TicketsRooms, TimelineService, TimelineSockets, TimelineWalkService, UnreadMarks, WatchersElsewhere,
  ],
  exports: [ConversationAccess, ConversationService, DraftsService, IncomingWords, LastWordService, MergedTalk, MessageCrossing, QueuePointers, Receipts, SolveGates, TicketAssignmentService, TicketClosureService, TicketDetailService, TicketFactsService, TicketListService, TicketLockService, TicketMoves, TicketOpeningService, TicketSnoozeService, TicketStateService, TimelineService, TimelineWalkService, UnreadMarks],
})
export class TicketsModule {}
