import { Body, Controller, Delete, Get, Param, Post, Put, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Done, Id } from '#contracts/common.js';
import { MessageSent } from '#contracts/messages.js';
import { Draft, DraftMode, DraftText, MessageDraft, MessagePage, MessagesQuery, TicketAssignment, TicketClosure, TicketCounts, TicketDetail, TicketMatching, TicketMatchingQuery, TicketPage, TicketQuery } from '#contracts/tickets.js';
import type { Actor, StaffActor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, Returns } from '../platform/edge/endpoint.decorators.js';
import { ConversationAccess } from './conversation-access.service.js';
import { ConversationService } from './conversation.service.js';
import { DraftsService } from './drafts.service.js';
import { TicketAssignmentService } from './ticket-assignment.service.js';
import { TicketClosureService } from './ticket-closure.service.js';
import { TicketCountsService } from './ticket-counts.service.js';
import { TicketDetailService } from './ticket-detail.service.js';
import { TicketListService } from './ticket-list.service.js';
import { TimelineService } from './timeline.service.js';
import { UnreadMarks } from './unread-marks.service.js';

@Controller('tickets')
export class TicketsController {
  constructor(
    private readonly db: Database,
    private readonly tickets: TicketListService,
    private readonly counted: TicketCountsService,
    private readonly details: TicketDetailService,
    private readonly access: ConversationAccess,
    private readonly timelines: TimelineService,
    private readonly conversations: ConversationService,
    private readonly drafts: DraftsService,
    private readonly assignments: TicketAssignmentService,
    private readonly closures: TicketClosureService,
    private readonly unreadMarks: UnreadMarks,
  ) {}

  @Get()
  @Allow('ticket.read')
  @Returns(TicketPage)
  list(@Caller() actor: Actor, @Query({ schema: TicketQuery }) query: z.infer<typeof TicketQuery>) {
    return this.tickets.list(actor, query);
  }

  @Get('matching')
  @Allow('ticket.read')
  @Returns(TicketMatching)
  matching(@Caller() actor: Actor, @Query({ schema: TicketMatchingQuery }) { view, state, sort: _, ...filter }: z.infer<typeof TicketMatchingQuery>) {
    return this.tickets.count(actor, { view, state, filter });
  }

  @Get('counts')
  @Allow('ticket.read')
  @Returns(TicketCounts)
  counts(@Caller() actor: Actor) {
    return this.counted.of(actor);
  }

  @Get(':id')
  @Allow('ticket.read')
  @Returns(TicketDetail)
  one(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.details.of(actor, id);
  }

  @Get(':id/messages')
  @Allow('ticket.read')
  @Returns(MessagePage)
  messages(@Caller() actor: StaffActor, @Param('id', { schema: Id }) id: string, @Query({ schema: MessagesQuery }) query: z.infer<typeof MessagesQuery>) {
    return this.access.asStaff(actor, id).then(() => this.timelines.page(id, 'staff', query));
  }

  @Post(':id/messages')
  @Allow('ticket.read')
  @Returns(MessageSent, 201)
  write(@Caller() actor: StaffActor, @Param('id', { schema: Id }) id: string, @Body({ schema: MessageDraft }) body: z.infer<typeof MessageDraft>) {
    return this.access.asStaff(actor, id).then(() => this.conversations.sendAsStaff(actor, id, body));
  }

  @Put(':id/drafts/:mode')
  @Allow('ticket.read')
  @Returns(Draft)
  keepDraft(
    @Caller() actor: Actor,
    @Param('id', { schema: Id }) id: string,
    @Param('mode', { schema: DraftMode }) mode: z.infer<typeof DraftMode>,
    @Body({ schema: DraftText }) body: z.infer<typeof DraftText>,
  ) {
    return this.db.transaction((tx) => this.drafts.keep(tx, actor, id, mode, body.text));
  }

  @Delete(':id/drafts/:mode')
  @Allow('ticket.read')
  @Returns(Done)
  dropDraft(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string, @Param('mode', { schema: DraftMode }) mode: z.infer<typeof DraftMode>) {
    return this.db.transaction((tx) => this.drafts.drop(tx, actor, id, mode));
  }

  @Put(':id/unread-mark')
  @Allow('ticket.read')
  @Returns(Done)
  markUnread(@Caller() actor: StaffActor, @Param('id', { schema: Id }) id: string) {
    return this.unreadMarks.put(actor, id);
  }

  @Delete(':id/unread-mark')
  @Allow('ticket.read')
  @Returns(Done)
  takeMark(@Caller() actor: StaffActor, @Param('id', { schema: Id }) id: string) {
    return this.unreadMarks.take(actor, id);
  }

  @Put(':id/assignment')
  @Allow('ticket.assign')
  @Returns(TicketDetail)
  assign(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string, @Body({ schema: TicketAssignment }) body: z.infer<typeof TicketAssignment>) {
    return this.db.transaction((tx) => this.assignments.assign(tx, actor, id, body)).then(() => this.details.after(actor, id));
  }

  @Post(':id/closure')
  @Allow('ticket.close')
  @Returns(TicketDetail)
  close(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string, @Query({ schema: TicketClosure }) query: z.infer<typeof TicketClosure>) {
    return this.db.transaction((tx) => this.closures.close(tx, actor, id, query.seenSeq, query)).then(() => this.details.after(actor, id));
  }

  @Delete(':id/closure')
  @Allow('ticket.close')
  @Returns(TicketDetail)
  reopen(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.closures.reopen(tx, actor, id)).then(() => this.details.after(actor, id));
  }
}
