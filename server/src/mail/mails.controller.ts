import type { IncomingMessage } from 'node:http';
import { Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiExcludeEndpoint, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { Id } from '#contracts/common.js';
import { MailPageQuery, MailQuery, MailTaken, MailText, ReceivedMail, ReceivedMailPage, TicketMails } from '#contracts/mail.js';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, RawRequest, Returns } from '../platform/edge/endpoint.decorators.js';
import { MailStoring } from './mail-storing.service.js';
import { ReceivedMails } from './received-mails.service.js';

@ApiTags('mails')
@Controller()
export class MailsController {
  constructor(private readonly db: Database, private readonly storing: MailStoring, private readonly mails: ReceivedMails) {}

  /** One raw mail, as a mail server has it. Once this answers its bytes are safe; it is read soon after. */
  @Post('mailboxes/:id/mails')
  @Allow('mail.hand_in')
  @ApiConsumes('message/rfc822')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @Returns(MailTaken)
  take(@Param('id', { schema: Id }) id: string, @RawRequest() request: IncomingMessage) {
    return this.storing.take(id, request, (kept) => this.db.transaction((tx) => this.storing.record(tx, kept)));
  }

  @Get('mails')
  @Allow('mail.manage')
  @Returns(ReceivedMailPage)
  list(@Caller() actor: Actor, @Query({ schema: MailQuery }) query: z.infer<typeof MailQuery>) {
    return this.mails.list(actor, query);
  }

  @Post('mails/:id/attempt')
  @Allow('mail.manage')
  @Returns(ReceivedMail)
  retry(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.mails.retry(tx, actor, id));
  }

  @Get('tickets/:id/mails')
  @Allow('ticket.read')
  @Returns(TicketMails)
  ofTicket(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.mails.ofTicket(actor, id);
  }

  @Get('mails/:id/text')
  @Allow('ticket.read')
  @Returns(MailText)
  text(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.mails.text(actor, id);
  }

  @Get('mails/:id/page')
  @Allow('ticket.read')
  @ApiExcludeEndpoint()
  page(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string, @Query({ schema: MailPageQuery }) query: z.infer<typeof MailPageQuery>, @Res() reply: FastifyReply) {
    return this.mails.page(actor, id, query.pictures === 'on', reply);
  }

  @Get('mails/:id/source')
  @Allow('ticket.read')
  @ApiExcludeEndpoint()
  source(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string, @Res() reply: FastifyReply) {
    return this.mails.source(actor, id, reply);
  }
}
