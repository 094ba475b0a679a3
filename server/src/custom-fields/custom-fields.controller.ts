import { Body, Controller, Delete, Get, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Done, Id } from '#contracts/common.js';
import { CustomField, CustomFieldChange, CustomFieldDraft, CustomFieldOrder, CustomFields, TicketFields, TicketFieldsChange, TicketTraits, TicketTraitsQuery } from '#contracts/custom-fields.js';
import type { Actor, StaffActor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, Returns } from '../platform/edge/endpoint.decorators.js';
import { IfMatch } from '../platform/edge/version.js';
import { CustomFieldsService } from './custom-fields.service.js';
import { FieldMakingService } from './field-making.service.js';
import { FieldSettingService } from './field-setting.service.js';

@ApiTags('fields')
@Controller()
export class CustomFieldsController {
  constructor(private readonly db: Database, private readonly fields: CustomFieldsService, private readonly making: FieldMakingService, private readonly setting: FieldSettingService) {}

  @Get('custom-fields')
  @Allow('ticket.read')
  @Returns(CustomFields)
  list(@Caller() actor: Actor) {
    return this.fields.list(actor);
  }

  @Post('custom-fields')
  @Allow('field.manage')
  @Returns(CustomField, 201)
  make(@Caller() actor: Actor, @Body({ schema: CustomFieldDraft }) body: CustomFieldDraft) {
    return this.db.transaction((tx) => this.making.make(tx, actor, body));
  }

  @Put('custom-fields/order')
  @Allow('field.manage')
  @Returns(Done)
  arrange(@Caller() actor: Actor, @Body({ schema: CustomFieldOrder }) body: z.infer<typeof CustomFieldOrder>) {
    return this.db.transaction((tx) => this.making.arrange(tx, actor, body.ids));
  }

  @Put('custom-fields/:id')
  @Allow('field.manage')
  @ApiHeader({ name: 'If-Match', required: true, description: 'The version that was read' })
  @Returns(CustomField)
  change(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string, @IfMatch() version: number, @Body({ schema: CustomFieldChange }) body: CustomFieldChange) {
    return this.db.transaction((tx) => this.making.change(tx, actor, id, body, version));
  }

  @Put('custom-fields/:id/retirement')
  @Allow('field.manage')
  @Returns(CustomField)
  retire(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.making.retire(tx, actor, id));
  }

  @Delete('custom-fields/:id/retirement')
  @Allow('field.manage')
  @Returns(CustomField)
  takeBack(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.making.takeBack(tx, actor, id));
  }

  @Get('ticket-traits')
  @Allow('ticket.read')
  @Returns(TicketTraits)
  ofList(@Caller() actor: StaffActor, @Query({ schema: TicketTraitsQuery }) query: TicketTraitsQuery) {
    return this.fields.ofList(actor, query);
  }

  @Get('tickets/:id/fields')
  @Allow('ticket.read')
  @Returns(TicketFields)
  ofTicket(@Caller() actor: StaffActor, @Param('id', { schema: Id }) id: string) {
    return this.fields.ofTicket(actor, id);
  }

  @Patch('tickets/:id/fields')
  @Allow('ticket.edit')
  @Returns(TicketFields)
  set(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string, @Body({ schema: TicketFieldsChange }) body: TicketFieldsChange) {
    return this.db.transaction((tx) => this.setting.set(tx, actor, id, body));
  }
}
