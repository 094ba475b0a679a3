import { Body, Controller, Delete, Get, Param, Post, Put, Query, UseInterceptors } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import { Done, Id } from '#contracts/common.js';
import { TemplatedOpening, TicketTemplate, TicketTemplateDraft, TicketTemplateQuery, TicketTemplates } from '#contracts/ticket-templates.js';
import { TicketDetail } from '#contracts/tickets.js';
import type { StaffActor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, Returns } from '../platform/edge/endpoint.decorators.js';
import { IfMatch, VersionTag } from '../platform/edge/version.js';
import { TicketDetailService } from '../tickets/ticket-detail.service.js';
import { TemplateOpeningService } from './template-opening.service.js';
import { TicketTemplatesService } from './ticket-templates.service.js';

@ApiTags('ticket templates')
@Controller('ticket-templates')
export class TicketTemplatesController {
  constructor(private readonly db: Database, private readonly templates: TicketTemplatesService, private readonly openings: TemplateOpeningService, private readonly details: TicketDetailService) {}

  @Get()
  @Allow('ticket.read')
  @Returns(TicketTemplates)
  list(@Caller() actor: StaffActor, @Query({ schema: TicketTemplateQuery }) query: TicketTemplateQuery) {
    return this.templates.list(actor, query);
  }

  @Post()
  @Allow('ticket.edit')
  @Returns(TicketTemplate, 201)
  make(@Caller() actor: StaffActor, @Body({ schema: TicketTemplateDraft }) body: TicketTemplateDraft) {
    return this.db.transaction((tx) => this.templates.make(tx, actor, body));
  }

  @Put(':id')
  @Allow('ticket.edit')
  @UseInterceptors(VersionTag)
  @ApiHeader({ name: 'If-Match', required: true, description: 'The version that was read' })
  @Returns(TicketTemplate)
  change(@Caller() actor: StaffActor, @Param('id', { schema: Id }) id: string, @IfMatch() version: number, @Body({ schema: TicketTemplateDraft }) body: TicketTemplateDraft) {
    return this.db.transaction((tx) => this.templates.change(tx, actor, id, body, version));
  }

  @Delete(':id')
  @Allow('ticket.edit')
  @Returns(Done)
  remove(@Caller() actor: StaffActor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.templates.remove(tx, actor, id));
  }

  /** A ticket that begins with it. */
  @Post(':id/tickets')
  @Allow('ticket.edit')
  @Returns(TicketDetail, 201)
  open(@Caller() actor: StaffActor, @Param('id', { schema: Id }) id: string, @Body({ schema: TemplatedOpening }) body: TemplatedOpening) {
    return this.db.transaction((tx) => this.openings.open(tx, actor, id, body)).then((ticketId) => this.details.after(actor, ticketId));
  }
}
