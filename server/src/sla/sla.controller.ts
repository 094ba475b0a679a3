import { Body, Controller, Delete, Get, Param, Post, Put } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Done, Id } from '#contracts/common.js';
import { DuePolicies, DuePolicy, DuePolicyDraft, DuePolicyOrder, DuePolicyVersions, TicketDueTimes } from '#contracts/sla.js';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, Returns } from '../platform/edge/endpoint.decorators.js';
import { IfMatch } from '../platform/edge/version.js';
import { DuePoliciesService } from './due-policies.service.js';
import { SlaService } from './sla.service.js';

@ApiTags('due times')
@Controller()
export class SlaController {
  constructor(private readonly db: Database, private readonly times: SlaService, private readonly policies: DuePoliciesService) {}

  @Get('tickets/:id/due-times')
  @Allow('ticket.read')
  @Returns(TicketDueTimes)
  ofTicket(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.times.ofTicket(actor, id);
  }

  @Get('due-policies')
  @Allow('due_policy.manage')
  @Returns(DuePolicies)
  list() {
    return this.policies.list();
  }

  @Post('due-policies')
  @Allow('due_policy.manage')
  @Returns(DuePolicy, 201)
  make(@Caller() actor: Actor, @Body({ schema: DuePolicyDraft }) body: DuePolicyDraft) {
    return this.db.transaction((tx) => this.policies.make(tx, actor, body));
  }

  @Put('due-policies/order')
  @Allow('due_policy.manage')
  @Returns(Done)
  arrange(@Caller() actor: Actor, @Body({ schema: DuePolicyOrder }) body: z.infer<typeof DuePolicyOrder>) {
    return this.db.transaction((tx) => this.policies.arrange(tx, actor, body.ids));
  }

  @Put('due-policies/:id')
  @Allow('due_policy.manage')
  @ApiHeader({ name: 'If-Match', required: true, description: 'The version that was read' })
  @Returns(DuePolicy)
  change(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string, @IfMatch() version: number, @Body({ schema: DuePolicyDraft }) body: DuePolicyDraft) {
    return this.db.transaction((tx) => this.policies.change(tx, actor, id, version, body));
  }

  @Delete('due-policies/:id')
  @Allow('due_policy.manage')
  @Returns(Done)
  remove(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.policies.remove(tx, actor, id));
  }

  @Get('due-policies/:id/versions')
  @Allow('due_policy.manage')
  @Returns(DuePolicyVersions)
  versions(@Param('id', { schema: Id }) id: string) {
    return this.policies.versions(id);
  }
}
