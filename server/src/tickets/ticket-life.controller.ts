import { Body, Controller, Delete, Get, Param, Patch, Post, Put, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Id } from '#contracts/common.js';
import { HistoryQuery, TagList, TagQuery, TicketDetail, TicketFacts, TicketHistory, TicketMoveQuery, TicketSnooze } from '#contracts/tickets.js';
import type { Actor, StaffActor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, Returns } from '../platform/edge/endpoint.decorators.js';
import { ConversationAccess } from './conversation-access.service.js';
import { TicketDetailService } from './ticket-detail.service.js';
import { TicketFactsService } from './ticket-facts.service.js';
import { TicketHistoryService } from './ticket-history.service.js';
import { TicketSnoozeService } from './ticket-snooze.service.js';
import { TicketStateService } from './ticket-state.service.js';

/** Where a ticket stands, what it is about, when it is looked at again, and what was done to it. */
@Controller('tickets')
export class TicketLifeController {
  constructor(
    private readonly db: Database,
    private readonly access: ConversationAccess,
    private readonly details: TicketDetailService,
    private readonly states: TicketStateService,
    private readonly snoozes: TicketSnoozeService,
    private readonly facts: TicketFactsService,
    private readonly histories: TicketHistoryService,
  ) {}

  @Get('tags')
  @Allow('ticket.read')
  @Returns(TagList)
  tags(@Caller() actor: StaffActor, @Query({ schema: TagQuery }) query: z.infer<typeof TagQuery>) {
    return this.facts.tags(actor, query.search);
  }

  @Get(':id/history')
  @Allow('ticket.read')
  @Returns(TicketHistory)
  history(@Caller() actor: StaffActor, @Param('id', { schema: Id }) id: string, @Query({ schema: HistoryQuery }) query: z.infer<typeof HistoryQuery>) {
    return this.access.asStaff(actor, id).then(() => this.histories.page(actor, id, query));
  }

  @Post(':id/solution')
  @Allow('ticket.close')
  @Returns(TicketDetail)
  solve(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string, @Query({ schema: TicketMoveQuery }) seen: z.infer<typeof TicketMoveQuery>) {
    return this.db.transaction((tx) => this.states.solve(tx, actor, id, seen)).then(() => this.details.after(actor, id));
  }

  @Put(':id/pending')
  @Allow('ticket.close')
  @Returns(TicketDetail)
  wait(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string, @Query({ schema: TicketMoveQuery }) seen: z.infer<typeof TicketMoveQuery>) {
    return this.db.transaction((tx) => this.states.wait(tx, actor, id, seen)).then(() => this.details.after(actor, id));
  }

  @Put(':id/hold')
  @Allow('ticket.close')
  @Returns(TicketDetail)
  hold(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string, @Query({ schema: TicketMoveQuery }) seen: z.infer<typeof TicketMoveQuery>) {
    return this.db.transaction((tx) => this.states.hold(tx, actor, id, seen)).then(() => this.details.after(actor, id));
  }

  @Delete([':id/solution', ':id/pending', ':id/hold'])
  @Allow('ticket.close')
  @Returns(TicketDetail)
  resume(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string, @Query({ schema: TicketMoveQuery }) seen: z.infer<typeof TicketMoveQuery>) {
    return this.db.transaction((tx) => this.states.resume(tx, actor, id, seen)).then(() => this.details.after(actor, id));
  }

  @Put(':id/snooze')
  @Allow('ticket.edit')
  @Returns(TicketDetail)
  snooze(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string, @Body({ schema: TicketSnooze }) body: z.infer<typeof TicketSnooze>) {
    return this.db.transaction((tx) => this.snoozes.snooze(tx, actor, id, body)).then(() => this.details.after(actor, id));
  }

  @Delete(':id/snooze')
  @Allow('ticket.edit')
  @Returns(TicketDetail)
  wake(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.snoozes.wake(tx, actor, id)).then(() => this.details.after(actor, id));
  }

  @Patch(':id/facts')
  @Allow('ticket.edit')
  @Returns(TicketDetail)
  change(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string, @Body({ schema: TicketFacts }) body: z.infer<typeof TicketFacts>) {
    return this.db.transaction((tx) => this.facts.change(tx, actor, id, body)).then(() => this.details.after(actor, id));
  }
}
