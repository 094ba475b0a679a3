import type { IncomingMessage } from 'node:http';
import { Body, Controller, Delete, Get, Param, Post, Put, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiExcludeEndpoint, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Done, Id } from '#contracts/common.js';
import { Import, ImportDraft, ImportMapping, Imports, TicketOriginAnswer } from '#contracts/imports.js';
import type { Actor, StaffActor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, RawRequest, Returns } from '../platform/edge/endpoint.decorators.js';
import { IfMatch } from '../platform/edge/version.js';
import { ImportRemoval } from './import-removal.service.js';
import { ImportReport } from './import-report.js';
import { ImportUploads } from './import-uploads.service.js';
import { ImportsService } from './imports.service.js';

@ApiTags('imports')
@Controller()
export class ImportsController {
  constructor(private readonly db: Database, private readonly imports: ImportsService, private readonly uploads: ImportUploads, private readonly removal: ImportRemoval, private readonly report: ImportReport) {}

  @Get('imports')
  @Allow('import.manage')
  @Returns(Imports)
  list() {
    return this.imports.list();
  }

  @Post('imports')
  @Allow('import.manage')
  @Returns(Import, 201)
  make(@Caller() actor: Actor, @Body({ schema: ImportDraft }) body: ImportDraft) {
    return this.db.transaction((tx) => this.imports.make(tx, actor, body));
  }

  @Get('imports/:id')
  @Allow('import.manage')
  @Returns(Import)
  one(@Param('id', { schema: Id }) id: string) {
    return this.imports.of(id);
  }

  /** One file, as it came. Once this answers its bytes are safe; it is read soon after. */
  @Post('imports/:id/files')
  @Allow('import.manage')
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } }, required: ['file'], additionalProperties: false } })
  @Returns(Import, 201)
  add(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string, @RawRequest() request: IncomingMessage) {
    return this.uploads.take(id, request, (kept) => this.db.transaction((tx) => this.uploads.record(tx, actor, id, kept))).then(() => this.imports.of(id));
  }

  @Put('imports/:id/mapping')
  @Allow('import.manage')
  @ApiHeader({ name: 'If-Match', required: true, description: 'The version that was read' })
  @Returns(Import)
  map(@Param('id', { schema: Id }) id: string, @IfMatch() version: number, @Body({ schema: ImportMapping }) body: ImportMapping) {
    return this.db.transaction((tx) => this.imports.map(tx, id, version, body));
  }

  @Put('imports/:id/work')
  @Allow('import.manage')
  @Returns(Import)
  bring(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.imports.bring(tx, actor, id));
  }

  @Delete('imports/:id/work')
  @Allow('import.manage')
  @Returns(Import)
  pause(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.imports.pause(tx, actor, id));
  }

  @Post('imports/:id/removal')
  @Allow('import.manage')
  @Returns(Import, 201)
  remove(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.imports.remove(tx, actor, id));
  }

  /** Throws one away that brought nothing, or nothing any more. */
  @Delete('imports/:id')
  @Allow('import.manage')
  @Returns(Done)
  discard(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.db
      .transaction((tx) => this.imports.giveUp(tx, id))
      .then(() => this.removal.empty(id))
      .then(() => this.db.transaction((tx) => this.imports.discard(tx, actor, id)))
      .then((keys) => this.imports.forgetBytes(keys));
  }

  @Get('imports/:id/report')
  @Allow('import.manage')
  @ApiExcludeEndpoint()
  refusals(@Param('id', { schema: Id }) id: string, @Res() reply: FastifyReply) {
    return this.report.begin(id).then((pieces) => this.report.send(reply, pieces));
  }

  @Get('tickets/:id/origin')
  @Allow('ticket.read')
  @Returns(TicketOriginAnswer)
  origin(@Caller() actor: StaffActor, @Param('id', { schema: Id }) id: string) {
    return this.imports.originOf(actor, id);
  }
}
