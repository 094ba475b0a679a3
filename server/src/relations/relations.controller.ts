import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Id } from '#contracts/common.js';
import { RelationCandidates, RelationDraft, RelationQuery, Relations } from '#contracts/relations.js';
import type { StaffActor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, Returns } from '../platform/edge/endpoint.decorators.js';
import { RelationReading } from './relation-reading.service.js';
import { RelationsService } from './relations.service.js';

@ApiTags('relations')
@Controller('tickets')
export class RelationsController {
  constructor(private readonly db: Database, private readonly relations: RelationsService, private readonly reading: RelationReading) {}

  @Get(':id/relations')
  @Allow('ticket.read')
  @Returns(Relations)
  list(@Caller() actor: StaffActor, @Param('id', { schema: Id }) id: string) {
    return this.reading.of(actor, id);
  }

  @Get(':id/relation-candidates')
  @Allow('ticket.edit')
  @Returns(RelationCandidates)
  candidates(@Caller() actor: StaffActor, @Param('id', { schema: Id }) id: string, @Query({ schema: RelationQuery }) { search }: z.infer<typeof RelationQuery>) {
    return this.reading.candidates(actor, id, search);
  }

  @Post(':id/relations')
  @Allow('ticket.edit')
  @Returns(Relations)
  relate(@Caller() actor: StaffActor, @Param('id', { schema: Id }) id: string, @Body({ schema: RelationDraft }) body: RelationDraft) {
    return this.db.transaction((tx) => this.relations.relate(tx, actor, id, body)).then(() => this.reading.of(actor, id));
  }

  @Delete(':id/relations/:otherId')
  @Allow('ticket.edit')
  @Returns(Relations)
  part(@Caller() actor: StaffActor, @Param('id', { schema: Id }) id: string, @Param('otherId', { schema: Id }) otherId: string) {
    return this.db.transaction((tx) => this.relations.part(tx, actor, id, otherId)).then(() => this.reading.of(actor, id));
  }
}
