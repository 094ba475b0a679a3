import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { BulkChange, BulkChanges, BulkDraft } from '#contracts/bulk.js';
import { Id } from '#contracts/common.js';
import type { StaffActor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, Returns } from '../platform/edge/endpoint.decorators.js';
import { BulkAskingService } from './bulk-asking.service.js';
import { BulkWorkService } from './bulk-work.service.js';
import { BulkService } from './bulk.service.js';

/** A few are done before the answer; the rest goes on by itself. */
const AT_ONCE = 20;

@ApiTags('bulk changes')
@Controller('bulk-changes')
export class BulkController {
  constructor(private readonly db: Database, private readonly asking: BulkAskingService, private readonly work: BulkWorkService, private readonly changes: BulkService) {}

  @Get()
  @Allow('ticket.read')
  @Returns(BulkChanges)
  list(@Caller() actor: StaffActor) {
    return this.changes.list(actor);
  }

  @Post()
  @Allow('ticket.read')
  @Returns(BulkChange, 201)
  ask(@Caller() actor: StaffActor, @Body({ schema: BulkDraft }) body: BulkDraft) {
    return this.db.transaction((tx) => this.asking.ask(tx, actor, body)).then((id) => this.work.workOff(id, AT_ONCE).then(() => this.changes.one(actor, id)));
  }

  @Get(':id')
  @Allow('ticket.read')
  @Returns(BulkChange)
  one(@Caller() actor: StaffActor, @Param('id', { schema: Id }) id: string) {
    return this.changes.one(actor, id);
  }

  @Delete(':id')
  @Allow('ticket.read')
  @Returns(BulkChange)
  stop(@Caller() actor: StaffActor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.asking.stop(tx, actor, id)).then(() => this.changes.one(actor, id));
  }

  @Post(':id/undo')
  @Allow('ticket.read')
  @Returns(BulkChange, 201)
  undo(@Caller() actor: StaffActor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.asking.undo(tx, actor, id)).then((undoId) => this.work.workOff(undoId, AT_ONCE).then(() => this.changes.one(actor, undoId)));
  }
}
