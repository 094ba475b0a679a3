import { Body, Controller, Get, Param, Patch, Post, UseInterceptors } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Id } from '#contracts/common.js';
import { Mailbox, MailboxChange, MailboxDraft, Mailboxes, MailboxTrial, MailboxTried } from '#contracts/mail.js';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, Returns } from '../platform/edge/endpoint.decorators.js';
import { IfMatchGiven, VersionTag } from '../platform/edge/version.js';
import { MailboxesService } from './mailboxes.service.js';

@ApiTags('mailboxes')
@Controller('mailboxes')
export class MailboxesController {
  constructor(private readonly db: Database, private readonly mailboxes: MailboxesService) {}

  @Get()
  @Allow('channel.manage')
  @Returns(Mailboxes)
  list() {
    return this.mailboxes.list();
  }

  @Post()
  @Allow('channel.manage')
  @Returns(Mailbox, 201)
  add(@Caller() actor: Actor, @Body({ schema: MailboxDraft }) body: z.infer<typeof MailboxDraft>) {
    return this.db.transaction((tx) => this.mailboxes.add(tx, actor, body));
  }

  @Patch(':id')
  @Allow('channel.manage')
  @UseInterceptors(VersionTag)
  @ApiHeader({ name: 'If-Match', required: false, description: 'The version that was read; without it the last change wins' })
  @Returns(Mailbox)
  change(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string, @IfMatchGiven() version: number | null, @Body({ schema: MailboxChange }) body: z.infer<typeof MailboxChange>) {
    return this.db.transaction((tx) => this.mailboxes.change(tx, actor, id, body, version));
  }

  /** Signs in at the server that is named and looks at the folder. What is wrong is the answer. */
  @Post('trials')
  @Allow('channel.manage')
  @Returns(MailboxTried)
  attempt(@Body({ schema: MailboxTrial }) body: z.infer<typeof MailboxTrial>) {
    return this.mailboxes.attempt(body);
  }
}
