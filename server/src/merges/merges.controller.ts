import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Id } from '#contracts/common.js';
import { MergeCandidates, MergeDraft, MergeQuery } from '#contracts/merges.js';
import { TicketDetail } from '#contracts/tickets.js';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, Returns } from '../platform/edge/endpoint.decorators.js';
import { TicketDetailService } from '../tickets/ticket-detail.service.js';
import { MergeCandidatesService } from './merge-candidates.service.js';
import { MergeUndoService } from './merge-undo.service.js';
import { MergesService } from './merges.service.js';

@Controller('tickets')
export class MergesController {
  constructor(
    private readonly db: Database,
    private readonly merges: MergesService,
    private readonly undos: MergeUndoService,
    private readonly candidates: MergeCandidatesService,
    private readonly details: TicketDetailService,
  ) {}

  @Get(':id/merge-candidates')
  @Allow('ticket.edit')
  @Returns(MergeCandidates)
  list(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string, @Query({ schema: MergeQuery }) { search }: z.infer<typeof MergeQuery>) {
    return this.candidates.of(actor, id, search);
  }

  @Post(':id/merge')
  @Allow('ticket.edit')
  @Returns(TicketDetail)
  merge(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string, @Body({ schema: MergeDraft }) body: MergeDraft) {
    return this.db.transaction((tx) => this.merges.merge(tx, actor, id, body)).then(() => this.details.after(actor, id));
  }

  @Delete(':id/merge')
  @Allow('ticket.edit')
  @Returns(TicketDetail)
  undo(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.undos.undo(tx, actor, id)).then(() => this.details.after(actor, id));
  }
}
